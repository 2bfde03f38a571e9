// An edit that was refused: the holds that stand against it, or the number that somebody changed meanwhile.
import Modal from 'bootstrap/js/dist/modal'
import { api, type ApiError, type HoldInTheWay } from '../lib/api'
import { dialogFrame, showDialog } from '../lib/dialog'
import { el, icon } from '../lib/dom'
import { exact, type Scale } from '../lib/format'
import { t } from '../lib/i18n'
import { toast } from '../lib/toast'
import { dayName, momentName } from './words'

interface Standing {
  id: number | null
  node: number
  what: string
  first_month: number
  month_count: number
}

export interface Holds {
  /** Leads to a held cell. */
  go: (at: { node: number; what: string; first: number; count: number }) => void
  /** After one was released. */
  released: (node: number) => void
  /** Page of holds, where there is one. */
  page: string | null
}

/** Names the smallest set of holds that stands against an edit; nothing was changed. */
export function holdsInTheWay(error: ApiError, doing: Holds): void {
  const standing = error.details as unknown as Standing[]
  const ids = standing.map((hold) => hold.id).filter((id): id is number => id !== null)
  const rows = error.holds.map((hold) => line(hold, standing.find((one) => one.id !== null && one.id === hold.id), doing))
  const body = el('div', {}, el('p', {}, error.message), el('ul', { class: 'list holds-list' }, ...rows))
  showDialog(dialogFrame(t('Holds stand in the way'), body, [
    ids.length > 0 && doing.page ? el('a', { class: 'btn btn-quiet', href: `${doing.page}?ids=${ids.join(',')}` }, t('All of them on the page of holds')) : el('span'),
    el('button', { type: 'button', class: 'btn btn-primary', 'data-bs-dismiss': 'modal', autofocus: true }, t('Understood')),
  ]))
}

function line(hold: HoldInTheWay, cell: Standing | undefined, doing: Holds): HTMLElement {
  const about = [hold.amount, hold.owner, hold.expires ? t('until {day}', { day: dayName(hold.expires) }) : '', hold.reason].filter(Boolean).join(' · ')
  const release = el('button', { type: 'button', class: 'btn btn-secondary btn-sm push', onclick: () => void letGo() }, icon('lock-open'), t('Release'))
  const row = el('li', {}, icon('lock', 'faint'),
    el('div', {}, cell
      ? el('button', { type: 'button', class: 'link', onclick: () => { close(row); doing.go({ node: cell.node, what: cell.what, first: cell.first_month, count: cell.month_count }) } }, hold.where)
      : hold.where,
      about ? el('div', { class: 'hint' }, about) : null),
    cell ? release : null)
  const letGo = async (): Promise<void> => {
    release.setAttribute('aria-busy', 'true')
    try {
      await api.post(`/holds/${hold.id}/release`, { why: '' })
    } catch {
      release.removeAttribute('aria-busy')
      return
    }
    release.replaceWith(el('span', { class: 'push good' }, icon('check'), t('Released')))
    doing.released(cell!.node)
  }
  return row
}

const close = (inside: HTMLElement): void => Modal.getInstance(inside.closest('.modal')!)?.hide()

interface Overtaken {
  node: number
  was: number
  now: number
  who: string
  at: string
}

/** Tells who changed the number meanwhile; true: this person's number is wanted all the same. */
export function overtaken(error: ApiError, name: string, wanted: number, scale: Scale): Promise<boolean> {
  const [change] = error.details as unknown as Overtaken[]
  if (!change) {
    toast(error.message, 'warn')
    return Promise.resolve(false)
  }
  return new Promise((resolve) => {
    let yes = false
    const body = el('div', {},
      el('p', {}, change.who
        ? t('{who} changed {name} at {at}, after you had opened it. Nothing of yours was kept.', { who: change.who, name, at: momentName(change.at) })
        : t('{name} has changed since you opened it. Nothing of yours was kept.', { name })),
      el('dl', { class: 'facts' },
        el('dt', {}, t('You saw')), el('dd', { class: 'num' }, exact(change.was, scale)),
        el('dt', {}, t('It is now')), el('dd', { class: 'num' }, el('strong', {}, exact(change.now, scale))),
        el('dt', {}, t('You wanted')), el('dd', { class: 'num' }, exact(wanted, scale))))
    const dialog = dialogFrame(t('Changed meanwhile'), body, [
      el('button', { type: 'button', class: 'btn btn-secondary', 'data-bs-dismiss': 'modal', onclick: () => { yes = true } }, t('Set it to {amount} all the same', { amount: exact(wanted, scale) })),
      el('button', { type: 'button', class: 'btn btn-primary', 'data-bs-dismiss': 'modal', autofocus: true }, t('Keep the new number')),
    ])
    dialog.addEventListener('hidden.bs.modal', () => resolve(yes))
    showDialog(dialog)
  })
}
