// What the page knows of the tree: rows of nodes, customers and products, what is held and what was changed.
import { periodOf, valuesOfMonths, type Mark, type Row } from '../grid'
import { language, t } from '../lib/i18n'
import { ask, askMany } from './ask'
import type { ByHand, CustomerRow, Effect, Hold, Marks, NodeRow, Page, Place, ProductRow, Products, Rows, Sheet } from './types'
import { columnOf, editInWords, holdInWords } from './words'

export const ALL = '*'
const same = (a: Place, b: Place): boolean => a.what === b.what && a.first === b.first && a.count === b.count

export class Book {
  readonly nodes = new Map<number, NodeRow>()
  readonly customers = new Map<number, CustomerRow[]>()
  products: Products | null = null
  private readonly holds = new Map<number, Hold[]>()
  private readonly edits = new Map<number, ByHand[]>()
  private readonly loaded = new Set<number>()

  constructor(readonly page: Page) {
    this.take(page)
    const parents = new Set(page.rows.map((row) => row.up))
    for (const row of page.rows) if (parents.has(row.id)) this.loaded.add(row.id)
  }

  get sheet(): Sheet {
    return this.page.sheets.find((sheet) => sheet.id === this.page.sheet)!
  }

  get what(): string {
    return this.page.what
  }

  get byProduct(): boolean {
    return this.products !== null
  }

  /** The first rows that are the person's own. */
  get tops(): NodeRow[] {
    return [...this.nodes.values()].filter((row) => !row.above && (row.up === null || (this.nodes.get(row.up)?.above ?? true)))
  }

  isLoaded(node: number): boolean {
    return this.loaded.has(node)
  }

  below(node: number): NodeRow[] {
    return [...this.nodes.values()].filter((row) => row.up === node)
  }

  path(node: number): NodeRow[] {
    const path: NodeRow[] = []
    for (let row = this.nodes.get(node); row; row = row.up === null ? undefined : this.nodes.get(row.up)) path.unshift(row)
    return path
  }

  async load(node: number): Promise<void> {
    if (this.loaded.has(node)) return
    const row = this.nodes.get(node)
    if (row && !row.unit) {
      const found = await ask<{ rows: CustomerRow[] }>('customers', { sheet: this.page.sheet, node })
      this.customers.set(node, found.rows)
    } else {
      this.take(await ask<Rows>('rows', { sheet: this.page.sheet, node, what: this.what }))
    }
    this.loaded.add(node)
  }

  /** Everything below the first rows, people included, customers not. */
  async loadAll(): Promise<void> {
    for (const top of this.tops.filter((row) => row.unit)) {
      const found = await ask<Rows>('rows', { sheet: this.page.sheet, node: top.id, what: this.what, deep: 1 })
      this.take(found)
      this.loaded.add(top.id)
      for (const row of found.rows) if (row.unit) this.loaded.add(row.id)
    }
  }

  /** What is needed for a node to be seen. */
  async loadWay(node: number): Promise<void> {
    if (this.nodes.has(node)) return
    const found = await ask<Rows>('rows', { sheet: this.page.sheet, node, what: this.what, way: 1 })
    this.take(found)
    for (const row of found.rows) if (row.up !== null) this.loaded.add(row.up)
  }

  async loadProducts(node: number): Promise<void> {
    this.products = await ask<Products>('products', { sheet: this.page.sheet, node })
    this.takeMarks([node], this.products.marks)
  }

  /** Amounts and marks of nodes as they are now. */
  async again(nodes: Iterable<number>): Promise<void> {
    const known = [...new Set(nodes)].filter((node) => this.nodes.has(node))
    if (!known.length) return
    const found = await askMany<Rows>('again', { sheet: this.page.sheet, what: this.what, nodes: known.join(',') })
    this.takeMarks(known, found.marks)
    for (const row of found.rows) Object.assign(this.nodes.get(row.id)!, { months: row.months, rev: row.rev, edit: row.edit })
  }

  async customersAgain(nodes: Iterable<number>): Promise<void> {
    for (const node of nodes) {
      if (!this.customers.has(node)) continue
      const found = await ask<{ rows: CustomerRow[] }>('customers', { sheet: this.page.sheet, node })
      this.customers.set(node, found.rows)
    }
  }

  /** Takes over what a change did; answers the nodes that it concerns. */
  apply(effect: Effect): number[] {
    this.page.revision = effect.revision
    const concerned: number[] = []
    for (const { node, after } of effect.changed) {
      const row = this.nodes.get(node)
      if (!row) continue
      concerned.push(node)
      row.rev = effect.revision
      if (!this.what) row.months = after
    }
    return concerned
  }

  /** The place that a cell of the grid stands for; null for customers and parts of months. */
  placeOf(cell: { row: string; column: string }): Place | null {
    if (!/^(y|q\d|m\d+)$/.test(cell.column) || cell.row.startsWith('c')) return null
    const [first, count] = periodOf(cell.column)
    if (this.products) return { node: this.products.node, what: cell.row === ALL ? '' : cell.row, first, count }
    return { node: Number(cell.row), what: this.what, first, count }
  }

