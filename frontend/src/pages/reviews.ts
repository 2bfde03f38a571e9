// Plans on one page: the printer is called; all else works without a script.
import './support.css'
import './reviews.css'

document.querySelectorAll<HTMLButtonElement>('[data-print]').forEach((button) => {
  button.disabled = false
  button.addEventListener('click', () => { window.print() })
})
