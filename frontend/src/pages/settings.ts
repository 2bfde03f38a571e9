// Administration: forms that show only what matters, the year's days by keyboard, choosing customers, copying links.
import './settings.css'
import { openDrawer } from '../lib/drawer'
import { t, tn } from '../lib/i18n'
import { toast } from '../lib/toast'

/** A role of a unit asks for the unit, a seller's for the person; who stays is asked where the target stays. */
function adapt(root: ParentNode): void {
  for (const role of root.querySelectorAll<HTMLSelectElement>('select[name=role]')) {
    const form = role.form
    if (!form || form.classList.contains('table-filter')) continue
    const show = (selector: string, shown: boolean): void => {
      const part = form.querySelector<HTMLElement>(selector)
      if (part) part.hidden = !shown
    }
    show('.for-manager', role.value === 'manager')
    show('.for-seller', role.value === 'seller')
  }
  for (const part of root.querySelectorAll<HTMLElement>('.only-unit')) {
    const chosen = part.closest('form')?.querySelector<HTMLInputElement>('input[name=months]:checked')
    part.hidden = chosen?.value !== 'unit'
  }
}

function showHeld(): void {
  for (const effect of document.querySelectorAll<HTMLElement>('.effect')) {
    const agree = effect.closest('form')?.querySelector<HTMLElement>('.only-held')
    if (agree && effect.querySelector('.effect-shown')?.childElementCount) agree.hidden = !effect.querySelector('[data-held]')
  }
}

function count(): void {
  const form = document.querySelector<HTMLFormElement>('#hand-over')
  const told = form?.querySelector<HTMLElement>('.chosen')
  if (!form || !told) return
  const all = form.querySelector<HTMLInputElement>('[name=all]')?.checked
  const chosen = document.querySelectorAll('input[name=customer]:checked').length
  told.textContent = chosen && !all ? tn('{n} customer chosen', '{n} customers chosen', chosen) : (told.dataset.none ?? '')
}

function walkDays(year: HTMLElement): void {
  const days = [...year.querySelectorAll<HTMLButtonElement>('button.day')]
  const first = days[0]
  if (!first) return
  first.tabIndex = 0
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -30, PageDown: 30 }
  year.addEventListener('keydown', (event) => {
    const at = days.indexOf(event.target as HTMLButtonElement)
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? days.length - 1 : at + (steps[event.key] ?? 0)
    const next = days[Math.min(Math.max(to, 0), days.length - 1)]
    if (at < 0 || to === at || !next) return
    event.preventDefault()
    days[at]!.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  })
  year.addEventListener('click', (event) => {
    const day = (event.target as Element).closest<HTMLElement>('button.day')?.dataset.day
    if (day) void openDrawer(`${year.dataset.days}&day=${day}`)
  })
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast(t('Copied'), 'good')
  } catch {
    toast(t('The browser does not allow copying. Mark the text and press Ctrl+C.'), 'warn')
  }
}

adapt(document)
count()
for (const year of document.querySelectorAll<HTMLElement>('[data-year]')) walkDays(year)
document.addEventListener('change', (event) => {
  const control = event.target as HTMLInputElement
  if (control.dataset.checkAll) {
    for (const box of document.querySelectorAll<HTMLInputElement>(`input[name=${control.dataset.checkAll}]`)) box.checked = control.checked
  }
  adapt(document)
  count()
})
document.addEventListener('click', (event) => {
  const target = event.target as Element
  const text = target.closest<HTMLElement>('[data-copy]')?.dataset.copy
  if (text) void copy(text)
  if (target instanceof HTMLInputElement && target.dataset.select !== undefined) target.select()
})
document.addEventListener('htmx:afterSwap', () => { adapt(document); showHeld() })
new MutationObserver(() => adapt(document)).observe(document.body, { childList: true, subtree: true })
