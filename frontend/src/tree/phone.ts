// On a phone the tree is a list to drill into: the same numbers, edited in a sheet from below.
import Offcanvas from 'bootstrap/js/dist/offcanvas'
import { valuesOfMonths } from '../grid'
import { withQuery } from '../lib/api'
import { el, icon } from '../lib/dom'
import { amount, exact, signed } from '../lib/format'
import { t, tn } from '../lib/i18n'
import { applyTyped, parseAmount } from '../lib/parse'
import { ALL, type Book } from './book'
import type { Changes, Wish } from './changes'
import { MonthsPicture } from './pictures'
import type { LastYear, Place } from './types'
import { ask } from './ask'
import { editInWords, holdInWords, periodName, type Labels, type Unit } from './words'

export interface Doing {
  lock: (cells: Place[]) => Promise<void>
  release: (at: Place) => Promise<void>
}

export class Phone {
  private at: string
  private part = 'y'

  constructor(private readonly host: HTMLElement, private readonly book: Book, private readonly changes: Changes, private readonly labels: Labels, private readonly unit: Unit, private readonly doing: Doing) {
    this.at = this.first()
    addEventListener('popstate', (event) => {
      const kept = (event.state as { node?: string } | null)?.node
      if (kept && this.isShown()) void this.go(kept, false)
    })
  }

  isShown(): boolean {
    return getComputedStyle(this.host).display !== 'none'
  }

  first(): string {
    const { book } = this
    return book.products ? ALL : String(book.tops[0]?.id ?? book.page.rows[0]?.id ?? '')
  }

  async go(row: string, remember = true): Promise<void> {
    this.at = row
    if (remember) history.pushState({ node: row }, '')
    if (!this.book.products) {
      const node = this.book.nodes.get(Number(row))
      if (node && !node.above && (node.kids || (node.customers && !this.book.what))) await this.book.load(node.id)
    }
    this.draw()
    scrollTo({ top: 0 })
  }

  draw(changed: number[] = []): void {
    const months = this.book.monthsOf(this.at)
    if (!months) return
    const { scale } = this.book.sheet
    const pictures = el('div', { class: 'phone-months' })
    const units = valuesOfMonths(months)[this.part]!
    this.host.replaceChildren(
      el('nav', { class: 'crumbs', 'aria-label': t('Up the tree') }, ...this.way().map(([id, name]) => el('button', { type: 'button', class: 'link', onclick: () => void this.go(id) }, name, ' ›'))),
      el('div', { class: 'phone-head' }, el('h2', {}, this.nameOf(this.at)), el('p', { class: 'side-amount m-0' }, amount(units, scale)), el('p', { class: 'hint m-0' }, `${exact(units, scale)} · ${this.periodOf(this.part)}`)),
      el('div', { class: 'segments phone-periods', role: 'group', 'aria-label': t('Period') }, ...['y', 'q1', 'q2', 'q3', 'q4'].map((key) => el('button', { type: 'button', 'aria-pressed': String(this.part === key), onclick: () => { this.part = key; this.draw() } }, this.periodOf(key)))),
      ...this.periods(),
      pictures,
      ...this.below(changed))
    void this.picture(pictures, months)
  }

  private async picture(host: HTMLElement, months: number[]): Promise<void> {
    const place = this.book.placeOf({ row: this.at, column: 'y' })
    const last = place && !this.book.nodes.get(place.node)?.above ? await ask<LastYear>('last-year', { sheet: this.book.page.sheet, node: place.node, what: place.what }).catch(() => null) : null
    if (!host.isConnected) return
    const [first, count] = this.part === 'y' ? [0, 12] : [(Number(this.part[1]) - 1) * 3, 3]
    await new MonthsPicture(host).show({ name: this.nameOf(this.at), labels: this.labels.months, months, last, scale: this.book.sheet.scale, first, count })
  }

  private periodOf(key: string): string {
    if (key === 'y') return this.labels.year
    const number = Number(key.slice(1))
    return key.startsWith('q') ? this.labels.quarters[number - 1]! : this.labels.months[number - 1]!
  }

