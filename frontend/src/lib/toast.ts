// Short messages in the corner: they say what happened and go by themselves; errors stay until they are closed.
import Toast from 'bootstrap/js/dist/toast'
import { el, icon } from './dom'
import { t } from './i18n'

export type Kind = 'good' | 'bad' | 'warn' | 'info'

const ICONS: Record<Kind, string> = { good: 'circle-check', bad: 'circle-alert', warn: 'triangle-alert', info: 'info' }
const DELAY = 5000

function holder(): HTMLElement {
  return document.querySelector<HTMLElement>('.toasts') ?? document.body.appendChild(el('div', { class: 'toasts' }))
}

/** Shows `text`; `action` adds a link or a button such as Undo. */
export function toast(text: string, kind: Kind = 'info', action?: { label: string; run: () => void }): void {
  const box = el(
    'div',
    { class: 'toast', role: kind === 'bad' ? 'alert' : 'status', 'aria-atomic': 'true' },
    el(
      'div',
      { class: 'toast-body' },
      icon(ICONS[kind], kind),
      el('div', {}, text),
      action && el('button', { type: 'button', class: 'btn btn-sm btn-secondary', onclick: () => { action.run(); Toast.getInstance(box)?.hide() } }, action.label),
      el('button', { type: 'button', class: 'btn-close', 'data-bs-dismiss': 'toast', 'aria-label': t('Close') }),
    ),
  )
  holder().append(box)
  box.addEventListener('hidden.bs.toast', () => box.remove())
  new Toast(box, { autohide: kind !== 'bad', delay: action ? 2 * DELAY : DELAY }).show()
}

/** Messages that the server put on the page, and those it sends with a partial (`HX-Trigger: {"toast": …}`). */
export function startToasts(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.toasts > .toast')) {
    new Toast(box, { autohide: box.getAttribute('role') !== 'alert', delay: DELAY }).show()
  }
  document.addEventListener('toast', (event) => {
    const { text, kind } = (event as CustomEvent<{ text: string; kind?: Kind }>).detail
    toast(text, kind)
  })
}
