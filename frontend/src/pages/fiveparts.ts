// The five parts: forms that work by themselves. Here a tap adds its line without leaving the place, and a suggestion
// fills the field that it is for.
import htmx from 'htmx.org'
import './fiveparts.css'
import './requests.css'

/** A tap on a suggestion, `Add` or `Remove` sends the step and takes the answer's step in place of this one. */
async function send(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const values = Object.fromEntries([...new FormData(form, button)].map(([name, value]) => [name, String(value)]))
  const top = scrollY
  await htmx.ajax('post', form.action, { values, target: '#step', select: '#step', swap: 'outerHTML' })
  scrollTo({ top })
  const name = button.name === 'go' ? button.closest('.flow-add')?.querySelector('textarea')?.name : undefined
  const next = name ? document.getElementsByName(name)[0] : document.querySelector<HTMLElement>('.flow-add textarea')
  if (name) next?.focus({ preventScroll: true })
  else document.querySelector<HTMLElement>('.flow-foot .btn-primary')?.focus({ preventScroll: true })
}

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  const button = event.submitter as HTMLButtonElement | null
  if (form.dataset.flow === undefined || !button) return
  if (button.dataset.tap === undefined && button.name !== 'remove') return
  event.preventDefault()
  void send(form, button)
})

document.addEventListener('click', (event) => {
  const chip = (event.target as Element).closest<HTMLElement>('[data-fill]')
  if (!chip) return
  const field = document.getElementById(chip.dataset.fill!) as HTMLTextAreaElement | null
  if (!field) return
  event.preventDefault()
  field.value = chip.dataset.text ?? ''
  field.focus()
})
