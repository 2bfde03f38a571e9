// One row's elements brought up to date; only what differs is touched.
import { el, icon } from '../lib/dom'
import { inUnit } from '../lib/format'
import { t } from '../lib/i18n'
import type { Model } from './model'
import { NAME, type Selection } from './selection'
import type { Mark, Options, Row } from './types'

export interface CellState {
  kind: 'pending' | 'refused' | 'changed'
  /** What it will be, while it waits. */
  amount?: number
}

export interface Around {
  model: Model
  selection: Selection
  options: Options
  busy: boolean
  state: (column: string) => CellState | undefined
}

const INDENT = 16

export function paintRow(element: HTMLElement, at: number, height: number, around: Around): void {
  const { model, selection } = around
  const { row, level } = model.shown[at]!
  element.dataset.row = row.id
  element.style.top = `${at * height}px`
  attribute(element, 'aria-rowindex', String(at + 2))
  attribute(element, 'aria-level', String(level))
  attribute(element, 'aria-expanded', row.children ? String(model.isOpen(row.id)) : null)
  attribute(element, 'aria-busy', around.busy ? 'true' : null)
  element.classList.toggle('tg-quiet', Boolean(row.quiet))
  element.classList.toggle('tg-parent', row.children > 0)
  const head = selection.head?.row === row.id ? selection.head.column : null
  const block = selection.block()
  const inRows = block !== null && at >= block.top && at <= block.bottom
  const name = element.firstElementChild as HTMLElement
  paintName(name, row, level, around)
  mark(name, head === NAME, inRows && block.left < 0)
  model.columns.forEach((column, index) => {
    const cell = element.children[index + 1] as HTMLElement
    const inBlock = inRows && index >= block.left && index <= block.right
    mark(cell, head === column.key, inBlock)
    if (!cell.firstElementChild || cell.firstElementChild.tagName !== 'INPUT') {
      paintCell(cell, row.values[column.key] ?? null, row.marks?.[column.key], around.state(column.key), Boolean(row.editable && column.editable && around.options.change), around.options)
    }
  })
}

function mark(cell: HTMLElement, isHead: boolean, selected: boolean): void {
  cell.classList.toggle('tg-at', isHead)
  cell.classList.toggle('tg-in', selected)
  attribute(cell, 'aria-selected', selected ? 'true' : null)
  if (isHead) cell.id ||= `tg-${(counter += 1)}`
}

let counter = 0

function paintName(cell: HTMLElement, row: Row, level: number, { model, busy }: Around): void {
  const open = model.isOpen(row.id)
  const looks = [row.name, row.note, row.icon, level, row.children > 0, open, busy].join('\n')
  if (cell.dataset.looks === looks) return
  cell.dataset.looks = looks
  const fold = el('span', { class: `tg-fold${open ? ' open' : ''}`, 'aria-hidden': 'true' }, row.children > 0 && (busy ? icon('loader-circle', 'icon-sm turning') : icon('chevron-right', 'icon-sm')))
  fold.style.marginInlineStart = `${(level - 1) * INDENT}px`
  cell.replaceChildren(fold, ...(row.icon ? [icon(row.icon, 'faint')] : []), el('span', { class: 'ellipsis' }, row.name), ...(row.note ? [el('span', { class: 'tg-note ellipsis' }, row.note)] : []))
  cell.title = row.note ? `${row.name} · ${row.note}` : row.name
}

function paintCell(cell: HTMLElement, amount: number | null, marked: Mark | undefined, state: CellState | undefined, editable: boolean, options: Options): void {
  const value = state?.amount ?? amount
  const text = value === null ? '' : inUnit(value, options.scale, options.unit, options.decimals)
  const classes = [marked?.held && 'tg-held', marked?.edited && 'tg-edited', state && `tg-${state.kind}`, !editable && 'tg-readonly'].filter(Boolean).join(' ')
  const looks = `${text}\n${classes}\n${marked?.title ?? ''}`
  if (cell.dataset.looks === looks) return
  cell.dataset.looks = looks
  cell.className = cell.className.replace(/ ?tg-(held|edited|pending|refused|changed|readonly)/g, '') + (classes ? ` ${classes}` : '')
  cell.replaceChildren(...(marked?.held ? [icon('lock', 'icon-sm')] : []), text)
  const said = [marked?.held && t('held'), marked?.edited && t('changed by hand'), state?.kind === 'pending' && t('being saved'), state?.kind === 'refused' && t('refused'), marked?.title].filter(Boolean)
  attribute(cell, 'aria-label', said.length ? [text, ...said].join(', ') : null)
  attribute(cell, 'aria-readonly', editable ? null : 'true')
}

function attribute(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
