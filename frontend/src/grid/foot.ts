// The line below the grid: the exact amount of one cell, or what several add up to, as in a spreadsheet.
import { exact } from '../lib/format'
import { t, tn } from '../lib/i18n'
import type { Model } from './model'
import type { Cell, Options } from './types'

export function statusLine(cells: Cell[], model: Model, options: Options): string {
  const amounts = cells.map((cell) => model.valueAt(cell)).filter((amount): amount is number => amount !== null)
  if (!amounts.length) return tn('{n} row', '{n} rows', model.shown.length)
  if (cells.length === 1) {
    const title = model.row(cells[0]!.row)?.marks?.[cells[0]!.column]?.title
    return exact(amounts[0]!, options.scale) + (title ? ` · ${title}` : '')
  }
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  return t('{n} cells · sum {sum} · average {average}', {
    n: amounts.length,
    sum: exact(sum, options.scale),
    average: exact(Math.round(sum / amounts.length), options.scale),
  })
}
