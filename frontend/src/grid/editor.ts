// The input inside a cell while somebody types, with what the typed words come to.
import { el } from '../lib/dom'
import { exact } from '../lib/format'
import { t } from '../lib/i18n'
import { applyTyped, parseAmount } from '../lib/parse'
import { plainAmount } from './clipboard'
import type { Grid } from './index'
import type { Cell, Edit } from './types'

export class Editor {
  private input: HTMLInputElement | null = null
  private hint: HTMLElement | null = null
  private cell: Cell | null = null
  /** Started by typing: arrow keys keep and move; else they move within the text. */
  private typing = false

  constructor(private readonly grid: Grid) {}

  get isOpen(): boolean {
    return this.input !== null
  }

  /** `start` replaces what is there (typing); without it the amount is there to change. */
  open(cell: Cell, start?: string): void {
    const { grid } = this
    if (!grid.mayEdit(cell)) {
      if (grid.model.row(cell.row)?.marks?.[cell.column]?.held) grid.refuse(t('This cell is held. Release it first, then change it.'))
      return
    }
    this.cancel()
    grid.view.reveal(cell)
    grid.view.drawSelection()
    const holder = grid.view.element(cell)
    if (!holder) return
    this.cell = cell
    this.typing = start !== undefined
    const before = grid.model.valueAt(cell)
    this.input = el('input', { class: 'tg-input', type: 'text', inputmode: 'text', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'done', 'aria-label': t('New amount') })
    this.input.value = start ?? (before === null ? '' : plainAmount(before, grid.options))
    this.hint = el('div', { class: 'tg-hint', 'aria-live': 'polite' })
    delete holder.dataset.looks
    holder.replaceChildren(this.input, this.hint)
    this.input.addEventListener('input', () => this.say())
    this.input.addEventListener('keydown', (event) => this.key(event))
    this.input.addEventListener('blur', () => { if (this.input) this.keep('stay', false) })
    this.input.focus({ preventScroll: true })
    if (start === undefined) this.input.select()
    this.say()
  }

  cancel(): void {
    this.close()
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation()
    if (event.isComposing) return
    const move = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }[event.key]
    if (event.key === 'Escape') this.close(true)
    else if (event.key === 'Enter') this.keep(event.ctrlKey || event.metaKey ? 'fill' : event.shiftKey ? 'up' : 'down')
    else if (event.key === 'Tab') this.keep(event.shiftKey ? 'left' : 'right')
    else if (move && this.typing) this.keep(move as Direction)
    else return
    event.preventDefault()
  }

  private say(): void {
    if (!this.input || !this.hint || !this.cell) return
    const { scale, unit } = this.grid.options
    const typed = parseAmount(this.input.value, scale, unit)
    const before = this.grid.model.valueAt(this.cell) ?? 0
    this.input.setAttribute('aria-invalid', String(!typed && this.input.value !== ''))
    this.hint.textContent = typed ? `= ${exact(applyTyped(typed, before), scale)}` : ''
    this.hint.hidden = !typed
  }

  private keep(direction: Direction, focus = true): void {
    const { grid, input, cell } = this
    if (!input || !cell) return
    const text = input.value.trim()
    this.close(focus)
    if (text) {
      const typed = parseAmount(text, grid.options.scale, grid.options.unit)
      if (!typed) {
        grid.cannotRead(text)
        return
      }
      const cells = direction === 'fill' ? grid.cells.filter((one) => grid.mayEdit(one)) : [cell]
      const edits: Edit[] = cells.map((one) => {
        const before = grid.model.valueAt(one) ?? 0
        return { ...one, before, amount: applyTyped(typed, before), typed }
      })
      // Opened and left again: a rounded amount on the screen is no edit.
      if (text !== plainAmount(grid.model.valueAt(cell) ?? 0, grid.options)) void grid.keep(edits)
    }
    if (direction !== 'fill' && direction !== 'stay') moveHead(grid, direction)
  }

  private close(focus = false): void {
    const { input, cell } = this
    this.input = this.hint = this.cell = null
    if (!input || !cell) return
    input.remove()
    const element = this.grid.view.element(cell)
    element?.replaceChildren()
    delete element?.dataset.looks
    this.grid.view.drawSelection()
    if (focus) this.grid.focus()
  }
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'fill' | 'stay'

/** One step; at an edge it stays. */
export function moveHead(grid: Grid, direction: Direction, steps = 1, extend = false): void {
  const { model, selection } = grid
  const head = selection.head ?? (model.shown[0] && { row: model.shown[0].row.id, column: model.columns[0]?.key ?? '' })
  if (!head) return
  const rows = direction === 'up' ? -steps : direction === 'down' ? steps : 0
  const columns = direction === 'left' ? -steps : direction === 'right' ? steps : 0
  const row = clamp(model.indexOfRow(head.row) + rows, 0, model.shown.length - 1)
  const at = head.column === '' ? -1 : model.indexOfColumn(head.column)
  const column = clamp(at + columns, extend ? Math.min(at, 0) : -1, model.columns.length - 1)
  const next = { row: model.shown[row]!.row.id, column: column < 0 ? '' : model.columns[column]!.key }
  if (extend) selection.extend(next)
  else selection.set(next)
  grid.moved()
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))
