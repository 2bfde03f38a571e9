// The tree of targets: grid, details beside it, and on a phone a list to drill into.
import '../tree/tree.css'
import { Grid, yearColumns, type Cell, type Column, type MenuItem, type Row } from '../grid'
import { withQuery } from '../lib/api'
import { el, handed, icon } from '../lib/dom'
import { openDrawer } from '../lib/drawer'
import { t } from '../lib/i18n'
import { toast } from '../lib/toast'
import { Bar } from '../tree/bar'
import { ALL, Book } from '../tree/book'
import { Changes } from '../tree/changes'
import { hold, MOST_AT_ONCE, release } from '../tree/holding'
import { askParts, columnsOf, fitting, valuesOfParts, type Range } from '../tree/parts'
import { Phone } from '../tree/phone'
import { Preview } from '../tree/preview'
import { Side } from '../tree/side'
import type { Hold, Page, Parts, Place } from '../tree/types'
import { columnOf, labelsOf, periodName, unitFor, unitsOf, type Unit } from '../tree/words'

const page = handed<Page>('tree-data')
const labels = labelsOf(page)
const book = new Book(page)
const { sheet } = book
const phone = matchMedia('(max-width: 39.99rem)')
const body = document.querySelector<HTMLElement>('.tree-body')!
const gridHost = document.getElementById('tree-grid')!
const sideHost = document.getElementById('tree-side')!

const kept = (name: string): string | null => localStorage.getItem(`tree-${name}`)
const keep = (name: string, value: string): void => localStorage.setItem(`tree-${name}`, value)

let unit: Unit = unitsOf(sheet).find((one) => String(one.size) === kept(`unit-${sheet.kind}`)) ?? unitFor(sheet, Math.max(0, ...page.rows.map((row) => row.months.reduce((sum, one) => sum + one, 0))), sheet.scale)
let range: Range | null = null
let parts: Parts | null = null

const editable = page.edits && [...book.nodes.values()].some((row) => row.edit)
const nameOf = (at: Place): string => `${(book.products ? book.products.rows.find((row) => row.code === at.what)?.name || book.products.name : book.nodes.get(at.node)?.name) ?? ''} · ${periodName(labels, at.first, at.count)}`

const changes = new Changes(book, { go: (at) => void goTo(at), released: (node) => void book.again([node]).then(() => shown([node])), page: page.holdsAt }, (nodes, flash) => shown(nodes, flash), nameOf)
const details = el('div', { class: 'side-content' })
const previewHost = el('div', { class: 'preview', hidden: true })
sideHost.append(details, previewHost)
const preview = new Preview(book, changes, labels, () => grid, previewHost, (open) => {
  previewHost.hidden = !open
  details.hidden = open
  body.classList.toggle('beside', open || kept('side') !== 'no')
  if (!open) select()
})
let grid: Grid | null = null
let side: Side | null = null
let list: Phone | null = null

function shown(nodes: number[], flash = false): void {
  if (grid) {
    const rows = book.products ? book.rows() : nodes.flatMap((node) => [...(book.nodes.has(node) ? [book.ofNode(book.nodes.get(node)!)] : []), ...(book.customers.has(node) ? book.rowsBelow(String(node)) : [])])
    grid.update(rows.map(({ id, values, marks, editable: edit }) => ({ id, values: range ? {} : values, marks, editable: edit })), { flash })
    if (range && flash) void fillParts()
    select()
  }
  if (list?.isShown()) list.draw(flash ? nodes : [])
}

function columns(): Column[] {
  return range && parts ? columnsOf(parts, range, labels) : yearColumns(labels, { editable, open: innerWidth > 1700 })
}

const inParts = (row: Row): Row => (range && parts ? { ...row, children: book.nodes.get(Number(row.id))?.unit ? row.children : 0, values: valuesOfParts(parts.lines[row.id]), marks: {} } : row)

