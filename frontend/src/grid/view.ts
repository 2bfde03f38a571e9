// What is on the screen: the head, the rows in sight (others have no elements), states of cells, the line below.
import { el, icon } from '../lib/dom'
import { t } from '../lib/i18n'
import { statusLine } from './foot'
import type { Model } from './model'
import { paintRow, type CellState } from './paint'
import { NAME, type Selection } from './selection'
import type { Cell, Column, Edit, Options } from './types'

const OVERSCAN = 3
const FLASH = 1400
const WIDTHS = { year: 116, other: 96 }

const keyOf = (cell: Cell): string => `${cell.row}\n${cell.column}`

export class View {
  readonly scroller: HTMLElement
  private readonly head = el('div', { class: 'tg-row tg-head', role: 'row', 'aria-rowindex': 1 })
  private readonly body = el('div', { class: 'tg-body', role: 'rowgroup' })
  private readonly foot = el('div', { class: 'tg-foot', role: 'status' })
  private readonly rows = new Map<string, HTMLElement>()
  private readonly spare: HTMLElement[] = []
  private readonly states = new Map<string, CellState>()
  private readonly busy = new Set<string>()
  private readonly resize: ResizeObserver
  private headed = ''
  private asked = false

  constructor(private readonly host: HTMLElement, private readonly model: Model, private readonly selection: Selection, private readonly options: Options) {
    this.scroller = el('div', { class: 'tg', role: 'treegrid', tabindex: 0, 'aria-label': options.label, 'aria-multiselectable': 'true', 'aria-readonly': String(!options.change) },
      el('div', { role: 'rowgroup', class: 'tg-top' }, this.head), this.body)
    host.classList.add('tg-host')
    host.replaceChildren(this.scroller, this.foot)
    this.scroller.addEventListener('scroll', () => this.soon(), { passive: true })
    this.resize = new ResizeObserver(() => this.soon())
    this.resize.observe(this.scroller)
  }

  destroy(): void {
    this.resize.disconnect()
    this.host.classList.remove('tg-host')
    this.host.replaceChildren()
  }

  get rowHeight(): number {
    return parseFloat(getComputedStyle(this.scroller).getPropertyValue('--tg-row')) || 32
  }

  /** Rows that fit, for PageUp and PageDown. */
  get page(): number {
    return Math.max(1, Math.floor((this.scroller.clientHeight - this.rowHeight) / this.rowHeight) - 1)
  }

  draw(): void {
    this.drawHead()
    this.scroller.setAttribute('aria-rowcount', String(this.model.shown.length + 1))
    this.body.style.blockSize = `${this.model.shown.length * this.rowHeight}px`
    this.drawRows()
    this.drawFoot()
  }

  drawSelection(): void {
    this.drawRows()
    this.drawFoot()
  }

  /** The element of a cell that is in sight. */
  element(cell: Cell): HTMLElement | null {
    const at = cell.column === NAME ? 0 : this.model.indexOfColumn(cell.column) + 1
    return (this.rows.get(cell.row)?.children[at] as HTMLElement | undefined) ?? null
  }

