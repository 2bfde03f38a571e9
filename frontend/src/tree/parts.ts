// Thirds of months, weeks or days in the columns: worked out by the server, to be read.
import type { Column } from '../grid'
import { language, t } from '../lib/i18n'
import { askMany } from './ask'
import type { Book } from './book'
import type { Parts } from './types'
import type { Labels } from './words'

export type Part = 'third' | 'week' | 'day'

export interface Range {
  part: Part
  first: number
  count: number
}

const MOST_MONTHS_OF_DAYS = 3

/** As many months as can be shown: days of a quarter at most. */
export const fitting = (range: Range): Range => (range.part === 'day' ? { ...range, count: Math.min(range.count, MOST_MONTHS_OF_DAYS) } : range)

export function askParts(book: Book, range: Range, nodes: number[]): Promise<Parts> {
  return askMany<Parts>('parts', { sheet: book.page.sheet, what: book.what, part: range.part, first: range.first, count: range.count, nodes: nodes.join(',') })
}

export function columnsOf(parts: Parts, range: Range, labels: Labels): Column[] {
  const whole: Column = { key: 'r', label: range.count === 1 ? labels.months[range.first]! : `${labels.months[range.first]}–${labels.months[range.first + range.count - 1]}`, width: 116 }
  return [whole, ...parts.columns.map((column, at) => ({
    key: `p${at}`,
    label: label(column, range.part, labels),
    title: t('{first} to {last}, {n} working days', { first: column.first, last: column.last, n: column.working }),
    width: range.part === 'day' ? 84 : 104,
  }))]
}

export function valuesOfParts(line: number[] | undefined): Record<string, number | null> {
  if (!line) return { r: null }
  const values: Record<string, number | null> = { r: line.reduce((sum, one) => sum + one, 0) }
  line.forEach((one, at) => { values[`p${at}`] = one })
  return values
}

function label(column: Parts['columns'][number], part: Part, labels: Labels): string {
  const [, month, day] = column.first.split('-').map(Number) as [number, number, number]
  if (part === 'day') {
    const name = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(column.first))
    return `${month}/${day} ${name}`
  }
  if (part === 'third') return `${labels.months[column.month]}${language === 'zh' ? '' : ' '}${[t('early'), t('middle'), t('late')][Math.min(Math.floor((day - 1) / 10), 2)]}`
  const last = column.last.split('-').map(Number) as [number, number, number]
  return `${month}/${day}–${last[1]}/${last[2]}`
}