async function fillParts(): Promise<void> {
  if (!range || book.products) return
  const nodes = [...book.nodes.values()].filter((row) => !row.above).map((row) => row.id)
  parts = await askParts(book, range, nodes)
  grid?.update(nodes.map((node) => ({ id: String(node), values: valuesOfParts(parts!.lines[node]) })))
}

async function load(id: string): Promise<Row[]> {
  await book.load(Number(id))
  const rows = book.rowsBelow(id)
  if (!range) return rows
  const nodes = rows.map((row) => row.id).filter((row) => !row.startsWith('c')).map(Number)
  if (nodes.length) Object.assign(parts!.lines, (await askParts(book, range, nodes)).lines)
  return rows.map(inParts)
}

function startGrid(): void {
  grid?.destroy()
  const rows = book.rows()
  grid = new Grid(gridHost, {
    label: t('Targets of {measure}, {year}', { measure: sheet.name, year: page.year }),
    nameLabel: book.products ? t('Product') : t('Unit or person'),
    columns: columns(),
    rows: rows.map(inParts),
    open: book.products ? [ALL, ...book.products.rows.filter((row) => row.kids).map((row) => row.code || ALL)] : rows.filter((row) => rows.some((one) => one.parent === row.id)).map((row) => row.id),
    scale: sheet.scale,
    unit: unit.size,
    decimals: unit.decimals,
    ...(book.products ? {} : { load }),
    ...(editable ? { change: (edits) => (preview.on ? preview.offer(changes.wishesOf(edits)) : changes.keep(changes.wishesOf(edits))), undo: () => changes.step('undo'), redo: () => changes.step('redo') } : {}),
    menu,
    inspect: why,
    selected: () => select(),
  })
  gridHost.append(legend())
}

function legend(): HTMLElement {
  const said = [unit.name ? t('Amounts in {unit}', { unit: unit.name }) : '', book.products ? t('Products of {name}', { name: book.products.name }) : book.what ? t('Only {product}', { product: page.whatName }) : ''].filter(Boolean).join(' · ')
  return el('div', { class: 'tree-legend' }, said ? el('span', {}, said) : null, el('span', {}, icon('lock', 'icon-sm'), t('held')), el('span', {}, el('i', { class: 'corner' }), t('changed by hand')))
}

const head = (): Cell | null => grid?.selection.head ?? null

function select(): void {
  const at = head()
  if (at && body.classList.contains('beside') && !preview.isOpen) side?.show(at.row, at.column || 'y')
}

function chosen(): Place[] {
  const cells = grid?.cells.length ? grid.cells : head() ? [{ row: head()!.row, column: 'y' }] : []
  return cells.flatMap((cell) => book.placeOf(cell) ?? [])
}

function why(cell: Cell): void {
  const at = book.placeOf(cell.column ? cell : { row: cell.row, column: 'y' })
  if (at && page.whyAt) void openDrawer(withQuery(page.whyAt, { sheet: page.sheet, node: at.node, what: at.what, first: at.first, count: at.count }))
}

async function lock(cells: Place[]): Promise<void> {
  if (!editable || !cells.length) return
  if (cells.length > MOST_AT_ONCE) return toast(t('Lock at most {n} cells at once.', { n: MOST_AT_ONCE }), 'warn')
  const held = cells.map((cell) => book.holdOn(cell)).filter((one): one is Hold => one !== undefined)
  if (held.length === cells.length) await letGo(held)
  else if (await hold(page.sheet, cells.filter((cell) => !book.holdOn(cell)), nameOf(cells[0]!))) await renewed(cells.map((cell) => cell.node))
}

async function letGo(held: Hold[]): Promise<void> {
  const mine = held.filter((one) => one.release)
  if (!mine.length) return toast(t('Only its owner, those above the unit, or a director may release it.'), 'warn')
  try {
    await release(mine)
  } finally {
    await renewed(held.map((one) => one.node))
  }
}

async function renewed(nodes: number[]): Promise<void> {
  if (book.products) await book.loadProducts(book.products.node)
  else await book.again(nodes)
  shown(nodes)
  grid?.focus()
}

