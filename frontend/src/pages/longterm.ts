// The long-term plan: checkpoints are typed like a small grid, the others of the month make room; the year's course.
import './longterm.css'
import { api } from '../lib/api'
import { drawChart, palette, type Chart } from '../lib/charts'
import { handed } from '../lib/dom'
import { amount, exact, type Scale } from '../lib/format'
import { t } from '../lib/i18n'
import { applyTyped, parseAmount } from '../lib/parse'
import { toast } from '../lib/toast'

interface Figure {
  field: string
  name: string
  scale: Scale
  planned: number[]
  done: number[]
  before: number[]
}
interface Year {
  plan: number
  labels: string[]
  begun: number
  year: number
  fields: Figure[]
}
interface MonthOut {
  at: number
  revision: number
  kept: boolean
  off: boolean
  fields: { field: string; scale: Scale; month: number; thirds: number[]; held: boolean[] }[]
}

function begin(pages: HTMLElement, year: Year): void {
  const course = drawCourse(year)
  for (const form of pages.querySelectorAll<HTMLFormElement>('form[data-month]')) {
    new MonthGrid(form, year, course)
  }
  swipes(pages)
  const quarter = document.querySelector('.quarter-months [aria-current]')?.closest<HTMLElement>('.quarter')
  const row = quarter?.parentElement
  if (quarter && row) row.scrollLeft = quarter.offsetLeft - row.offsetLeft - 16
}

/** The figures of one month. Changes go one after the other, each with the revision that the one before came back with. */
class MonthGrid {
  private last: Promise<void> = Promise.resolve()

