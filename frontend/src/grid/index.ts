/*
 * An Excel-like tree grid of amounts.
 *
 *   const grid = new Grid(host, options)                 // options: types.ts; host needs a height (main class "fill" + host class "grow")
 *   grid.setRows(rows, open?)                            // all rows anew (measure or version switched); folding kept where ids stay
 *   grid.addRows(parent, rows)                           // children that came later
 *   grid.update(changes, { flash: true })                // [{ id, values?, marks?, name?, note?, children?, editable? }]: merged in, changed cells flash
 *   grid.setColumns(columns)                             // other columns
 *   grid.setUnit(unit, decimals)                         // 元 / 万元 / 亿元
 *   await grid.unfold(id) · grid.fold(id) · grid.unfoldColumn(key) · grid.foldColumn(key)
 *   grid.select(row, column) · grid.cells                // selection, row by row
 *   grid.focus() · grid.row(id) · grid.columnKeys        // what is shown
 *   grid.destroy()
 *   valuesOfMonths([12 amounts])                         // { y, q1…q4, m1…m12 }: the keys that yearColumns() has
 *   yearColumns(labels)                                  // the columns year | quarters | months; periodOf(key) -> [first month, count]
 *
 * Keys: arrows, Ctrl+arrows (edge), Home/End, Ctrl+Home/End, PageUp/PageDown, with Shift to select; Enter, F2 or typing edits, Enter/Tab
 * keeps and moves, Ctrl+Enter fills the selection, Esc gives up; Ctrl+C, Ctrl+V, Ctrl+Z, Ctrl+Y; Left/Right on a name folds and unfolds;
 * Shift+F10 or the menu key opens the menu; Alt+Enter asks why.
 * Not built on Tabulator: its tree, its cell ranges and its frozen column get into each other's way, it knows no tree-grid roles,
 * and this is a fifth of its size.
 */
import './grid.css'
import { toast } from '../lib/toast'
import { t } from '../lib/i18n'
import { listenToClipboard } from './clipboard'
import { Editor } from './editor'
import { listenToKeys } from './keys'
import { openMenu } from './menu'
import { Model } from './model'
import { listenToPointer } from './pointer'
import { Selection } from './selection'
import type { Cell, Column, Edit, Options, Row } from './types'
import { View } from './view'

export type { Cell, Column, Edit, Mark, MenuItem, Options, Row } from './types'
export { periodOf, valuesOfMonths, yearColumns } from './year'

export type RowChange = Partial<Omit<Row, 'id' | 'parent'>> & { id: string }

export class Grid {
  readonly model: Model
  readonly selection: Selection
  readonly view: View
  readonly editor: Editor
  private readonly leave = new AbortController()

  constructor(host: HTMLElement, readonly options: Options) {
    this.model = new Model(options)
    this.selection = new Selection(this.model)
    this.view = new View(host, this.model, this.selection, options)
    this.editor = new Editor(this)
    listenToKeys(this, this.leave.signal)
    listenToPointer(this, this.leave.signal)
    listenToClipboard(this, this.leave.signal)
    this.view.draw()
  }

  get cells(): Cell[] {
    return this.selection.cells()
  }

  get columnKeys(): string[] {
    return this.model.columns.map((column) => column.key)
  }

  row(id: string): Row | undefined {
    return this.model.row(id)
  }

  setRows(rows: Row[], open?: string[]): void {
    this.editor.cancel()
    this.model.setRows(rows, open)
    this.view.draw()
  }

  addRows(parent: string, rows: Row[]): void {
    this.model.addRows(parent, rows)
    this.view.draw()
  }

  setColumns(columns: Column[]): void {
    this.editor.cancel()
    this.model.setColumns(columns)
    this.view.draw()
  }

  setUnit(unit: number, decimals: number): void {
    this.editor.cancel()
    this.options.unit = unit
    this.options.decimals = decimals
    this.view.draw()
  }

  update(changes: RowChange[], { flash = false } = {}): void {
    const changed = this.model.update(changes)
    if (flash) this.view.flash(changed)
    this.view.draw()
  }

  async unfold(id: string): Promise<void> {
    const row = this.model.row(id)
    if (!row || !row.children || this.model.isOpen(id)) return
    if (!this.model.isLoaded(id) && this.options.load) {
      this.view.setBusy(id, true)
      try {
        this.model.addRows(id, await this.options.load(id))
      } catch {
        return
      } finally {
        this.view.setBusy(id, false)
      }
    }
    this.model.setOpen(id, true)
    this.afterFolding()
  }

  fold(id: string): void {
    this.model.setOpen(id, false)
    this.selection.keepVisible()
    this.afterFolding()
  }

  async unfoldColumn(key: string): Promise<void> {
    if (this.model.lacksColumns(key) && this.options.loadColumns) {
      try {
        this.model.addColumns(key, await this.options.loadColumns(key))
      } catch {
        return
      }
    }
    this.model.setColumnOpen(key, true)
    this.afterFolding()
  }

  foldColumn(key: string): void {
    this.model.setColumnOpen(key, false)
    this.selection.keepVisible()
    this.afterFolding()
  }

  select(row: string, column: string): void {
    this.selection.set({ row, column })
    this.moved()
  }

  focus(): void {
    this.view.scroller.focus({ preventScroll: true })
  }

  destroy(): void {
    this.leave.abort()
    this.view.destroy()
  }

  /** The selection changed: show it, say it. */
  moved(scroll = true): void {
    if (scroll) this.view.reveal(this.selection.head)
    this.view.drawSelection()
    this.options.selected?.(this.cells)
  }

  /** Hands edits to the page; cells wait, then are as the page says, or refused. */
  async keep(edits: Edit[]): Promise<void> {
    const real = edits.filter((edit) => edit.amount !== edit.before)
    if (!real.length || !this.options.change) return
    this.view.setPending(real)
    try {
      await this.options.change(real)
    } catch {
      this.view.setRefused(real)
    } finally {
      this.view.setPending([], real)
    }
  }

  async undo(): Promise<void> {
    await this.options.undo?.()
  }

  async redo(): Promise<void> {
    await this.options.redo?.()
  }

  mayEdit(cell: Cell): boolean {
    return Boolean(this.options.change) && this.model.mayEdit(cell)
  }

  inspect(cell: Cell): void {
    this.options.inspect?.(cell)
  }

  showMenu(at: { x: number; y: number }): void {
    const items = this.options.menu?.(this.cells)
    if (items?.length) openMenu(items, at, () => this.focus())
  }

  refuse(text: string): void {
    toast(text, 'warn')
  }

  cannotRead(text: string): void {
    this.refuse(t('"{text}" is not an amount. Write it like 1200万, 1.2亿, 1,200,000 or +5%.', { text }))
  }

  private afterFolding(): void {
    this.view.draw()
    this.options.folded?.({ rows: this.model.openRows(), columns: this.model.openColumns() })
  }
}