function menu(cells: Cell[]): MenuItem[] {
  const at = chosen()
  const first = cells[0] ?? head()
  if (!first) return []
  const held = at.map((cell) => book.holdOn(cell)).filter((one): one is Hold => one !== undefined)
  const items: MenuItem[] = []
  if (page.whyAt && at.length) items.push({ label: t('Why this number?'), icon: 'lightbulb', keys: 'Alt+Enter', run: () => why(first) })
  if (editable && at.length) {
    if (held.length < at.length) items.push({ label: t('Lock'), icon: 'lock', keys: 'Ctrl+L', run: () => void lock(at) })
    if (held.length) items.push({ label: t('Release'), icon: 'lock-open', disabled: !held.some((one) => one.release), run: () => void letGo(held) })
    if (held.length && page.holdsAt) items.push({ label: t('Show on the page of holds'), icon: 'external-link', run: () => { location.href = `${page.holdsAt}?ids=${held.map((one) => one.id).join(',')}` } })
    items.push('line', { label: t('Undo'), icon: 'undo-2', keys: 'Ctrl+Z', disabled: !changes.history.canUndo, run: () => void changes.step('undo') }, { label: t('Redo'), icon: 'redo-2', keys: 'Ctrl+Y', disabled: !changes.history.canRedo, run: () => void changes.step('redo') })
  }
  if (sheet.products && !book.products && at.length) items.push('line', { label: t('Its products'), icon: 'layers', run: () => void byProduct(true, at[0]!.node) })
  if (book.products && at[0]?.what) items.push('line', { label: t('Who carries this product'), icon: 'list-tree', run: () => { location.href = withQuery(location.pathname, { measure: sheet.measure, tier: sheet.tier, what: at[0]!.what }) } })
  return items
}

async function byProduct(on: boolean, node?: number): Promise<void> {
  if (on) {
    const at = head()
    const selected = node ?? (at && !at.row.startsWith('c') ? Number(at.row) : undefined)
    const row = selected === undefined ? undefined : book.nodes.get(selected)
    await book.loadProducts(row && !row.above ? row.id : book.tops[0]!.id)
    range = parts = null
  } else {
    book.products = null
  }
  page.by = on ? 'product' : 'unit'
  startGrid()
  bar.marked(on)
  list = startPhone()
  if (list.isShown()) void list.go(list.first(), false)
  grid!.select(on ? ALL : String(book.tops[0]!.id), 'y')
}

async function goTo(at: Place): Promise<void> {
  if (book.products || at.what !== book.what) {
    location.href = withQuery(location.pathname, { sheet: page.sheet, node: at.node, what: at.what, first: at.first, count: at.count })
    return
  }
  await goToNode(at.node, book.cellOf(at).column)
}

async function goToNode(node: number, column = 'y'): Promise<void> {
  if (book.products) await byProduct(false)
  await book.loadWay(node)
  if (list?.isShown()) return list.go(String(node))
  const path = book.path(node).map((row) => String(row.id))
  if (path.some((id) => !grid!.row(id))) {
    const rows = book.rows()
    grid!.setRows(rows.map(inParts))
    if (range) await fillParts()
  }
  for (const id of path.slice(0, -1)) await grid!.unfold(id)
  if (column.startsWith('m')) await grid!.unfoldColumn(`q${Math.ceil(Number(column.slice(1)) / 3)}`)
  grid!.select(String(node), grid!.columnKeys.includes(column) ? column : grid!.columnKeys[0]!)
  grid!.focus()
}

async function goToRow(row: string): Promise<void> {
  if (row.startsWith('c')) {
    await grid!.unfold(row.slice(1).split('.')[0]!)
    grid!.select(row, head()?.column ?? 'y')
  } else if (book.products) {
    grid!.select(row, head()?.column ?? 'y')
  } else {
    await goToNode(Number(row), head()?.column || 'y')
  }
}