  constructor(private readonly form: HTMLFormElement, private readonly year: Year, private readonly course: () => void) {
    form.addEventListener('focusin', (event) => this.enter(event.target as HTMLElement))
    form.addEventListener('focusout', (event) => this.leave(event.target as HTMLElement))
    form.addEventListener('keydown', (event) => this.key(event))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopPropagation()
      const button = (event as SubmitEvent).submitter as HTMLButtonElement | null
      if (button?.classList.contains('hold')) this.hold(button.value)
    })
  }

  private get address(): string {
    return `/plans/${this.year.plan}/checkpoints/${this.form.dataset.month}`
  }

  private get seen(): number {
    return Number(this.form.dataset.revision)
  }

  private enter(target: HTMLElement): void {
    if (!isCell(target)) return
    target.value = target.dataset.exact ?? target.value
    target.select()
  }

  private leave(target: HTMLElement): void {
    if (!isCell(target)) return
    this.commit(target)
  }

  private key(event: KeyboardEvent): void {
    const cell = event.target as HTMLElement
    if (!isCell(cell)) return
    const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length
    const moves: Record<string, [number, number] | undefined> = {
      Enter: [0, event.shiftKey ? -1 : 1],
      ArrowDown: [0, 1],
      ArrowUp: [0, -1],
      ArrowLeft: whole || cell.readOnly ? [-1, 0] : undefined,
      ArrowRight: whole || cell.readOnly ? [1, 0] : undefined,
    }
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      const next = this.beside(cell, ...move)
      if (next) next.focus()
      else this.commit(cell)
    } else if (event.key === 'Escape') {
      cell.value = cell.dataset.exact ?? ''
      cell.select()
    } else if (event.key === ' ' && cell.dataset.third !== 'month') {
      event.preventDefault()
      this.hold(cell.name)
    }
  }

  private beside(cell: HTMLInputElement, across: number, down: number): HTMLInputElement | null {
    const place = cell.closest('td')!
    const row = place.parentElement as HTMLTableRowElement
    if (across) {
      const cells = [...row.querySelectorAll<HTMLInputElement>('input.cell')]
      return cells[cells.indexOf(cell) + across] ?? null
    }
    const rows = [...this.form.querySelectorAll<HTMLTableRowElement>('tbody tr, tfoot tr')]
    for (let at = rows.indexOf(row) + down; at >= 0 && at < rows.length; at += down) {
      const found = rows[at]!.cells[place.cellIndex]?.querySelector<HTMLInputElement>('input.cell')
      if (found) return found
    }
    return null
  }

  private commit(cell: HTMLInputElement): void {
    const scale = Number(cell.dataset.scale) as Scale
    const before = Number(cell.dataset.units)
    const text = cell.value.trim()
    if (text === cell.dataset.exact || text === amount(before, scale)) return show(cell)
    const said = parseAmount(text, scale)
    const typed = said && applyTyped(said, before)
    if (typed === null || typed < 0) {
      toast(t('Write an amount such as 2,717,000 or 271.7万.'), 'bad')
      return show(cell)
    }
    if (typed === before) return show(cell)
    const field = cell.dataset.field
    this.send(() =>
      cell.dataset.third === 'month'
        ? api.put<MonthOut>(`${this.address}/month`, { field, amount: typed, seen_revision: this.seen })
        : api.patch<MonthOut>(this.address, { set: [{ third: Number(cell.dataset.third), field, amount: typed }], seen_revision: this.seen }),
    )
  }

  private hold(name: string): void {
    const [field, third] = name.split('-')
    this.send(() => {
      const held = this.cell(name)?.closest('td')?.classList.contains('held') ?? false
      return api.put<MonthOut>(`${this.address}/hold`, { third: Number(third), field, held: !held, seen_revision: this.seen })
    })
  }

  private send(change: () => Promise<MonthOut>): void {
    this.form.setAttribute('aria-busy', 'true')
    this.last = this.last.then(async () => {
      try {
        this.paint(await change())
      } catch {
        for (const cell of this.form.querySelectorAll<HTMLInputElement>('input.cell')) show(cell)
      }
      this.form.removeAttribute('aria-busy')
    })
  }

  private cell(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  }

  private paint(month: MonthOut): void {
    this.form.dataset.revision = String(month.revision)
    const card = this.form.closest('.month')!
    for (const seen of card.querySelectorAll<HTMLInputElement>('[data-seen]')) seen.value = String(month.revision)
    if (month.kept && !month.off) card.querySelector('[data-state]')?.replaceChildren()
    if (month.kept) card.querySelector('[data-take]')?.remove()
    for (const figure of month.fields) {
      figure.thirds.forEach((units, third) => {
        const cell = this.cell(`${figure.field}-${third}`)
        if (cell) fill(cell, units, figure.scale, figure.held[third] ?? false)
        const of = this.year.fields.find((one) => one.field === figure.field)
        if (of) of.planned[3 * month.at + third] = units
      })
      const own = this.cell(`${figure.field}-month`)
      if (own) fill(own, figure.month, figure.scale, false)
      const total = this.form.querySelector<HTMLElement>(`[data-total="${figure.field}"]`)
      if (total) {
        total.textContent = amount(figure.month, figure.scale)
        total.title = exact(figure.month, figure.scale)
      }
    }
    this.course()
  }
}

const isCell = (target: EventTarget | null): target is HTMLInputElement => target instanceof HTMLInputElement && target.classList.contains('cell')

function show(cell: HTMLInputElement): void {
  const focused = document.activeElement === cell
  cell.value = focused ? (cell.dataset.exact ?? '') : amount(Number(cell.dataset.units), Number(cell.dataset.scale) as Scale)
}

function fill(cell: HTMLInputElement, units: number, scale: Scale, held: boolean): void {
  const place = cell.closest('td')!
  if (cell.dataset.units !== String(units)) {
    place.classList.remove('flash')
    void place.offsetWidth
    place.classList.add('flash')
  }
  cell.dataset.units = String(units)
  cell.dataset.exact = cell.title = exact(units, scale)
  cell.readOnly = held
  place.classList.toggle('held', held)
  const button = place.querySelector<HTMLButtonElement>('.hold')
  if (button) {
    button.name = held ? 'release' : 'hold'
    button.setAttribute('aria-pressed', String(held))
  }
  show(cell)
}

