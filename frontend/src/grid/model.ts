// Rows and columns: what there is, what is unfolded, what is shown in which order.
import type { Cell, Column, Options, Row } from './types'

export interface Shown {
  row: Row
  level: number
}

export class Model {
  /** Rows as shown, from the top. */
  shown: Shown[] = []
  /** Columns as shown, from the left, the names not counted. */
  columns: Column[] = []
  private rows = new Map<string, Row>()
  private below = new Map<string | null, string[]>()
  private open = new Set<string>()
  private allColumns: Column[] = []
  private openColumn = new Set<string>()
  private rowAt = new Map<string, number>()
  private columnAt = new Map<string, number>()

  constructor(options: Options) {
    this.setColumns(options.columns)
    this.setRows(options.rows, options.open)
  }

  row(id: string): Row | undefined {
    return this.rows.get(id)
  }

  /** -1 where it is not shown. */
  indexOfRow(id: string): number {
    return this.rowAt.get(id) ?? -1
  }

  indexOfColumn(key: string): number {
    return this.columnAt.get(key) ?? -1
  }

  setRows(rows: Row[], open?: string[]): void {
    this.rows.clear()
    this.below.clear()
    if (open) this.open = new Set(open)
    this.insert(rows)
    this.arrange()
  }

  addRows(parent: string, rows: Row[]): void {
    this.below.set(parent, [])
    this.insert(rows)
    this.arrange()
  }

  /** Merges changes in; answers the cells whose amounts differ now. */
  update(changes: (Partial<Row> & { id: string })[]): Cell[] {
    const changed: Cell[] = []
    for (const { id, ...change } of changes) {
      const row = this.rows.get(id)
      if (!row) continue
      for (const [column, value] of Object.entries(change.values ?? {})) {
        if (row.values[column] !== value && row.values[column] !== undefined) changed.push({ row: id, column })
      }
      Object.assign(row, change, { values: { ...row.values, ...change.values } })
    }
    return changed
  }

  isOpen(id: string): boolean {
    return this.open.has(id)
  }

  isLoaded(id: string): boolean {
    return this.below.has(id)
  }

  setOpen(id: string, open: boolean): void {
    if (open) this.open.add(id)
    else this.open.delete(id)
    this.arrange()
  }

  openRows(): string[] {
    return [...this.open].filter((id) => this.rows.has(id))
  }

  setColumns(columns: Column[]): void {
    this.allColumns = columns
    for (const column of columns) if (column.open) this.openColumn.add(column.key)
    this.arrangeColumns()
  }

  addColumns(parent: string, columns: Column[]): void {
    const at = this.allColumns.findIndex((column) => column.key === parent) + 1
    this.allColumns = this.allColumns.toSpliced(at, 0, ...columns.map((column) => ({ ...column, parent })))
    this.arrangeColumns()
  }

  /** A column with children that are not here yet. */
  lacksColumns(key: string): boolean {
    return !this.allColumns.some((column) => column.parent === key)
  }

  canUnfold(column: Column): boolean {
    return Boolean(column.more) || !this.lacksColumns(column.key)
  }

  isColumnOpen(key: string): boolean {
    return this.openColumn.has(key)
  }

  setColumnOpen(key: string, open: boolean): void {
    if (open) this.openColumn.add(key)
    else this.openColumn.delete(key)
    this.arrangeColumns()
  }

  openColumns(): string[] {
    return [...this.openColumn]
  }

  mayEdit(cell: Cell): boolean {
    const row = this.rows.get(cell.row)
    const column = this.columns[this.indexOfColumn(cell.column)]
    const mark = row?.marks?.[cell.column]
    return Boolean(row?.editable && column?.editable && (!mark?.held || mark.restate))
  }

  valueAt(cell: Cell): number | null {
    return this.rows.get(cell.row)?.values[cell.column] ?? null
  }

  private insert(rows: Row[]): void {
    for (const row of rows) {
      this.rows.set(row.id, row)
      const siblings = this.below.get(row.parent)
      if (siblings) siblings.push(row.id)
      else this.below.set(row.parent, [row.id])
    }
  }

  private arrange(): void {
    this.shown = []
    this.rowAt.clear()
    const visit = (parent: string | null, level: number): void => {
      for (const id of this.below.get(parent) ?? []) {
        this.rowAt.set(id, this.shown.length)
        this.shown.push({ row: this.rows.get(id)!, level })
        if (this.open.has(id)) visit(id, level + 1)
      }
    }
    visit(null, 1)
  }

  private arrangeColumns(): void {
    const hidden = new Set<string>()
    this.columns = this.allColumns.filter((column) => {
      const show = !column.parent || (this.openColumn.has(column.parent) && !hidden.has(column.parent))
      if (!show) hidden.add(column.key)
      return show
    })
    this.columnAt = new Map(this.columns.map((column, at) => [column.key, at]))
  }
}
