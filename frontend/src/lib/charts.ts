// Charts: ECharts is fetched when the first one is drawn. Each has a title for screen readers and a table to read instead.
import type { EChartsOption } from './echarts'
import { el } from './dom'
import { t } from './i18n'
import { onTheme, token } from './theme'

export interface ChartTable {
  headings: string[]
  rows: (string | number)[][]
}

export interface Chart {
  /** Draws anew with other figures. */
  redraw(): void
  /** Calls back with the item that was clicked. */
  onClick(run: (item: { name: string; data: unknown; dataIndex: number; seriesIndex?: number }) => void): void
  dispose(): void
}

/** Our colours as ECharts wants them; ask again after the theme changed (option is a function for that). */
export const palette = () => ({
  text: token('--text'),
  soft: token('--text-2'),
  faint: token('--text-3'),
  line: token('--line'),
  track: token('--track'),
  surface: token('--raised'),
  accent: token('--accent'),
  accentSoft: token('--accent-soft'),
  accentLine: token('--accent-line'),
  good: token('--good'),
  bad: token('--bad'),
  warn: token('--warn'),
})

const common = (): EChartsOption => {
  const colours = palette()
  const axis = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.faint, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.line } },
  }
  return {
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250,
    color: [colours.accent, colours.faint, colours.good, colours.warn, colours.bad],
    textStyle: { fontFamily: token('--font'), color: colours.soft },
    grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
    xAxis: axis,
    yAxis: { ...axis, axisLine: { show: false } },
    tooltip: {
      backgroundColor: colours.surface,
      borderColor: colours.line,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: colours.text, fontSize: 13 },
      extraCssText: 'box-shadow: var(--lift); border-radius: 0.5rem',
    },
  }
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && value.constructor === Object

function merged(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const both = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const under = base[key]
    if (isPlain(under) && isPlain(value)) both[key] = merged(under, value)
    else if (isPlain(under) && Array.isArray(value) && /Axis$/.test(key)) both[key] = value.map((one) => merged(under, one as Record<string, unknown>))
    else both[key] = value
  }
  return both
}

/**
 * Draws into `host` (give it a height in CSS). `option` is merged over our looks and asked again when the theme changes;
 * `title` says in one sentence what the picture shows; `table` has the same figures for those who cannot see it.
 */
export async function drawChart(
  host: HTMLElement,
  option: () => EChartsOption,
  words: { title: string; table?: () => ChartTable },
): Promise<Chart> {
  const { init } = await import('./echarts')
  const canvas = el('div', { role: 'img', 'aria-label': words.title, class: 'chart-canvas' })
  canvas.style.blockSize = '100%'
  const holder = el('div', { class: 'visually-hidden' })
  host.replaceChildren(canvas, holder)
  const chart = init(canvas, undefined, { renderer: 'svg' })
  const redraw = (): void => {
    chart.setOption(merged(common() as Record<string, unknown>, option() as Record<string, unknown>) as EChartsOption, { notMerge: true })
    if (words.table) holder.replaceChildren(asTable(words.title, words.table()))
  }
  redraw()
  const resize = new ResizeObserver(() => chart.resize())
  resize.observe(host)
  const endTheme = onTheme(redraw)
  return {
    redraw,
    onClick: (run) => void chart.on('click', (item) => run(item as never)),
    dispose: () => { resize.disconnect(); endTheme(); chart.dispose(); host.replaceChildren() },
  }
}

function asTable(title: string, table: ChartTable): HTMLElement {
  return el(
    'table',
    {},
    el('caption', {}, t('{title} (as a table)', { title })),
    el('thead', {}, el('tr', {}, ...table.headings.map((heading) => el('th', { scope: 'col' }, heading)))),
    el('tbody', {}, ...table.rows.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, String(cell)))))),
  )
}
