// Support: the sliders say what they stand at; the server works out what it means.
import './support.css'

function tell(slider: HTMLInputElement): void {
  const output = slider.closest('.slider')?.querySelector('output')
  if (!output) return
  const sign = output.dataset.signed !== undefined && slider.valueAsNumber > 0 ? '+' : ''
  output.textContent = `${sign}${slider.value.replace('-', '\u2212')}${output.dataset.unit ?? ''}`
}

const form = document.querySelector<HTMLFormElement>('.what-if')
const all = (): void => form?.querySelectorAll<HTMLInputElement>('input[type=range]').forEach(tell)
form?.addEventListener('input', (event) => { tell(event.target as HTMLInputElement) })
form?.addEventListener('reset', () => { setTimeout(all) })