  /** The year, or the quarter and its months: tap one to change it. */
  private periods(): HTMLElement[] {
    const keys = this.part === 'y' ? ['y'] : [this.part, ...[1, 2, 3].map((month) => `m${(Number(this.part[1]) - 1) * 3 + month}`)]
    const values = valuesOfMonths(this.book.monthsOf(this.at)!)
    return [el('ul', { class: 'phone-list', 'aria-label': t('Numbers to change') }, ...keys.map((key) => {
      const at = this.book.placeOf({ row: this.at, column: key })
      return el('li', {}, el('button', { type: 'button', onclick: () => this.open(key) }, icon(at && this.book.holdOn(at) ? 'lock' : at && this.book.editOf(at) ? 'pencil' : 'calendar'), el('span', { class: 'grow' }, this.periodOf(key)), el('span', { class: 'num' }, amount(values[key]!, this.book.sheet.scale)), icon('ellipsis')))
    }))]
  }

  private below(changed: number[]): HTMLElement[] {
    const { book } = this
    const rows = book.rowsOf(this.at)
    if (!rows.length) return []
    const most = Math.max(...rows.map((row) => row.values[this.part] ?? 0), 1)
    return [
      el('h3', { class: 'muted phone-below' }, tn('{n} row below', '{n} rows below', rows.length)),
      el('ul', { class: 'phone-list' }, ...rows.map((row) => {
        const value = row.values[this.part] ?? 0
        const bar = el('span', { class: 'bar-of' })
        bar.style.inlineSize = `${Math.max(0, (value / most) * 100)}%`
        return el('li', { class: changed.includes(Number(row.id)) ? 'flashed' : null },
          el('button', { type: 'button', onclick: () => (row.id.startsWith('c') ? undefined : void this.go(row.id)) }, icon(row.icon ?? 'user'),
            el('span', { class: 'grow' }, el('span', { class: 'ellipsis d-block' }, row.name), bar), el('span', { class: 'num' }, amount(value, book.sheet.scale)), row.id.startsWith('c') ? null : icon('chevron-right')))
      })),
    ]
  }

  private nameOf(row: string): string {
    const { products } = this.book
    if (products) return row === ALL ? `${products.name} · ${t('All products')}` : products.rows.find((one) => one.code === row)?.name ?? row
    return this.book.nodes.get(Number(row))?.name ?? ''
  }

  private way(): [id: string, name: string][] {
    if (!this.book.products) return this.book.path(Number(this.at)).slice(0, -1).map((node) => [String(node.id), node.name])
    const up = this.book.products.rows.find((row) => (row.code || ALL) === this.at)?.up
    return up === null || up === undefined ? [] : [[up || ALL, up ? this.nameOf(up) : t('All products')]]
  }