  /** Scrolls as little as needed for the cell to be seen. */
  reveal(cell: Cell | null): void {
    if (!cell) return
    const { scroller, rowHeight } = this
    const top = this.model.indexOfRow(cell.row) * rowHeight
    const headHeight = this.head.offsetHeight
    const room = scroller.clientHeight - headHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
    if (cell.column === NAME) return
    const heading = this.head.children[this.model.indexOfColumn(cell.column) + 1] as HTMLElement | undefined
    const nameWidth = (this.head.firstElementChild as HTMLElement).offsetWidth
    if (!heading) return
    const left = heading.offsetLeft
    if (left - nameWidth < scroller.scrollLeft) scroller.scrollLeft = left - nameWidth
    else if (left + heading.offsetWidth > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = left + heading.offsetWidth - scroller.clientWidth
  }

  setBusy(row: string, busy: boolean): void {
    if (busy) this.busy.add(row)
    else this.busy.delete(row)
    this.drawRows()
  }

  setPending(edits: Edit[], over: Edit[] = []): void {
    for (const edit of over) {
      if (this.states.get(keyOf(edit))?.kind === 'pending') this.states.delete(keyOf(edit))
    }
    for (const edit of edits) this.states.set(keyOf(edit), { kind: 'pending', amount: edit.amount })
    this.drawRows()
  }

  setRefused(edits: Edit[]): void {
    for (const edit of edits) this.states.set(keyOf(edit), { kind: 'refused' })
    setTimeout(() => this.endStates('refused', edits), FLASH * 2)
  }

  /** Shows which cells changed. */
  flash(cells: Cell[]): void {
    for (const cell of cells) this.states.set(keyOf(cell), { kind: 'changed' })
    setTimeout(() => this.endStates('changed', cells), FLASH)
  }

  private endStates(kind: CellState['kind'], cells: Cell[]): void {
    for (const cell of cells) if (this.states.get(keyOf(cell))?.kind === kind) this.states.delete(keyOf(cell))
    this.drawRows()
  }

  private soon(): void {
    if (this.asked) return
    this.asked = true
    requestAnimationFrame(() => { this.asked = false; this.drawRows() })
  }

  private drawHead(): void {
    const { columns } = this.model
    const wanted = columns.map((column) => `${column.key}${this.model.isColumnOpen(column.key)}${column.label}${this.model.canUnfold(column)}`).join()
    if (wanted === this.headed) return
    this.headed = wanted
    const widths = columns.map((column) => column.width ?? (column.key === 'y' ? WIDTHS.year : WIDTHS.other))
    this.scroller.style.setProperty('--tg-columns', `var(--tg-name) ${widths.map((width) => `${width}px`).join(' ')}`)
    this.scroller.setAttribute('aria-colcount', String(columns.length + 1))
    this.head.replaceChildren(
      el('div', { class: 'tg-name', role: 'columnheader', 'aria-colindex': 1 }, this.options.nameLabel),
      ...columns.map((column, at) => this.heading(column, at)),
    )
    for (const row of this.rows.values()) row.remove()
    this.rows.clear()
    this.spare.length = 0
  }

  private heading(column: Column, at: number): HTMLElement {
    const cell = el('div', { class: `tg-heading ${levelClass(column)}`, role: 'columnheader', 'aria-colindex': at + 2, title: column.title })
    if (!this.model.canUnfold(column)) {
      cell.append(column.label)
      return cell
    }
    const open = this.model.isColumnOpen(column.key)
    cell.append(el('button', { type: 'button', tabindex: -1, 'data-column': column.key, 'aria-expanded': String(open), 'aria-label': open ? t('Fold {name}', { name: column.label }) : t('Unfold {name}', { name: column.label }) },
      icon(open ? 'chevron-left' : 'chevron-right', 'icon-sm'), column.label))
    return cell
  }

  private drawRows(): void {
    const height = this.rowHeight
    const { shown } = this.model
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - OVERSCAN)
    const last = Math.min(shown.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + OVERSCAN)
    const wanted = new Set<string>()
    for (let at = first; at < last; at += 1) wanted.add(shown[at]!.row.id)
    for (const [id, row] of this.rows) {
      if (wanted.has(id) || (this.model.indexOfRow(id) >= 0 && row.querySelector('input'))) continue
      row.remove()
      this.rows.delete(id)
      this.spare.push(row)
    }
    const added: HTMLElement[] = []
    for (let at = first; at < last; at += 1) {
      const { row } = shown[at]!
      let element = this.rows.get(row.id)
      if (!element) {
        element = this.spare.pop() ?? this.emptyRow()
        this.rows.set(row.id, element)
        added.push(element)
      }
      paintRow(element, at, height, {
        model: this.model, selection: this.selection, options: this.options, busy: this.busy.has(row.id),
        state: (column) => this.states.get(`${row.id}\n${column}`),
      })
    }
    this.body.append(...added)
    const { head } = this.selection
    if (head && this.element(head)) this.scroller.setAttribute('aria-activedescendant', this.element(head)!.id)
    else this.scroller.removeAttribute('aria-activedescendant')
  }

  private emptyRow(): HTMLElement {
    return el('div', { class: 'tg-row', role: 'row' },
      el('div', { class: 'tg-name', role: 'rowheader', 'aria-colindex': 1 }),
      ...this.model.columns.map((column, at) => el('div', { class: `tg-cell ${levelClass(column)}`, role: 'gridcell', 'aria-colindex': at + 2 })))
  }

  private drawFoot(): void {
    this.foot.textContent = statusLine(this.selection.cells(), this.model, this.options)
  }
}

const levelClass = (column: Column): string => (column.parent ? '' : 'tg-whole')
