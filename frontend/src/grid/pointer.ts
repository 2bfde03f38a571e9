// Mouse and finger: click, drag over a block, double click, menu, folding.
import { exact } from '../lib/format'
import type { Grid } from './index'
import { NAME } from './selection'
import type { Cell } from './types'

export function listenToPointer(grid: Grid, signal: AbortSignal): void {
  const { scroller } = grid.view
  let dragging = false

  scroller.addEventListener('pointerdown', (event) => {
    const cell = cellAt(grid, event.target)
    if (!cell || (event.target as Element).closest('input')) return
    if (event.button === 2 && grid.selection.contains(cell)) return
    if ((event.target as Element).closest('.tg-fold')) return
    if (event.shiftKey) grid.selection.extend(cell)
    else grid.selection.set(cell)
    dragging = event.button === 0 && event.pointerType === 'mouse' && cell.column !== NAME
    grid.moved(false)
  }, { signal })

  scroller.addEventListener('pointerover', (event) => {
    const cell = cellAt(grid, event.target)
    if (!cell || cell.column === NAME) return
    if (dragging && event.buttons & 1) {
      grid.selection.extend(cell)
      grid.moved(false)
    }
    const element = grid.view.element(cell)
    const amount = grid.model.valueAt(cell)
    const mark = grid.model.row(cell.row)?.marks?.[cell.column]?.title
    if (element && amount !== null) element.title = exact(amount, grid.options.scale) + (mark ? `\n${mark}` : '')
  }, { signal })

  addEventListener('pointerup', () => { dragging = false }, { signal })

  scroller.addEventListener('click', (event) => {
    const target = event.target as Element
    const column = target.closest<HTMLElement>('[data-column]')?.dataset.column
    if (column) return void (grid.model.isColumnOpen(column) ? grid.foldColumn(column) : grid.unfoldColumn(column))
    const row = target.closest('.tg-fold')?.closest<HTMLElement>('[data-row]')?.dataset.row
    if (row) void (grid.model.isOpen(row) ? grid.fold(row) : grid.unfold(row))
  }, { signal })

  scroller.addEventListener('dblclick', (event) => {
    const cell = cellAt(grid, event.target)
    if (!cell || (event.target as Element).closest('.tg-fold, input')) return
    if (cell.column === NAME) void (grid.model.isOpen(cell.row) ? grid.fold(cell.row) : grid.unfold(cell.row))
    else if (grid.mayEdit(cell)) grid.editor.open(cell)
    else grid.inspect(cell)
  }, { signal })

  scroller.addEventListener('contextmenu', (event) => {
    if (!cellAt(grid, event.target) || !grid.options.menu) return
    event.preventDefault()
    grid.showMenu({ x: event.clientX, y: event.clientY })
  }, { signal })
}

function cellAt(grid: Grid, target: EventTarget | null): Cell | null {
  const element = (target as Element | null)?.closest<HTMLElement>('.tg-cell, .tg-name')
  const row = element?.closest<HTMLElement>('[data-row]')?.dataset.row
  if (!element || !row) return null
  if (element.classList.contains('tg-name')) return { row, column: NAME }
  const at = Array.prototype.indexOf.call(element.parentElement!.children, element) - 1
  return { row, column: grid.model.columns[at]!.key }
}
