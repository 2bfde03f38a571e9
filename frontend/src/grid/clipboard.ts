// Copy to and paste from spreadsheets, as rows of cells between tabs; numbers in the unit that the grid shows, exact.
import { t } from '../lib/i18n'
import { applyTyped, parseAmount, parseBlock } from '../lib/parse'
import type { Grid } from './index'
import type { Cell, Edit, Options } from './types'

/** The exact amount in the grid's unit without grouping: `1234.56789`. */
export function plainAmount(units: number, options: Pick<Options, 'scale' | 'unit'>): string {
  const divisor = BigInt(options.scale) * BigInt(options.unit)
  const size = BigInt(Math.abs(units))
  const places = divisor.toString().length - 1
  const rest = (size % divisor).toString().padStart(places, '0').replace(/0+$/, '')
  return `${units < 0 ? '-' : ''}${size / divisor}${places && rest ? `.${rest}` : ''}`
}

export function listenToClipboard(grid: Grid, signal: AbortSignal): void {
  const { scroller } = grid.view
  scroller.addEventListener('copy', (event) => {
    if (event.target !== scroller && !scroller.contains(event.target as Node)) return
    if (grid.editor.isOpen || !grid.selection.head) return
    event.clipboardData?.setData('text/plain', copied(grid))
    event.preventDefault()
  }, { signal })
  scroller.addEventListener('paste', (event) => {
    if (grid.editor.isOpen) return
    event.preventDefault()
    void paste(grid, event.clipboardData?.getData('text/plain') ?? '')
  }, { signal })
}

function copied(grid: Grid): string {
  const block = grid.selection.block()
  if (!block) return ''
  const lines: string[] = []
  for (let at = block.top; at <= block.bottom; at += 1) {
    const { row } = grid.model.shown[at]!
    const names = block.left < 0 ? [row.name] : []
    const amounts = grid.model.columns.slice(Math.max(block.left, 0), block.right + 1).map((column) => {
      const amount = row.values[column.key]
      return amount === null || amount === undefined ? '' : plainAmount(amount, grid.options)
    })
    lines.push([...names, ...amounts].join('\t'))
  }
  return lines.join('\n')
}

async function paste(grid: Grid, text: string): Promise<void> {
  const block = grid.selection.block()
  const rows = parseBlock(text)
  if (!block || block.left < 0 || !text) return
  const one = rows.length === 1 && rows[0]!.length === 1
  const height = one ? block.bottom - block.top + 1 : rows.length
  const width = one ? block.right - block.left + 1 : Math.max(...rows.map((row) => row.length))
  const edits: Edit[] = []
  let closed = 0
  for (let down = 0; down < height; down += 1) {
    for (let across = 0; across < width; across += 1) {
      const row = grid.model.shown[block.top + down]?.row.id
      const column = grid.model.columns[block.left + across]?.key
      const typed = (one ? rows[0]![0] : rows[down]![across])?.trim()
      if (!row || !column || !typed) continue
      const cell: Cell = { row, column }
      const amount = parseAmount(typed, grid.options.scale, grid.options.unit)
      if (!amount) return grid.cannotRead(typed)
      const before = grid.model.valueAt(cell) ?? 0
      const after = applyTyped(amount, before)
      if (after === before) continue
      if (grid.mayEdit(cell)) edits.push({ ...cell, before, amount: after, typed: amount })
      else closed += 1
    }
  }
  if (closed) grid.refuse(t('Held or read-only cells among those pasted were left as they are: {n}.', { n: closed }))
  await grid.keep(edits)
}
