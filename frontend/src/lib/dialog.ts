// Dialogs: a question before something is done, a partial of the server, the holds that stand in the way.
import Modal from 'bootstrap/js/dist/modal'
import type { ApiError } from './api'
import { el, icon } from './dom'
import { t } from './i18n'
import { fetchInto } from './partials'

export interface Question {
  title: string
  text?: string | Node
  /** The words of the button that does it: "Publish", never "OK". */
  action: string
  danger?: boolean
}

/** A dialog's elements; `showDialog` shows it. Buttons with data-bs-dismiss="modal" close it. */
export function dialogFrame(title: string, body: Node, foot: Node[]): HTMLElement {
  const heading = `dialog-${Math.random().toString(36).slice(2)}`
  return el(
    'div',
    { class: 'modal fade', tabindex: -1, role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': heading },
    el(
      'div',
      { class: 'modal-dialog modal-dialog-centered' },
      el(
        'div',
        { class: 'modal-content' },
        el('div', { class: 'modal-header' }, el('h2', { class: 'modal-title', id: heading }, title),
          el('button', { type: 'button', class: 'btn-close', 'data-bs-dismiss': 'modal', 'aria-label': t('Close') })),
        el('div', { class: 'modal-body' }, body),
        el('div', { class: 'modal-footer' }, ...foot),
      ),
    ),
  )
}

export function showDialog(dialog: HTMLElement): Modal {
  document.body.append(dialog)
  const modal = new Modal(dialog)
  const opener = document.activeElement as HTMLElement | null
  dialog.addEventListener('hidden.bs.modal', () => { modal.dispose(); dialog.remove(); opener?.focus({ preventScroll: true }) })
  dialog.addEventListener('shown.bs.modal', () => dialog.querySelector<HTMLElement>('[autofocus]')?.focus())
  modal.show()
  return modal
}

/** True when the person chose to do it. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let yes = false
    const text = typeof question.text === 'string' ? el('p', {}, question.text) : (question.text ?? el('p'))
    const dialog = dialogFrame(question.title, text, [
      el('button', { type: 'button', class: 'btn btn-secondary', 'data-bs-dismiss': 'modal' }, t('Cancel')),
      el('button', { type: 'button', class: `btn ${question.danger ? 'btn-danger' : 'btn-primary'}`, autofocus: true, 'data-bs-dismiss': 'modal', onclick: () => { yes = true } }, question.action),
    ])
    dialog.addEventListener('hidden.bs.modal', () => resolve(yes))
    showDialog(dialog)
  })
}

/** Names the smallest set of holds that stands against an edit; nothing was changed. */
export function holdsInTheWay(error: ApiError): void {
  const rows = error.holds.map((hold) =>
    el(
      'li',
      {},
      icon('lock', 'faint'),
      el('div', {}, hold.url ? el('a', { href: hold.url }, hold.where) : hold.where,
        el('div', { class: 'hint' }, [hold.amount, hold.owner, hold.reason].filter(Boolean).join(' · '))),
    ),
  )
  const body = el('div', {}, el('p', {}, error.message), el('ul', { class: 'list' }, ...rows))
  showDialog(dialogFrame(t('Holds stand in the way'), body, [el('button', { type: 'button', class: 'btn btn-primary', 'data-bs-dismiss': 'modal' }, t('Understood'))]))
}

/** Opens a partial of the server (a template that extends parts/dialog.html). */
export async function openDialog(address: string): Promise<void> {
  const content = el('div', { class: 'modal-content' })
  const dialog = el('div', { class: 'modal fade', tabindex: -1, role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'dialog-title' },
    el('div', { class: 'modal-dialog modal-dialog-centered modal-dialog-scrollable' }, content))
  document.body.append(dialog)
  await fetchInto(address, content)
  showDialog(dialog)
}

export const closeDialogs = (): void => {
  for (const dialog of document.querySelectorAll('.modal.show')) Modal.getInstance(dialog)?.hide()
}

/** `<a data-dialog href="…">` opens its partial; `data-confirm="…"` and hx-confirm ask first. */
export function startDialogs(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLElement>('[data-dialog]')
    if (!link || event.defaultPrevented) return
    event.preventDefault()
    void openDialog(link.dataset.dialog || link.getAttribute('href')!)
  })
  document.addEventListener('dialog:close', closeDialogs)
  document.addEventListener('htmx:confirm', (event) => {
    const { question, elt, issueRequest } = (event as CustomEvent<{ question: string | null; elt: HTMLElement; issueRequest: (skip: boolean) => void }>).detail
    if (!question) return
    event.preventDefault()
    void ask(asked(elt, question)).then((yes) => { if (yes) issueRequest(true) })
  })
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (!form.dataset.confirm || form.dataset.confirmed) return
    event.preventDefault()
    const submitter = event.submitter
    void ask(asked(form, form.dataset.confirm)).then((yes) => {
      if (!yes) return
      form.dataset.confirmed = 'yes'
      form.requestSubmit(submitter)
      delete form.dataset.confirmed
    })
  })
}

const asked = (element: HTMLElement, text: string): Question => ({
  title: element.dataset.confirmTitle ?? t('Please confirm'),
  text,
  action: element.dataset.confirmAction ?? element.querySelector('[type=submit]')?.textContent?.trim() ?? t('Continue'),
  danger: element.dataset.confirmDanger !== undefined,
})