async function unfoldAll(): Promise<void> {
  gridHost.setAttribute('aria-busy', 'true')
  try {
    if (!book.products) await book.loadAll()
    if (range) await fillParts()
    const rows = book.rows()
    grid!.setRows(rows.map(inParts), rows.filter((row) => (book.products ? row.children : book.nodes.get(Number(row.id))?.unit)).map((row) => row.id))
  } finally {
    gridHost.removeAttribute('aria-busy')
  }
}

function foldAll(): void {
  const rows = book.rows()
  const tops = new Set([...book.tops.flatMap((top) => book.path(top.id).slice(0, -1)).map((row) => String(row.id)), ...(book.tops.length === 1 ? [String(book.tops[0]!.id)] : [])])
  grid!.setRows(rows.map(inParts), book.products ? [ALL] : [...tops])
}

async function chooseRange(next: Range | null): Promise<void> {
  if (next && book.products) return toast(t('Weeks and days are shown by unit. Choose a product instead.'), 'info')
  range = next ? fitting(next) : null
  parts = null
  if (range) parts = await askParts(book, range, [...book.nodes.values()].filter((row) => !row.above).map((row) => row.id))
  startGrid()
}

function showSide(on: boolean): void {
  body.classList.toggle('beside', on)
  keep('side', on ? 'yes' : 'no')
  select()
}

function exported(): string | null {
  if (!page.exportAt || !grid) return null
  const top = book.products?.node ?? book.tops[0]?.id
  const open = grid.model.openRows().map((id) => (id === ALL ? '' : id)).filter(Boolean)
  const columnKeys = grid.columnKeys.map((key) => (key === 'y' ? 'year' : key))
  const shownColumns = range ? Array.from({ length: range.count }, (_, month) => (range!.part === 'third' ? [1, 2, 3].map((third) => `t${range!.first + month + 1}-${third}`) : [`${range!.part === 'week' ? 'w' : 'd'}${range!.first + month + 1}`])).flat() : columnKeys
  return withQuery(page.exportAt, { sheet: page.sheet, node: top ?? null, open: open.join(','), columns: shownColumns.join(','), what: book.what || null, by: book.products ? 'product' : null })
}

function startPhone(): Phone {
  return new Phone(document.getElementById('tree-phone')!, book, changes, labels, unit, { lock: (cells) => lock(cells), release: async (at) => { const held = book.holdOn(at); if (held) await letGo([held]) } })
}

const bar = new Bar(document.getElementById('tree-bar')!, book, labels, {
  go: (node) => void goToNode(node),
  undo: () => void changes.step('undo'),
  redo: () => void changes.step('redo'),
  lock: () => void lock(chosen()),
  preview: (on) => { preview.on = on; if (!on) preview.discard() },
  byProduct: (on) => void byProduct(on),
  unfoldAll,
  foldAll,
  unit: (chosenUnit) => { unit = chosenUnit; keep(`unit-${sheet.kind}`, String(unit.size)); grid?.setUnit(unit.size, unit.decimals); gridHost.querySelector('.tree-legend')?.replaceWith(legend()) },
  range: (next) => void chooseRange(next),
  side: showSide,
  exported,
}, { unit, side: kept('side') !== 'no', editable })

gridHost.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'l') return
  event.preventDefault()
  void lock(chosen())
})

async function start(): Promise<void> {
  if (page.by === 'product' && book.tops[0]) await book.loadProducts(book.tops[0].id)
  startGrid()
  side = new Side(details, book, labels, { lock: () => void lock(chosen()), release: () => void lock(chosen()), goTo: (row) => void goToRow(row) }, !phone.matches)
  list = startPhone()
  body.classList.toggle('beside', kept('side') !== 'no' && matchMedia('(min-width: 75rem)').matches)
  if (page.goto) await goToNode(page.goto.node, columnOf(page.goto.first, page.goto.count)).catch(() => undefined)
  else if (book.products) grid!.select(ALL, 'y')
  else if (book.tops[0]) grid!.select(String(book.tops[0].id), 'y')
  if (list.isShown() && !page.goto) await list.go(list.first(), false)
  phone.addEventListener('change', () => { if (phone.matches) void list!.go(list!.first(), false) })
}

void start()
