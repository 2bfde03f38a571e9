// The selected cells: a block between an anchor and a head, kept by row id and column key.
import type { Model } from './model'
import type { Cell } from './types'

/** The column of the names has this key. */
export const NAME = ''

export interface Block {
  top: number
  bottom: number
  left: number
  right: number
}

export class Selection {
  private anchor: Cell | null = null
  private end: Cell | null = null

  constructor(private readonly model: Model) {}

  /** The cell that keys act on. */
  get head(): Cell | null {
    return this.end
  }

  set(cell: Cell): void {
    this.anchor = this.end = cell
  }

  extend(cell: Cell): void {
    this.anchor ??= cell
    this.end = cell
  }

  all(): void {
    const { shown, columns } = this.model
    if (!shown.length || !columns.length) return
    this.anchor = { row: shown.at(-1)!.row.id, column: columns.at(-1)!.key }
    this.end = { row: shown[0]!.row.id, column: columns[0]!.key }
  }

  /** Indices of what is shown; columns from -1 (the names). Null when nothing of it is shown. */
  block(): Block | null {
    if (!this.anchor || !this.end) return null
    const rows = [this.model.indexOfRow(this.anchor.row), this.model.indexOfRow(this.end.row)]
    if (rows.includes(-1)) return null
    const columns = [this.columnOf(this.anchor), this.columnOf(this.end)]
    return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) }
  }

  /** Row by row, amounts only; the head alone stands first when it is the only one. */
  cells(): Cell[] {
    const block = this.block()
    if (!block) return []
    const cells: Cell[] = []
    for (let row = block.top; row <= block.bottom; row += 1) {
      for (let column = Math.max(block.left, 0); column <= block.right; column += 1) {
        cells.push({ row: this.model.shown[row]!.row.id, column: this.model.columns[column]!.key })
      }
    }
    return cells
  }

  contains(cell: Cell): boolean {
    const block = this.block()
    const row = this.model.indexOfRow(cell.row)
    const column = this.columnOf(cell)
    return block !== null && row >= block.top && row <= block.bottom && column >= block.left && column <= block.right
  }

  /** After folding: what is not shown any more gives way to the row above it. */
  keepVisible(): void {
    if (!this.end) return
    let { row } = this.end
    while (this.model.indexOfRow(row) < 0) {
      const parent = this.model.row(row)?.parent
      if (!parent) break
      row = parent
    }
    const column = this.model.indexOfColumn(this.end.column) < 0 ? (this.model.columns[0]?.key ?? NAME) : this.end.column
    this.set({ row, column: this.end.column === NAME ? NAME : column })
  }

  private columnOf(cell: Cell): number {
    return cell.column === NAME ? -1 : Math.max(this.model.indexOfColumn(cell.column), 0)
  }
}
