// Forms: a button is busy while its form is on the way; a choice can send its form; what was typed isn't lost unasked.
export function startForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (event.defaultPrevented || form.target === '_blank' || form.dataset.download !== undefined) return
    delete form.dataset.changed
    const button = event.submitter ?? form.querySelector('[type=submit]')
    button?.setAttribute('aria-busy', 'true')
    addEventListener('pageshow', () => button?.removeAttribute('aria-busy'), { once: true })
  })
  document.addEventListener('htmx:afterRequest', (event) => {
    for (const button of (event.target as Element).querySelectorAll('[aria-busy=true]')) button.removeAttribute('aria-busy')
  })
  document.addEventListener('change', (event) => {
    const control = event.target as HTMLInputElement
    if (control.dataset.submits !== undefined) control.form?.requestSubmit()
    if (control.form?.dataset.guard !== undefined) control.form.dataset.changed = 'yes'
  })
  addEventListener('beforeunload', (event) => {
    if (document.querySelector('form[data-guard][data-changed]')) event.preventDefault()
  })
}
