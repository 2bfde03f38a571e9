// The pictures beside the grid: the months with last year's line, and the parts of a number.
import type { EChartsOption } from '../lib/echarts'
import { drawChart, palette, type Chart } from '../lib/charts'
import { amount, exact, percent, type Scale } from '../lib/format'
import { t } from '../lib/i18n'
import type { LastYear } from './types'

export interface Months {
  name: string
  labels: string[]
  months: number[]
  last: LastYear | null
  scale: Scale
  /** Months that the selected cell covers. */
  first: number
  count: number
}

export class MonthsPicture {
  private chart: Chart | null = null
  private now: Months | null = null

  constructor(private readonly host: HTMLElement) {}

  async show(months: Months): Promise<void> {
    this.now = months
    if (this.chart) return this.chart.redraw()
    this.chart = await drawChart(this.host, () => this.option(), { title: t('Months of the plan year, with last year as a line'), table: () => this.table() })
  }

  private option(): EChartsOption {
    const { labels, months, last, scale, first, count } = this.now!
    const colours = palette()
    const chosen = (month: number): boolean => month >= first && month < first + count
    return {
      grid: { left: 4, right: 4, top: 8, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: labels, axisLabel: { interval: 0, fontSize: 10, formatter: (text: string) => text.replace('月', '') } },
      yAxis: { type: 'value', splitNumber: 3, minInterval: 1, axisLabel: { fontSize: 10, formatter: (value: number) => amount(Math.round(value), scale) } },
      tooltip: { trigger: 'axis', valueFormatter: (value) => exact(value as number, scale) },
      series: [
        { type: 'bar', name: t('Target'), barMaxWidth: 14, data: months.map((value, month) => ({ value, itemStyle: { color: chosen(month) ? colours.accent : colours.accentLine, borderRadius: [2, 2, 0, 0] } })) },
        ...(last?.known ? [{ type: 'line' as const, name: t('Actual {year}', { year: last.year }), data: last.months, symbol: 'circle', symbolSize: 4, lineStyle: { width: 1.5, color: colours.soft }, itemStyle: { color: colours.soft } }] : []),
      ],
    }
  }

  private table() {
    const { labels, months, last, scale, name } = this.now!
    return {
      headings: [name, t('Target'), ...(last?.known ? [t('Actual {year}', { year: last.year })] : [])],
      rows: labels.map((label, month) => [label, exact(months[month]!, scale), ...(last?.known ? [exact(last.months[month]!, scale)] : [])]),
    }
  }
}

export interface Slice {
  id: string
  name: string
  amount: number
}

export class PartsPicture {
  private chart: Chart | null = null
  private parts: Slice[] = []
  private scale: Scale = 100

  constructor(private readonly host: HTMLElement, private readonly chosen: (id: string) => void) {}

  async show(parts: Slice[], scale: Scale): Promise<void> {
    this.parts = parts.filter((part) => part.amount > 0)
    this.scale = scale
    this.host.hidden = this.parts.length === 0
    if (this.host.hidden) return
    if (this.chart) return this.chart.redraw()
    this.chart = await drawChart(this.host, () => this.option(), { title: t('The parts of the number, by size'), table: () => ({ headings: [t('Unit or person'), t('Target')], rows: this.parts.map((part) => [part.name, exact(part.amount, this.scale)]) }) })
    this.chart.onClick(({ data }) => { if (data) this.chosen((data as Slice).id) })
  }

  private option(): EChartsOption {
    const colours = palette()
    const whole = this.parts.reduce((sum, part) => sum + part.amount, 0)
    const most = Math.max(...this.parts.map((part) => part.amount))
    return {
      tooltip: { formatter: (item) => {
        const { name, value } = item as unknown as { name: string; value: number }
        return name ? `${encoded(name)}<br>${exact(value, this.scale)} · ${percent(value, whole)}` : ''
      } },
      series: [{
        type: 'treemap', animation: false, left: 0, right: 0, top: 0, bottom: 0, roam: false, nodeClick: false, breadcrumb: { show: false },
        itemStyle: { color: colours.accentSoft, borderColor: colours.surface, borderWidth: 0, gapWidth: 2 },
        emphasis: { itemStyle: { borderColor: colours.accent, borderWidth: 1 } },
        label: { color: colours.text, fontSize: 11, lineHeight: 15, padding: [4, 4], overflow: 'truncate', formatter: (item) => `${item.name}\n${percent(item.value as number, whole)}` },
        data: this.parts.map((part) => ({ id: part.id, name: part.name, value: part.amount, itemStyle: { color: tint(colours.accent, part.amount / most) } })),
      }],
    }
  }
}

const encoded = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Stronger for the larger; weak enough for words to be read on it in both themes. */
const tint = (hex: string, part: number): string => {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
  return `rgba(${red}, ${green}, ${blue}, ${(0.08 + 0.2 * part).toFixed(3)})`
}
