// Actions: cards of the board are dragged or moved by keys; the timeline begins at today.
import './actions.css'

/** Sends the card's own form, as its arrows do. */
function move(card: HTMLElement, status: string): void {
  const form = card.querySelector<HTMLFormElement>('form')
  if (!form || card.closest<HTMLElement>('[data-status]')?.dataset.status === status) return
  const chosen = document.createElement('input')
  chosen.type = 'hidden'
  chosen.name = 'status'
  chosen.value = status
  form.append(chosen)
  form.submit()
}

function board(box: HTMLElement): void {
  let dragged: HTMLElement | null = null
  const column = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>('[data-status]')
  const light = (over: HTMLElement | null): void => {
    for (const each of box.querySelectorAll('.board-column')) each.classList.toggle('over', each === over)
  }
  box.addEventListener('dragstart', (event) => {
    dragged = (event.target as Element).closest<HTMLElement>('.board-card')
    dragged?.classList.add('dragged')
    event.dataTransfer?.setData('text/plain', dragged?.id ?? '')
  })
  box.addEventListener('dragover', (event) => {
    if (!dragged || !column(event)) return
    event.preventDefault()
    light(column(event))
  })
  box.addEventListener('drop', (event) => {
    event.preventDefault()
    const status = column(event)?.dataset.status
    if (dragged && status) move(dragged, status)
  })
  box.addEventListener('dragend', () => { dragged?.classList.remove('dragged'); dragged = null; light(null) })
  box.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    const card = (event.target as Element).closest<HTMLElement>('.board-card')
    const button = card?.querySelector<HTMLButtonElement>(`button[data-step="${event.key === 'ArrowLeft' ? -1 : 1}"]`)
    if (!card) return
    event.preventDefault()
    button?.click()
  })
}

const cards = document.querySelector<HTMLElement>('[data-board]')
if (cards) board(cards)

// After something was moved its link has the focus again; the browser looks for the place in the address until it has
// loaded all, and takes the focus away when it finds it.
function focusMoved(): void {
  const moved = /^#a\d+$/.test(location.hash) ? document.querySelector<HTMLElement>(`${location.hash} a`) : null
  moved?.focus({ preventScroll: true })
}
if (document.readyState === 'complete') focusMoved()
else addEventListener('load', () => { setTimeout(focusMoved) })

const today = document.querySelector<SVGLineElement>('.timeline [data-today]')
const scroller = today?.closest<HTMLElement>('.timeline')
if (today && scroller) scroller.scrollLeft = Math.max(today.x1.baseVal.value - 40, 0)
