// Above the grid: what it shows, and what can be done with the selected cells.
import { withQuery } from '../lib/api'
import { el, icon } from '../lib/dom'
import { t } from '../lib/i18n'
import { ask } from './ask'
import type { Book } from './book'
import type { Part, Range } from './parts'
import { searchBox } from './search'
import type { Products, Sheet } from './types'
import { tierName, unitsOf, type Labels, type Unit } from './words'

export interface Doing {
  go: (node: number) => void
  undo: () => void
  redo: () => void
  lock: () => void
  preview: (on: boolean) => void
  byProduct: (on: boolean) => void
  unfoldAll: () => Promise<void>
  foldAll: () => void
  unit: (unit: Unit) => void
  range: (range: Range | null) => void
  side: (on: boolean) => void
  exported: () => string | null
}

export class Bar {
  readonly undo = button('undo-2', t('Undo'), 'Ctrl+Z', () => this.doing.undo())
  readonly redo = button('redo-2', t('Redo'), 'Ctrl+Y', () => this.doing.redo())
  readonly lock = button('lock', t('Lock or release'), 'Ctrl+L', () => this.doing.lock())
  private readonly rows = el('div', { class: 'segments', role: 'group', 'aria-label': t('Rows') })
  private range: Range = { part: 'week', first: 0, count: 3 }

  constructor(host: HTMLElement, private readonly book: Book, private readonly labels: Labels, private readonly doing: Doing, state: { unit: Unit; side: boolean; editable: boolean }) {
    host.replaceChildren(
      this.measures(),
      ...this.tiers(),
      ...(book.sheet.products ? [this.by(), this.product()] : []),
      searchBox(book.page.version.id, (node) => doing.go(node)),
      el('span', { class: 'push' }),
      ...(state.editable ? [el('div', { class: 'row-flex tree-edit' }, this.undo, this.redo, this.lock), this.preview()] : []),
    )
    document.getElementById('tree-tools')?.replaceChildren(this.view(state.unit, state.side), ...(book.page.exportAt
      ? [el('button', { type: 'button', class: 'btn btn-secondary', onclick: () => { const address = doing.exported(); if (address) location.href = address } }, icon('download'), t('Export to Excel'))] : []))
  }

  private address(change: Record<string, string | null>): string {
    const { sheet, page } = this.book
    return withQuery(location.pathname, { measure: sheet.measure, tier: sheet.tier === 'base' ? null : sheet.tier, what: page.what || null, by: this.book.products ? 'product' : null, ...change })
  }

  private measures(): HTMLElement {
    const { sheet, page } = this.book
    const measures = [...new Map(page.sheets.map((one) => [one.measure, one])).values()]
    return el('select', { class: 'form-select w-auto', 'aria-label': t('Measure'), onchange: (event: Event) => { location.href = this.address({ measure: (event.target as HTMLSelectElement).value, what: null }) } },
      ...measures.map((one) => el('option', { value: one.measure, selected: one.measure === sheet.measure }, one.name)))
  }

  private tiers(): HTMLElement[] {
    const { sheet, page } = this.book
    const tiers = page.sheets.filter((one) => one.measure === sheet.measure)
    if (tiers.length < 2) return []
    return [el('nav', { class: 'segments', 'aria-label': t('Tier') }, ...tiers.map((one: Sheet) => el('a', { href: this.address({ tier: one.tier === 'base' ? null : one.tier }), 'aria-current': one.id === sheet.id ? 'true' : null }, tierName(one.tier))))]
  }

  private by(): HTMLElement {
    const choice = (on: boolean, label: string): HTMLElement => el('button', { type: 'button', 'aria-pressed': String((this.book.page.by === 'product') === on), onclick: () => this.doing.byProduct(on) }, label)
    this.rows.replaceChildren(choice(false, t('By unit')), choice(true, t('By product')))
    return this.rows
  }

  /** The rows are products now, or units. */
  marked(byProduct: boolean): void {
    this.rows.querySelectorAll('button').forEach((one, at) => one.setAttribute('aria-pressed', String((at === 1) === byProduct)))
  }

  private product(): HTMLElement {
    const list = el('ul', { class: 'dropdown-menu' }, el('li', { class: 'px-2 py-1' }, el('span', { class: 'skeleton' })))
    const open = el('button', { type: 'button', class: `btn btn-secondary${this.book.what ? ' chosen' : ''}`, 'data-bs-toggle': 'dropdown', 'aria-expanded': 'false' }, icon('package'), this.book.what ? this.book.page.whatName : t('All products'), icon('chevron-down', 'icon-sm'))
    const box = el('div', { class: 'dropdown tree-product' }, open, list)
    box.addEventListener('show.bs.dropdown', async () => {
      const top = this.book.tops[0]
      if (!top) return
      const found = await ask<Products>('products', { sheet: this.book.sheet.id, node: top.id })
      list.replaceChildren(...found.rows.map((row) => {
        const link = el('a', { class: 'dropdown-item', href: this.address({ what: row.code || null, by: null }), 'aria-current': row.code === this.book.what ? 'true' : null }, row.code ? row.name : t('All products'), row.code === this.book.what ? icon('check', 'end') : null)
        if (row.up) link.style.paddingInlineStart = '1.5rem'
        return el('li', {}, link)
      }))
    }, { once: true })
    return box
  }

