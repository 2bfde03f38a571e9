// Sliders say what they stand at; the server works out what it means.

function tell(slider: HTMLInputElement): void {
  const output = slider.closest('.slider')?.querySelector('output')
  if (!output) return
  const sign = output.dataset.signed !== undefined && slider.valueAsNumber > 0 ? '+' : ''
  output.textContent = `${sign}${slider.value.replace('-', '\u2212')}${output.dataset.unit ?? ''}`
}

/** Keeps the numbers beside the sliders of a form right, also when it goes back to where it began. */
export function followSliders(form: HTMLFormElement | null): void {
  const all = (): void => form?.querySelectorAll<HTMLInputElement>('input[type=range]').forEach(tell)
  form?.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'range') tell(event.target)
  })
  form?.addEventListener('reset', () => { setTimeout(all) })
  all()
}
