// The keyboard of a spreadsheet.
import { moveHead, type Direction } from './editor'
import type { Grid } from './index'
import { NAME } from './selection'

const ARROWS: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }
const FAR = 1_000_000

export function listenToKeys(grid: Grid, signal: AbortSignal): void {
  const { scroller } = grid.view
  scroller.addEventListener('keydown', (event) => { if (handle(grid, event)) event.preventDefault() }, { signal })
  scroller.addEventListener('focus', () => {
    if (!grid.selection.head && scroller.matches(':focus-visible')) moveHead(grid, 'stay')
  }, { signal })
}

function handle(grid: Grid, event: KeyboardEvent): boolean {
  if (event.target !== grid.view.scroller) return false
  const { selection } = grid
  const { head } = selection
  const command = event.ctrlKey || event.metaKey
  const arrow = ARROWS[event.key]
  if (event.altKey) return head !== null && event.key === 'Enter' && (grid.inspect(head), true)
  if (command) return withCommand(grid, event, arrow)
  if (arrow) {
    if (head?.column === NAME && !event.shiftKey && foldByArrow(grid, head.row, arrow)) return true
    moveHead(grid, arrow, 1, event.shiftKey)
    return true
  }
  switch (event.key) {
    case 'Tab': return head !== null && tab(grid, event.shiftKey)
    case 'Enter':
      if (!head) return false
      if (head.column === NAME) void toggle(grid, head.row)
      else grid.editor.open(head)
      return true
    case 'F2': return head !== null && head.column !== NAME && (grid.editor.open(head), true)
    case 'Delete':
    case 'Backspace': return head !== null && head.column !== NAME && (grid.editor.open(head, ''), true)
    case 'Home': return moveHead(grid, 'left', FAR, event.shiftKey), true
    case 'End': return moveHead(grid, 'right', FAR, event.shiftKey), true
    case 'PageUp': return moveHead(grid, 'up', grid.view.page, event.shiftKey), true
    case 'PageDown': return moveHead(grid, 'down', grid.view.page, event.shiftKey), true
    case 'Escape': return head !== null && (selection.set(head), grid.moved(), true)
    case 'ContextMenu': return menu(grid)
    case 'F10': return event.shiftKey && menu(grid)
  }
  if (!head || head.column === NAME) return false
  if (event.key === 'Process') return grid.editor.open(head, ''), false // an input method starts to compose in the cell
  if ([...event.key].length !== 1) return false
  grid.editor.open(head, event.key === ' ' ? '' : event.key)
  return true
}

function withCommand(grid: Grid, event: KeyboardEvent, arrow: Direction | undefined): boolean {
  if (arrow) return moveHead(grid, arrow, FAR, event.shiftKey), true
  switch (event.key.toLowerCase()) {
    case 'home': return moveHead(grid, 'up', FAR, event.shiftKey), moveHead(grid, 'left', FAR, event.shiftKey), true
    case 'end': return moveHead(grid, 'down', FAR, event.shiftKey), moveHead(grid, 'right', FAR, event.shiftKey), true
    case 'a': return grid.selection.all(), grid.moved(false), true
    case 'z': return void (event.shiftKey ? grid.redo() : grid.undo()), true
    case 'y': return void grid.redo(), true
  }
  return false
}

/** Tab moves within a row; at its ends it leaves the grid, so that nobody is caught in it. */
function tab(grid: Grid, back: boolean): boolean {
  const at = grid.model.indexOfColumn(grid.selection.head!.column)
  if (back ? at <= 0 : at === grid.model.columns.length - 1) return false
  moveHead(grid, back ? 'left' : 'right')
  return true
}

function foldByArrow(grid: Grid, row: string, arrow: Direction): boolean {
  const { model } = grid
  const here = model.row(row)
  if (!here) return false
  if (arrow === 'right' && here.children && !model.isOpen(row)) return void grid.unfold(row), true
  if (arrow !== 'left') return false
  if (model.isOpen(row)) grid.fold(row)
  else if (here.parent && model.indexOfRow(here.parent) >= 0) grid.select(here.parent, NAME)
  return true
}

function toggle(grid: Grid, row: string): Promise<void> | void {
  return grid.model.isOpen(row) ? grid.fold(row) : grid.unfold(row)
}

function menu(grid: Grid): boolean {
  const box = grid.selection.head && grid.view.element(grid.selection.head)?.getBoundingClientRect()
  if (box) grid.showMenu({ x: box.left + 8, y: box.bottom })
  return Boolean(box)
}