  private preview(): HTMLElement {
    const input = el('input', { class: 'form-check-input', type: 'checkbox', role: 'switch', id: 'tree-preview', onchange: () => this.doing.preview(input.checked) })
    return el('div', { class: 'form-check form-switch tree-preview', title: t('Shows what an edit does before it is kept') }, input, el('label', { class: 'form-check-label', for: 'tree-preview' }, t('Preview')))
  }

  private view(unit: Unit, side: boolean): HTMLElement {
    const months = el('fieldset', { hidden: true, class: 'view-range' }, el('legend', { class: 'dropdown-header' }, t('Months')), this.month('first'), el('span', { class: 'faint' }, '–'), this.month('last'))
    const columns = radios('columns', t('Columns'), [['', t('Year, quarters, months')], ['third', t('Thirds of months')], ['week', t('Weeks')], ['day', t('Days')]], '', (part) => {
      months.hidden = part === ''
      if (part) this.range = { ...this.range, part: part as Part }
      this.doing.range(part ? this.range : null)
    })
    const units = unitsOf(this.book.sheet)
    const menu = el('div', { class: 'dropdown-menu dropdown-menu-end view-menu' }, columns, months,
      ...(units.length > 1 ? [radios('unit', t('Amounts in'), units.map((one) => [String(one.size), one.name]), String(unit.size), (size) => this.doing.unit(units.find((one) => String(one.size) === size)!))] : []),
      el('hr', { class: 'dropdown-divider' }),
      el('button', { type: 'button', class: 'dropdown-item', onclick: () => void this.doing.unfoldAll() }, icon('chevrons-up-down'), t('Unfold all')),
      el('button', { type: 'button', class: 'dropdown-item', onclick: () => this.doing.foldAll() }, icon('minus'), t('Fold all')),
      el('button', { type: 'button', class: 'dropdown-item view-side', 'aria-pressed': String(side), onclick: (event: Event) => {
        const on = (event.currentTarget as HTMLElement).getAttribute('aria-pressed') !== 'true'
        ;(event.currentTarget as HTMLElement).setAttribute('aria-pressed', String(on))
        this.doing.side(on)
      } }, icon('panel-right'), t('Details and pictures')))
    return el('div', { class: 'dropdown' }, el('button', { type: 'button', class: 'btn btn-secondary', 'data-bs-toggle': 'dropdown', 'data-bs-auto-close': 'outside', 'aria-expanded': 'false' }, icon('sliders-horizontal'), t('View')), menu)
  }

  private month(which: 'first' | 'last'): HTMLElement {
    const chosen = which === 'first' ? this.range.first : this.range.first + this.range.count - 1
    const select: HTMLSelectElement = el('select', { class: 'form-select form-select-sm', 'aria-label': which === 'first' ? t('From month') : t('To month'), onchange: () => {
      const [first, last] = [...select.parentElement!.querySelectorAll('select')].map((one) => Number(one.value)) as [number, number]
      const from = which === 'first' ? first : Math.min(first, last)
      const to = Math.max(from, which === 'last' ? last : Math.max(first, last))
      select.parentElement!.querySelectorAll('select').forEach((one, at) => { one.value = String(at ? to : from) })
      this.range = { ...this.range, first: from, count: to - from + 1 }
      this.doing.range(this.range)
    } }, ...this.labels.months.map((label, month) => el('option', { value: month, selected: month === chosen }, label)))
    return select
  }
}

function button(symbol: string, label: string, keys: string, run: () => void): HTMLButtonElement {
  return el('button', { type: 'button', class: 'btn btn-quiet btn-icon', title: `${label} (${keys})`, 'aria-label': label, onclick: run }, icon(symbol))
}

function radios(name: string, label: string, choices: [value: string, label: string][], chosen: string, run: (value: string) => void): HTMLElement {
  return el('fieldset', {}, el('legend', { class: 'dropdown-header' }, label), ...choices.map(([value, text]) => el('label', { class: 'dropdown-item' },
    el('input', { type: 'radio', class: 'form-check-input', name: `tree-${name}`, value, checked: value === chosen, onchange: () => run(value) }), text)))
}