  /** The sheet from below: what it is, a new amount with its effect, lock, why. */
  private open(key: string): void {
    const at = this.book.placeOf({ row: this.at, column: key })
    if (!at) return
    const { scale } = this.book.sheet
    const before = this.book.amountAt(at)
    const hold = this.book.holdOn(at)
    const edit = this.book.editOf(at)
    const may = this.book.page.edits && (this.book.products ? this.book.products.edit : Boolean(this.book.nodes.get(at.node)?.edit))
    const whyAt = this.book.page.whyAt ? withQuery(this.book.page.whyAt, { sheet: this.book.page.sheet, node: at.node, what: at.what, first: at.first, count: at.count }) : null
    const sheet = el('div', { class: 'offcanvas offcanvas-bottom', tabindex: -1, 'aria-labelledby': 'sheet-title' },
      el('div', { class: 'offcanvas-header' }, el('h2', { class: 'offcanvas-title', id: 'sheet-title' }, `${this.nameOf(this.at)} · ${periodName(this.labels, at.first, at.count)}`), el('button', { type: 'button', class: 'btn-close', 'data-bs-dismiss': 'offcanvas', 'aria-label': t('Close') })),
      el('div', { class: 'offcanvas-body stack' },
        el('p', { class: 'side-amount m-0' }, exact(before, scale)),
        hold ? el('p', { class: 'side-mark m-0' }, icon('lock', 'icon-sm'), holdInWords(hold)) : null,
        edit ? el('p', { class: 'side-mark m-0' }, icon('pencil', 'icon-sm'), editInWords(edit)) : null,
        may && (!hold || hold.release) ? this.form(at, before, () => panel.hide()) : null,
        el('div', { class: 'row-flex' },
          whyAt ? el('a', { class: 'btn btn-secondary', href: whyAt, 'data-drawer': '', onclick: () => panel.hide() }, icon('lightbulb'), t('Why this number?')) : null,
          may && !hold ? el('button', { type: 'button', class: 'btn btn-secondary', onclick: () => { panel.hide(); void this.doing.lock([at]) } }, icon('lock'), t('Lock')) : null,
          hold?.release ? el('button', { type: 'button', class: 'btn btn-secondary', onclick: () => { panel.hide(); void this.doing.release(at) } }, icon('lock-open'), t('Release')) : null)))
    document.body.append(sheet)
    const panel = new Offcanvas(sheet)
    sheet.addEventListener('hidden.bs.offcanvas', () => sheet.remove())
    panel.show()
  }

  private form(at: Place, before: number, done: () => void): HTMLElement {
    const { scale } = this.book.sheet
    const input = el('input', { class: 'form-control sheet-amount', id: 'sheet-amount', type: 'text', autocomplete: 'off', enterkeyhint: 'done', 'aria-describedby': 'sheet-effect' })
    const why = el('input', { class: 'form-control', id: 'sheet-why', type: 'text', maxlength: 1000 })
    const effect = el('p', { class: 'hint m-0', id: 'sheet-effect', role: 'status' }, this.unit.name ? t('In {unit}; 1200万 or +5% can be typed as well.', { unit: this.unit.name }) : '')
    const keep = el('button', { type: 'submit', class: 'btn btn-primary' }, t('Keep'))
    const wanted = (): Wish | null => {
      const typed = parseAmount(input.value, scale, this.unit.size)
      return typed ? { ...at, amount: applyTyped(typed, before), was: before, seen: this.book.seen(at) } : null
    }
    let timer = 0
    input.addEventListener('input', () => {
      clearTimeout(timer)
      const wish = wanted()
      input.setAttribute('aria-invalid', String(!wish && input.value !== ''))
      effect.textContent = wish ? `= ${exact(wish.amount, scale)} (${signed(wish.amount - before, scale)})` : ''
    })
    const preview = el('button', { type: 'button', class: 'btn btn-secondary', onclick: async () => {
      const wish = wanted()
      if (!wish) return
      const found = await this.changes.preview([wish])
      effect.textContent = tn('{n} line would change', '{n} lines would change', found.changed.length) + ': ' + found.changed.slice(0, 3).map((line) => {
        const sum = (months: number[]): number => months.slice(at.first, at.first + at.count).reduce((total, one) => total + one, 0)
        return `${this.book.nodes.get(line.node)?.name ?? ''} ${signed(sum(line.after) - sum(line.before), scale)}`
      }).join(' · ')
    } }, icon('eye'), t('Preview'))
    return el('form', { class: 'stack', onsubmit: (event: SubmitEvent) => {
      event.preventDefault()
      const wish = wanted()
      if (!wish) return
      keep.setAttribute('aria-busy', 'true')
      this.changes.keep([wish], why.value.trim()).then(done, () => undefined).finally(() => keep.removeAttribute('aria-busy'))
    } },
    el('div', { class: 'field' }, el('label', { class: 'form-label', for: 'sheet-amount' }, t('New amount')), input, effect),
    el('div', { class: 'field' }, el('label', { class: 'form-label', for: 'sheet-why' }, t('Reason')), why),
    el('div', { class: 'row-flex' }, keep, preview))
  }
}
