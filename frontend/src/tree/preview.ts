// The effect of an edit before it is kept: what changes, from and to, up and down the tree.
import { valuesOfMonths, type Edit, type Grid } from '../grid'
import { el, icon } from '../lib/dom'
import { amount, exact, signed } from '../lib/format'
import { t, tn } from '../lib/i18n'
import type { Book } from './book'
import type { Changes, Wish } from './changes'
import type { Effect, NodeRow, Rows } from './types'
import { askMany } from './ask'
import { periodName, type Labels } from './words'

const MOST_LINES = 200

interface Line {
  node: number
  name: string
  depth: number
  unit: boolean
  before: number[]
  after: number[]
}

export class Preview {
  on = false
  private wishes: Wish[] = []
  private waiting: (() => void)[] = []
  private painted: Edit[] = []

  constructor(
    private readonly book: Book,
    private readonly changes: Changes,
    private readonly labels: Labels,
    private readonly grid: () => Grid | null,
    private readonly host: HTMLElement,
    /** The panel is shown or gone. */
    private readonly shown: (open: boolean) => void,
  ) {}

  get isOpen(): boolean {
    return this.wishes.length > 0
  }

  /** Shows the effect; ends when it was kept or thrown away. */
  async offer(wishes: Wish[]): Promise<void> {
    const all = [...this.wishes.filter((one) => !wishes.some((wish) => wish.node === one.node && wish.what === one.what && wish.first === one.first && wish.count === one.count)), ...wishes]
    const effect = await this.changes.preview(all)
    this.wishes = all
    await this.show(effect)
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  discard(): void {
    this.end()
  }

  private async keep(why: string): Promise<void> {
    await this.changes.keep(this.wishes, why)
    this.end()
  }

  private end(): void {
    this.wishes = []
    this.grid()?.view.setPending([], this.painted)
    this.painted = []
    this.host.replaceChildren()
    this.shown(false)
    for (const resolve of this.waiting.splice(0)) resolve()
    this.grid()?.focus()
  }

  private async show(effect: Effect): Promise<void> {
    const lines = await this.linesOf(effect)
    this.paint(effect)
    for (const box of document.querySelectorAll('.toasts .btn-close')) (box as HTMLElement).click() // they would cover the buttons
    const reason = el('textarea', { class: 'form-control', id: 'preview-why', rows: 2, maxlength: 1000, placeholder: t('Why? It stands on the receipt and in the record.') })
    const keep = el('button', { type: 'submit', class: 'btn btn-primary' }, icon('check'), t('Keep'))
    const form = el('form', { class: 'preview-foot', onsubmit: (event: SubmitEvent) => {
      event.preventDefault()
      keep.setAttribute('aria-busy', 'true')
      this.keep(reason.value.trim()).catch(() => undefined).finally(() => keep.removeAttribute('aria-busy'))
    } },
    el('label', { class: 'form-label', for: 'preview-why' }, t('Reason')), reason,
    el('div', { class: 'row-flex' }, keep, el('button', { type: 'button', class: 'btn btn-secondary', onclick: () => this.discard() }, t('Discard'))))
    const rest = effect.changed.length - lines.length
    this.host.replaceChildren(
      el('header', { class: 'preview-head' }, el('h2', {}, icon('eye'), t('Effect of the change')), el('p', { class: 'hint', role: 'status' }, effect.changed.length ? tn('Nothing is kept yet. {n} line would change.', 'Nothing is kept yet. {n} lines would change.', effect.changed.length) : t('Nothing would change.'))),
      el('div', { class: 'preview-lines', tabindex: 0 },
        el('table', { class: 'table preview-table' },
          el('caption', { class: 'visually-hidden' }, t('What would change')),
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('Unit or person')), el('th', { scope: 'col', class: 'num' }, t('From')), el('th', { scope: 'col', class: 'num' }, t('To')), el('th', { scope: 'col', class: 'num' }, t('Variance')))),
          el('tbody', {}, ...lines.map((line) => this.row(line)))),
        rest > 0 ? el('p', { class: 'hint px-3' }, tn('and {n} more', 'and {n} more', rest)) : null),
      form)
    this.shown(true)
  }

  private row(line: Line): HTMLElement {
    const { scale } = this.book.sheet
    const [first, count] = this.periodOf(line)
    const sum = (months: number[]): number => months.slice(first, first + count).reduce((total, one) => total + one, 0)
    const [from, to] = [sum(line.before), sum(line.after)]
    const name = el('th', { scope: 'row' }, el('span', { class: 'row-flex' }, icon(line.unit ? 'users' : 'user', 'icon-sm faint'), el('span', { class: 'ellipsis' }, line.name)), el('span', { class: 'hint' }, periodName(this.labels, first, count)))
    name.style.paddingInlineStart = `${1 + line.depth * 0.5}rem`
    return el('tr', {}, name,
      el('td', { class: 'num', title: exact(from, scale) }, amount(from, scale)),
      el('td', { class: 'num', title: exact(to, scale) }, amount(to, scale)),
      el('td', { class: `num ${to > from ? 'good' : to < from ? 'bad' : ''}`, title: exact(to - from, scale) }, signed(to - from, scale)))
  }

  /** The period that says most: the one that was edited, the year, or the month that changes most. */
  private periodOf(line: Line): [first: number, count: number] {
    const differs = (first: number, count: number): boolean => {
      const part = (months: number[]): number => months.slice(first, first + count).reduce((total, one) => total + one, 0)
      return part(line.before) !== part(line.after)
    }
    const wish = this.wishes.at(-1)!
    if (differs(wish.first, wish.count)) return [wish.first, wish.count]
    if (differs(0, 12)) return [0, 12]
    const size = (month: number): number => Math.abs(line.after[month]! - line.before[month]!)
    const most = line.before.map((_, month) => month).reduce((best, month) => (size(month) > size(best) ? month : best), 0)
    return [most, 1]
  }

  /** In the order of the tree, names asked for where they are not on the page. */
  private async linesOf(effect: Effect): Promise<Line[]> {
    const edited = new Set(this.wishes.map((wish) => wish.node))
    const first = [...effect.changed].sort((a, b) => Number(edited.has(b.node)) - Number(edited.has(a.node))).slice(0, MOST_LINES)
    const names = new Map<number, NodeRow>()
    const unknown = first.filter(({ node }) => !this.book.nodes.has(node)).map(({ node }) => node)
    if (unknown.length) for (const row of (await askMany<Rows>('again', { sheet: this.book.page.sheet, nodes: unknown.join(',') })).rows) names.set(row.id, row)
    const rowOf = (node: number): NodeRow | undefined => this.book.nodes.get(node) ?? names.get(node)
    const path = (node: number): NodeRow[] => {
      const found: NodeRow[] = []
      for (let row = rowOf(node); row; row = row.up === null ? undefined : rowOf(row.up)) found.unshift(row)
      return found
    }
    const order = new Map<number, number>([...this.book.nodes.keys(), ...names.keys()].map((node, at) => [node, at]))
    const keyed = first.filter(({ node }) => rowOf(node)).map((change) => ({ change, path: path(change.node) }))
    keyed.sort((a, b) => compare(a.path.map((row) => order.get(row.id)!), b.path.map((row) => order.get(row.id)!)))
    return keyed.map(({ change, path: way }) => ({ node: change.node, name: way.at(-1)!.name, unit: way.at(-1)!.unit, depth: way.length - 1, before: change.before, after: change.after }))
  }

  /** The new numbers in the grid, in italics, as long as they are not kept. */
  private paint(effect: Effect): void {
    const grid = this.grid()
    if (!grid || this.book.products || this.book.what) return
    const painted: Edit[] = []
    for (const { node, before, after } of effect.changed) {
      if (!grid.row(String(node))) continue
      const [was, is] = [valuesOfMonths(before), valuesOfMonths(after)]
      for (const column of Object.keys(is)) {
        if (was[column] !== is[column]) painted.push({ row: String(node), column, before: was[column]!, amount: is[column]!, typed: { set: is[column]! } })
      }
    }
    grid.view.setPending(painted, this.painted)
    this.painted = painted
  }
}

function compare(a: number[], b: number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at]! - b[at]!
  return a.length - b.length
}

