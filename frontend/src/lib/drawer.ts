// The drawer on the right (a whole sheet on a phone): receipts, details, short forms, loaded from the server.
import Offcanvas from 'bootstrap/js/dist/offcanvas'
import { el } from './dom'
import { t } from './i18n'
import { fetchInto } from './partials'

let opener: HTMLElement | null = null

function drawer(): HTMLElement {
  const there = document.getElementById('drawer')
  if (there) return there
  const made = el('div', { id: 'drawer', class: 'offcanvas offcanvas-end', tabindex: -1, 'aria-labelledby': 'drawer-title' })
  made.addEventListener('hidden.bs.offcanvas', () => { made.replaceChildren(); opener?.focus(); opener = null })
  document.body.append(made)
  return made
}

const waiting = (): Node[] => [
  el('div', { class: 'offcanvas-header' }, el('h2', { class: 'offcanvas-title', id: 'drawer-title' }, t('Loading …')),
    el('button', { type: 'button', class: 'btn-close', 'data-bs-dismiss': 'offcanvas', 'aria-label': t('Close') })),
  el('div', { class: 'offcanvas-body', 'aria-busy': 'true' }, ...[60, 90, 75, 85, 40].map((part) => {
    const line = el('span', { class: 'skeleton' })
    line.style.inlineSize = `${part}%`
    return line
  })),
]

/** Opens the partial at `address` (a template that extends parts/drawer.html). */
export async function openDrawer(address: string, options: { wide?: boolean } = {}): Promise<void> {
  const box = drawer()
  if (!box.classList.contains('show')) opener = document.activeElement as HTMLElement | null
  box.classList.toggle('wide', options.wide ?? false)
  box.replaceChildren(...waiting())
  Offcanvas.getOrCreateInstance(box).show()
  try {
    await fetchInto(address, box)
  } catch {
    closeDrawer()
  }
}

export function closeDrawer(): void {
  const box = document.getElementById('drawer')
  if (box) Offcanvas.getInstance(box)?.hide()
}

/** `<a data-drawer href="…">` opens it; a click with Ctrl or the middle button goes to the page as usual. */
export function startDrawers(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('[data-drawer]')
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    void openDrawer(link.dataset.drawer || link.getAttribute('href')!, { wide: link.dataset.drawerWide !== undefined })
  })
  document.addEventListener('drawer:close', closeDrawer)
}