/** The running totals of the year: planned, reached, last year. Returns what draws it anew. */
function drawCourse(year: Year): () => void {
  const host = document.querySelector<HTMLElement>('[data-course]')
  const choice = document.querySelector<HTMLElement>('[data-course-of]')
  if (!host || !choice) return () => {}
  let now = year.fields.find((figure) => figure.field === 'amount_signed')!
  let chart: Chart | null = null
  const running = (parts: number[]): number[] => {
    let sum = 0
    return parts.map((part) => (sum += part))
  }
  const known = (): boolean => now.before.some((part) => part !== 0)
  const lines = () => [
    { name: t('Planned'), data: running(now.planned) },
    ...(year.begun ? [{ name: t('Reached'), data: running(now.done) }] : []),
    ...(known() ? [{ name: t('Actual {year}', { year: year.year - 1 }), data: running(now.before) }] : []),
  ]
  const option = () => {
    const colours = palette()
    const looks: Record<string, object> = {
      [t('Planned')]: { lineStyle: { width: 2, color: colours.accent }, itemStyle: { color: colours.accent } },
      [t('Reached')]: { lineStyle: { width: 3, color: colours.good }, itemStyle: { color: colours.good } },
    }
    return {
      grid: { left: 4, right: 12, top: 32, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 16, textStyle: { color: colours.soft, fontSize: 12 } },
      xAxis: { type: 'category' as const, data: year.labels, boundaryGap: false, axisLabel: { interval: (at: number) => at % (host.clientWidth < 480 ? 6 : 3) === 1, fontSize: 11, formatter: (text: string) => text.split(' ')[0]! } },
      yAxis: { type: 'value' as const, splitNumber: 4, min: 0, axisLabel: { fontSize: 11, formatter: (value: number) => amount(Math.round(value), now.scale) } },
      tooltip: { trigger: 'axis' as const, valueFormatter: (value: unknown) => (value === undefined ? '–' : exact(value as number, now.scale)) },
      series: lines().map((line) => ({
        type: 'line' as const, name: line.name, data: line.data, showSymbol: false,
        ...(looks[line.name] ?? { lineStyle: { width: 1.5, color: colours.faint, type: 'dashed' as const }, itemStyle: { color: colours.faint } }),
      })),
    }
  }
  const draw = async (): Promise<void> => {
    if (chart) return chart.redraw()
    chart = await drawChart(host, option, {
      title: t('Running totals over the 36 thirds of the year'),
      table: () => ({
        headings: [t('Third'), ...lines().map((line) => line.name)],
        rows: year.labels.map((label, at) => [label, ...lines().map((line) => exact(line.data[at], now.scale))]),
      }),
    })
  }
  choice.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button')
    const chosen = year.fields.find((figure) => figure.field === button?.value)
    if (!chosen) return
    now = chosen
    for (const one of choice.querySelectorAll('button')) one.setAttribute('aria-pressed', String(one === button))
    void draw()
  })
  void draw()
  return () => void draw()
}

/** On a phone a swipe goes to the month before or after. */
function swipes(pages: HTMLElement): void {
  let from: Touch | null = null
  pages.addEventListener('touchstart', (event) => { from = event.touches.length === 1 ? event.touches[0]! : null }, { passive: true })
  pages.addEventListener('touchend', (event) => {
    const to = event.changedTouches[0]
    if (!from || !to || innerWidth >= 640) return
    const across = to.clientX - from.clientX
    const down = to.clientY - from.clientY
    from = null
    if (Math.abs(across) < 70 || Math.abs(down) > 50) return
    document.querySelector<HTMLAnchorElement>(across > 0 ? '[data-earlier]' : '[data-later]')?.click()
  }, { passive: true })
}

const pages = document.querySelector<HTMLElement>('[data-months]')
if (pages) begin(pages, handed<Year>('longterm-data'))
