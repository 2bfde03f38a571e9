// Beside the grid: the selected number, its marks, its months, its parts.
import { el, icon } from '../lib/dom'
import { openDrawer } from '../lib/drawer'
import { amount, exact, percent, signed } from '../lib/format'
import { t } from '../lib/i18n'
import { withQuery } from '../lib/api'
import { ask } from './ask'
import { ALL, type Book } from './book'
import { MonthsPicture, PartsPicture, type Slice } from './pictures'
import type { LastYear, Place } from './types'
import { editInWords, holdInWords, periodName, type Labels } from './words'

const REST = 150
const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run))
const MOST_PARTS = 60

export interface Doing {
  lock: () => void
  release: () => void
  goTo: (row: string) => void
}

export class Side {
  private readonly words = el('section', { class: 'side-words', 'aria-live': 'polite' })
  private readonly monthsHost = el('div', { class: 'side-months' })
  private readonly partsHost = el('div', { class: 'side-parts' })
  private readonly partsHead = el('h2', {}, t('Parts of the number'))
  private readonly crumbs = el('nav', { class: 'crumbs', 'aria-label': t('Up the tree') })
  private readonly months = new MonthsPicture(this.monthsHost)
  private readonly parts = new PartsPicture(this.partsHost, (id) => this.doing.goTo(id))
  private readonly lastYears = new Map<string, Promise<LastYear>>()
  private timer = 0
  private turn = 0

  constructor(host: HTMLElement, private readonly book: Book, private readonly labels: Labels, private readonly doing: Doing, private readonly pictures: boolean) {
    host.replaceChildren(this.words)
    if (pictures) {
      host.append(
        el('section', {}, el('h2', {}, t('Months'), el('span', { class: 'legend' }, el('i', { class: 'bar' }), String(book.page.year), el('i', { class: 'line' }), t('Actual {year}', { year: book.page.year - 1 }))), this.monthsHost),
        el('section', { class: 'side-tree' }, this.partsHead, this.crumbs, this.partsHost))
    }
  }

  show(row: string, column: string): void {
    const at = this.book.placeOf({ row, column }) ?? this.book.placeOf({ row, column: 'y' })
    const months = this.book.monthsOf(row)
    if (!months) return
    this.say(row, at, months)
    clearTimeout(this.timer)
    if (this.pictures) this.timer = window.setTimeout(() => idle(() => void this.draw(row, at, months), { timeout: 1000 }), REST)
  }

  private nameOf(row: string): string {
    const { book } = this
    if (book.products) return row === ALL ? `${book.products.name} · ${t('All products')}` : book.products.rows.find((one) => one.code === row)?.name ?? row
    if (!row.startsWith('c')) return book.nodes.get(Number(row))?.name ?? ''
    const [node, customer] = row.slice(1).split('.')
    const found = book.customers.get(Number(node))?.find((one) => String(one.id ?? 'new') === customer)
    return found?.name || t('New customers')
  }

  private say(row: string, at: Place | null, months: number[]): void {
    const { scale } = this.book.sheet
    const { first, count } = at ?? { first: 0, count: 12 }
    const units = months.slice(first, first + count).reduce((sum, one) => sum + one, 0)
    const hold = at && this.book.holdOn(at)
    const edit = at && this.book.editOf(at)
    const whyAt = at && this.book.page.whyAt
      ? withQuery(this.book.page.whyAt, { sheet: this.book.page.sheet, node: at.node, what: at.what, first, count }) : null
    const may = Boolean(at && this.book.page.edits && (this.book.products ? this.book.products.edit : this.book.nodes.get(at.node)?.edit))
    this.words.replaceChildren(
      el('p', { class: 'side-name' }, el('strong', {}, this.nameOf(row)), el('span', { class: 'faint' }, ` · ${periodName(this.labels, first, count)}`)),
      el('p', { class: 'side-amount', title: amount(units, scale) }, exact(units, scale)),
      el('p', { class: 'hint side-versus' }),
      ...(hold ? [el('p', { class: 'side-mark' }, icon('lock', 'icon-sm'), el('span', {}, holdInWords(hold)))] : []),
      ...(edit ? [el('p', { class: 'side-mark' }, icon('pencil', 'icon-sm'), el('span', {}, editInWords(edit), el('br'), `${amount(edit.before, scale)} → ${amount(edit.after, scale)}`))] : []),
      el('div', { class: 'row-flex' },
        whyAt ? el('button', { type: 'button', class: 'btn btn-secondary btn-sm', onclick: () => void openDrawer(whyAt) }, icon('lightbulb'), t('Why this number?')) : null,
        may && !hold ? el('button', { type: 'button', class: 'btn btn-secondary btn-sm', onclick: this.doing.lock }, icon('lock'), t('Lock')) : null,
        hold?.release ? el('button', { type: 'button', class: 'btn btn-secondary btn-sm', onclick: this.doing.release }, icon('lock-open'), t('Release')) : null))
  }

