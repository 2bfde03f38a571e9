// One row's elements brought up to date; only what differs is touched.
import { el, icon, setIcon } from '../lib/dom'
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

interface NameParts {
  fold: HTMLElement
  arrow: SVGSVGElement
  icon: SVGSVGElement
  name: HTMLElement
  note: HTMLElement
}

const nameParts = new WeakMap<HTMLElement, NameParts>()

/** The parts of a name are made once and changed after: drawing an icon anew is what takes time. */
function partsOf(cell: HTMLElement): NameParts {
  let parts = nameParts.get(cell)
  if (!parts) {
    const arrow = icon('chevron-right', 'icon-sm')
    parts = {
      arrow,
      fold: el('span', { class: 'tg-fold', 'aria-hidden': 'true' }, arrow),
      icon: icon('user', 'faint'),
      name: el('span', { class: 'ellipsis' }),
      note: el('span', { class: 'tg-note ellipsis' }),
    }
    cell.replaceChildren(parts.fold, parts.icon, parts.name, parts.note)
    nameParts.set(cell, parts)
  }
  return parts
}

function paintName(cell: HTMLElement, row: Row, level: number, { model, busy }: Around): void {
  const open = model.isOpen(row.id)
  const looks = [row.name, row.note, row.icon, level, row.children > 0, open, busy].join('\n')
  if (cell.dataset.looks === looks) return
  cell.dataset.looks = looks
  const parts = partsOf(cell)
  parts.fold.className = `tg-fold${open ? ' open' : ''}${row.children ? '' : ' none'}`
  parts.fold.style.marginInlineStart = `${(level - 1) * INDENT}px`
  setIcon(parts.arrow, busy ? 'loader-circle' : 'chevron-right')
  parts.arrow.classList.toggle('turning', busy)
  parts.icon.style.display = row.icon ? '' : 'none'
  if (row.icon) setIcon(parts.icon, row.icon)
  parts.name.textContent = row.name
  parts.note.textContent = row.note ?? ''
  cell.title = row.note ? `${row.name} · ${row.note}` : row.name
}

function paintCell(cell: HTMLElement, amount: number | null, marked: Mark | undefined, state: CellState | undefined, editable: boolean, options: Options): void {
  const value = state?.amount ?? amount
  const text = value === null ? '' : inUnit(value, options.scale, options.unit, options.decimals)
  const classes = [marked?.held && 'tg-held', marked?.edited && 'tg-edited', state && `tg-${state.kind}`, !editable && 'tg-readonly'].filter(Boolean).join(' ')
  const looks = `${text}\n${classes}\n${marked?.title ?? ''}`
  if (cell.dataset.looks === looks) return
  cell.dataset.looks = looks
  const plain = cell.className.replace(/ ?tg-(held|edited|pending|refused|changed|readonly)/g, '')
  const whole = classes ? `${plain} ${classes}` : plain
  if (cell.className !== whole) cell.className = whole
  const only = cell.firstChild
  if (!marked?.held && only instanceof Text && cell.childNodes.length === 1) only.data = text
  else cell.replaceChildren(...(marked?.held ? [icon('lock', 'icon-sm')] : []), text)
  const said = [marked?.held && t('held'), marked?.edited && t('changed by hand'), state?.kind === 'pending' && t('being saved'), state?.kind === 'refused' && t('refused'), marked?.title].filter(Boolean)
  attribute(cell, 'aria-label', said.length ? [text, ...said].join(', ') : null)
  attribute(cell, 'aria-readonly', editable ? null : 'true')
}

function attribute(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
