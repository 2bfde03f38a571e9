// Locking cells, with a reason and until when, and letting them go again.
import { api } from '../lib/api'
import { dialogFrame, showDialog } from '../lib/dialog'
import { el } from '../lib/dom'
import { t, tn } from '../lib/i18n'
import { toast } from '../lib/toast'
import type { Hold, Place } from './types'

export const MOST_AT_ONCE = 60

/** Asks for reason and expiry, then holds the cells. Answers whether it was done. */
export function hold(sheet: number, cells: Place[], what: string): Promise<boolean> {
  return new Promise((resolve) => {
    let done = false
    const reason = el('textarea', { class: 'form-control', id: 'hold-why', rows: 2, maxlength: 1000, autofocus: true })
    const expires = el('input', { class: 'form-control', id: 'hold-until', type: 'date', min: today() })
    const keep = el('button', { type: 'submit', class: 'btn btn-primary', form: 'hold-form' }, t('Lock'))
    const form = el('form', { id: 'hold-form', class: 'stack', onsubmit: (event: SubmitEvent) => { event.preventDefault(); void run() } },
      el('div', {}, el('p', { class: 'm-0' }, el('strong', {}, cells.length === 1 ? what : tn('{n} cell', '{n} cells', cells.length))), el('p', { class: 'hint m-0' }, t('A locked number stands while others make room for changes.'))),
      el('div', { class: 'field' }, el('label', { class: 'form-label', for: 'hold-why' }, t('Reason')), reason),
      el('div', { class: 'field' }, el('label', { class: 'form-label', for: 'hold-until' }, t('Until (leave blank: until it is released)')), expires))
    const dialog = dialogFrame(t('Lock'), form, [el('button', { type: 'button', class: 'btn btn-secondary', 'data-bs-dismiss': 'modal' }, t('Cancel')), keep])
    const modal = showDialog(dialog)
    const run = async (): Promise<void> => {
      keep.setAttribute('aria-busy', 'true')
      try {
        for (const cell of cells) {
          await api.post('/holds', { sheet, node: cell.node, what: cell.what, first_month: cell.first, month_count: cell.count, why: reason.value.trim(), expires: expires.value || null })
        }
        done = true
        toast(tn('{n} cell locked', '{n} cells locked', cells.length), 'good')
        modal.hide()
      } catch {
        done = true // some may be held: look again
      } finally {
        keep.removeAttribute('aria-busy')
      }
    }
    dialog.addEventListener('hidden.bs.modal', () => resolve(done))
  })
}

export async function release(holds: Hold[]): Promise<void> {
  for (const one of holds) await api.post(`/holds/${one.id}/release`, { why: '' })
  toast(tn('{n} cell released', '{n} cells released', holds.length), 'good')
}

const today = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