  private async draw(row: string, at: Place | null, months: number[]): Promise<void> {
    const turn = (this.turn += 1)
    const { scale } = this.book.sheet
    const { first, count } = at ?? { first: 0, count: 12 }
    const last = at && !this.book.nodes.get(at.node)?.above ? await this.lastYear(at).catch(() => null) : null
    if (turn !== this.turn) return
    const before = last?.known ? last.months.slice(first, first + count).reduce((sum, one) => sum + one, 0) : 0
    const units = months.slice(first, first + count).reduce((sum, one) => sum + one, 0)
    const versus = this.words.querySelector('.side-versus')
    if (versus && last?.known && before) versus.textContent = t('{year}: {amount} · {change} ({percent})', { year: last.year, amount: amount(before, scale), change: signed(units - before, scale), percent: `${units > before ? '+' : ''}${percent(units - before, before)}` })
    await this.months.show({ name: this.nameOf(row), labels: this.labels.months, months, last, scale, first, count })
    const whole = await this.wholeOf(row)
    if (turn !== this.turn) return
    this.partsHead.textContent = t('Parts of {name}, {period}', { name: this.nameOf(whole), period: periodName(this.labels, first, count) })
    this.crumbs.replaceChildren(...this.wayTo(whole))
    await this.parts.show(this.slices(whole, first, count), scale)
  }

  private lastYear(at: Place): Promise<LastYear> {
    const key = `${at.node} ${at.what}`
    let found = this.lastYears.get(key)
    if (!found) {
      found = ask<LastYear>('last-year', { sheet: this.book.page.sheet, node: at.node, what: at.what })
      found.catch(() => this.lastYears.delete(key))
      this.lastYears.set(key, found)
    }
    return found
  }

  /** The row whose parts are shown: the one that is selected, or the one above where it has none. */
  private async wholeOf(row: string): Promise<string> {
    const { book } = this
    if (book.products) {
      const product = book.products.rows.find((one) => (one.code || ALL) === row)
      return product?.kids ? row : product?.up || ALL
    }
    if (row.startsWith('c')) return row.slice(1).split('.')[0]!
    const node = book.nodes.get(Number(row))!
    if (node.above) return row
    if (node.kids || (node.customers && !book.what)) {
      await book.load(node.id)
      return row
    }
    return node.up === null ? row : String(node.up)
  }

  private slices(whole: string, first: number, count: number): Slice[] {
    const { book } = this
    const sum = (months: number[]): number => months.slice(first, first + count).reduce((total, one) => total + one, 0)
    if (book.products) return book.products.rows.filter((row) => row.up === (whole === ALL ? '' : whole)).map((row) => ({ id: row.code, name: row.name, amount: sum(row.months) }))
    const node = Number(whole)
    const customers = book.customers.get(node)
    const parts = customers
      ? customers.map((row) => ({ id: `c${node}.${row.id ?? 'new'}`, name: row.id === null ? t('New customers') : row.name, amount: sum(row.months) }))
      : book.below(node).map((row) => ({ id: String(row.id), name: row.name, amount: sum(row.months) }))
    return parts.sort((a, b) => b.amount - a.amount).slice(0, MOST_PARTS)
  }

  private wayTo(row: string): HTMLElement[] {
    const { book } = this
    const way: [id: string, name: string][] = []
    if (book.products) {
      for (let one = book.products.rows.find((product) => (product.code || ALL) === row); one && one.up !== null; one = book.products.rows.find((product) => product.code === one!.up)) way.unshift([one.up || ALL, one.up ? this.nameOf(one.up) : t('All products')])
    } else {
      for (const node of book.path(Number(row)).slice(0, -1)) way.push([String(node.id), node.name])
    }
    return way.map(([id, name]) => el('button', { type: 'button', class: 'link', onclick: () => this.doing.goTo(id) }, name))
  }
}