  cellOf(at: Place): { row: string; column: string } {
    return { row: this.products ? at.what || ALL : String(at.node), column: columnOf(at.first, at.count) }
  }

  /** The revision of the line that a place belongs to, as it is on the screen. */
  seen(at: Place): number {
    return this.products?.node === at.node ? this.products.rev : (this.nodes.get(at.node)?.rev ?? this.page.revision)
  }

  holdOn(at: Place): Hold | undefined {
    return this.holds.get(at.node)?.find((hold) => same(hold, at))
  }

  editOf(at: Place): ByHand | undefined {
    return this.edits.get(at.node)?.find((edit) => same(edit, at))
  }

  monthsOf(row: string): number[] | null {
    if (this.products) return this.products.rows.find((one) => (one.code || ALL) === row)?.months ?? null
    if (!row.startsWith('c')) return this.nodes.get(Number(row))?.months ?? null
    const [node, customer] = row.slice(1).split('.')
    return this.customers.get(Number(node))?.find((one) => String(one.id ?? 'new') === customer)?.months ?? null
  }

  amountAt(at: Place): number {
    const months = this.monthsOf(this.cellOf(at).row) ?? []
    return months.slice(at.first, at.first + at.count).reduce((sum, one) => sum + one, 0)
  }

  /** All rows for the grid, whatever is unfolded. */
  rows(): Row[] {
    if (this.products) return this.products.rows.map((row) => this.ofProduct(row))
    const rows = [...this.nodes.values()].map((row) => this.ofNode(row))
    for (const node of this.customers.keys()) rows.push(...this.ofCustomers(node))
    return rows
  }

  rowsBelow(id: string): Row[] {
    const node = Number(id)
    return this.customers.has(node) ? this.ofCustomers(node) : this.below(node).map((row) => this.ofNode(row))
  }

  /** The rows right below a row of the grid, as far as they have been asked for. */
  rowsOf(id: string): Row[] {
    if (this.products) return this.products.rows.filter((row) => row.up !== null && (row.up || ALL) === id).map((row) => this.ofProduct(row))
    return this.rowsBelow(id)
  }

  ofNode(row: NodeRow): Row {
    return {
      id: String(row.id),
      parent: row.up !== null && this.nodes.has(row.up) ? String(row.up) : null,
      name: row.name,
      ...(row.unit ? {} : { note: row.code }),
      icon: row.unit ? 'users' : 'user',
      children: row.above ? this.below(row.id).length : row.kids || (this.what ? 0 : row.customers),
      values: valuesOfMonths(row.months),
      marks: this.marksOf(row.id, this.what),
      editable: row.edit && this.page.edits,
      quiet: row.above || (!row.unit && row.months.every((one) => one === 0)),
    }
  }

  private ofProduct(row: ProductRow): Row {
    const products = this.products!
    return {
      id: row.code || ALL,
      parent: row.up === null ? null : row.up || ALL,
      name: row.code ? row.name : t('All products'),
      ...(row.code ? { note: row.code } : {}),
      icon: row.kids ? 'layers' : 'package',
      children: row.kids,
      values: valuesOfMonths(row.months),
      marks: this.marksOf(products.node, row.code),
      editable: products.edit && this.page.edits,
    }
  }

  private ofCustomers(node: number): Row[] {
    return (this.customers.get(node) ?? []).map((row) => ({
      id: `c${node}.${row.id ?? 'new'}`,
      parent: String(node),
      name: row.id === null ? t('New customers') : row.name,
      ...(row.code ? { note: row.code } : {}),
      icon: row.id === null ? 'sprout' : 'building',
      children: 0,
      values: valuesOfMonths(row.months),
      editable: false,
    }))
  }

  private marksOf(node: number, what: string): Record<string, Mark> {
    const marks: Record<string, Mark> = {}
    for (const edit of this.edits.get(node) ?? []) {
      if (edit.what === what) marks[columnOf(edit.first, edit.count)] = { edited: true, title: editInWords(edit) }
    }
    for (const hold of this.holds.get(node) ?? []) {
      if (hold.what !== what) continue
      const key = columnOf(hold.first, hold.count)
      const title = [holdInWords(hold), marks[key]?.title].filter(Boolean).join(language === 'zh' ? '；' : '; ')
      marks[key] = { ...marks[key], held: true, restate: hold.release, title }
    }
    return marks
  }

  private take({ rows, marks }: { rows: NodeRow[]; marks: Marks }): void {
    for (const row of rows) this.nodes.set(row.id, row)
    this.takeMarks(rows.map((row) => row.id), marks)
  }

  private takeMarks(nodes: number[], marks: Marks): void {
    for (const node of nodes) {
      this.holds.delete(node)
      this.edits.delete(node)
    }
    for (const hold of marks.holds) listed(this.holds, hold.node).push(hold)
    for (const edit of marks.edits) listed(this.edits, edit.node).push(edit)
  }
}

function listed<T>(map: Map<number, T[]>, key: number): T[] {
  const there = map.get(key)
  if (there) return there
  const made: T[] = []
  map.set(key, made)
  return made
}
