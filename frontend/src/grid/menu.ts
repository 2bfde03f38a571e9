// The menu of the selected cells, at the pointer or below the cell.
import { el, icon } from '../lib/dom'
import type { MenuItem } from './types'

const EDGE = 8

export function openMenu(items: MenuItem[], at: { x: number; y: number }, closed: () => void): void {
  document.querySelector('.tg-menu')?.remove()
  const menu = el('ul', { class: 'dropdown-menu show tg-menu', role: 'menu' })
  const leave = new AbortController()
  const close = (focus = true): void => {
    leave.abort()
    menu.remove()
    if (focus) closed()
  }
  for (const item of items) {
    if (item === 'line') {
      menu.append(el('li', { role: 'separator' }, el('hr', { class: 'dropdown-divider' })))
      continue
    }
    menu.append(el('li', { role: 'none' }, el('button', {
      type: 'button', role: 'menuitem', class: `dropdown-item${item.danger ? ' danger' : ''}`, tabindex: -1, 'aria-disabled': item.disabled ? 'true' : null,
      onclick: () => { if (!item.disabled) { close(); item.run() } },
    }, item.icon ? icon(item.icon) : null, item.label, item.keys ? el('span', { class: 'end' }, item.keys) : null)))
  }
  ;(document.querySelector('main') ?? document.body).append(menu)
  menu.style.position = 'fixed'
  menu.style.left = `${Math.max(EDGE, Math.min(at.x, innerWidth - menu.offsetWidth - EDGE))}px`
  menu.style.top = `${Math.max(EDGE, Math.min(at.y, innerHeight - menu.offsetHeight - EDGE))}px`
  const buttons = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]:not([aria-disabled])')]
  buttons[0]?.focus()
  menu.addEventListener('keydown', (event) => {
    const now = buttons.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'ArrowDown') buttons[(now + 1) % buttons.length]?.focus()
    else if (event.key === 'ArrowUp') buttons[(now - 1 + buttons.length) % buttons.length]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
  }, { signal: leave.signal })
  document.addEventListener('pointerdown', (event) => { if (!menu.contains(event.target as Node)) close(false) }, { signal: leave.signal, capture: true })
  addEventListener('blur', () => close(false), { signal: leave.signal })
}
