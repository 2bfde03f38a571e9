// The year as columns: year | quarters | months.
import type { Column } from './types'

const QUARTERS = [0, 1, 2, 3]
const MONTHS_OF = 3

/** `labels.months` are twelve, from the first month of the plan's year on. */
export function yearColumns(labels: { year: string; quarters: string[]; months: string[] }, options: { editable?: boolean; open?: boolean; days?: boolean } = {}): Column[] {
  const { editable = true, open = true, days = false } = options
  const columns: Column[] = [{ key: 'y', label: labels.year, editable }]
  for (const quarter of QUARTERS) {
    columns.push({ key: `q${quarter + 1}`, label: labels.quarters[quarter]!, editable, open })
    for (let month = quarter * MONTHS_OF; month < (quarter + 1) * MONTHS_OF; month += 1) {
      columns.push({ key: `m${month + 1}`, label: labels.months[month]!, parent: `q${quarter + 1}`, editable, more: days })
    }
  }
  return columns
}

/** Twelve months and what they add up to, by column key. */
export function valuesOfMonths(months: readonly number[]): Record<string, number> {
  const values: Record<string, number> = { y: months.reduce((sum, one) => sum + one, 0) }
  for (const quarter of QUARTERS) {
    values[`q${quarter + 1}`] = months.slice(quarter * MONTHS_OF, (quarter + 1) * MONTHS_OF).reduce((sum, one) => sum + one, 0)
  }
  months.forEach((one, month) => { values[`m${month + 1}`] = one })
  return values
}

/** The months of a column key: `[first month, count]`, months from 0. */
export function periodOf(key: string): [first: number, count: number] {
  const number = Number(key.slice(1))
  if (key.startsWith('q')) return [(number - 1) * MONTHS_OF, MONTHS_OF]
  return key.startsWith('m') ? [number - 1, 1] : [0, 12]
}
