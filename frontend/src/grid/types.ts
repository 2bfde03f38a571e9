// What the grid is given and what it gives back. All amounts are integers in the smallest unit of the measure.
import type { Scale } from '../lib/format'
import type { Typed } from '../lib/parse'

export interface Column {
  key: string
  label: string
  /** The column that this one folds under (a month under its quarter); parents stand before their children. */
  parent?: string
  /** Children can be asked for with `loadColumns` though none are here yet (days of a month). */
  more?: boolean
  /** Starts unfolded. */
  open?: boolean
  editable?: boolean
  /** Pixels; year 116, others 96 by default. */
  width?: number
  /** Shown on hover of the heading, such as working days. */
  title?: string
}

export interface Mark {
  held?: boolean
  /** Held, but this person may state it anew: the hold moves with the number. */
  restate?: boolean
  edited?: boolean
  /** Said on hover and by screen readers: who holds it, until when; who changed it. */
  title?: string
}

export interface Row {
  id: string
  parent: string | null
  name: string
  /** A second, quieter line of words behind the name. */
  note?: string
  /** An icon of src/icons/names.txt before the name. */
  icon?: string
  /** How many rows are below, loaded or not. */
  children: number
  values: Record<string, number | null>
  marks?: Record<string, Mark>
  editable?: boolean
  /** Drawn quieter: it stands above the person's own part. */
  quiet?: boolean
}

export interface Cell {
  row: string
  column: string
}

export interface Edit extends Cell {
  before: number
  /** The new amount. */
  amount: number
  /** What was typed, where it matters that it was `+5%`. */
  typed: Typed
}

export type MenuItem = 'line' | { label: string; icon?: string; keys?: string; danger?: boolean; disabled?: boolean; run: () => void }

export interface Options {
  /** What the grid shows, for screen readers: "Targets of bookings, 2026". */
  label: string
  /** Heading of the first column. */
  nameLabel: string
  columns: Column[]
  rows: Row[]
  /** Ids of rows that start unfolded. */
  open?: string[]
  scale: Scale
  /** Amounts are shown in this many main units (10_000: 万元) with so many decimals; typed numbers are in it too. */
  unit: number
  decimals: number
  /** The rows right below one; asked once, when it is unfolded first. */
  load?: (row: string) => Promise<Row[]>
  /** The columns below one (with `more`); the page gives their values with `update` before it answers. */
  loadColumns?: (column: string) => Promise<Column[]>
  /** Keeps edits; the page answers after it has called `update` with what changed. Throwing marks the cells refused. */
  change?: (edits: Edit[]) => Promise<void>
  undo?: () => Promise<void>
  redo?: () => Promise<void>
  /** What can be done with the selected cells; the first is the one that was clicked. */
  menu?: (cells: Cell[]) => MenuItem[]
  /** Alt+Enter on a cell, a double click on one that cannot be edited: "why is this my number". */
  inspect?: (cell: Cell) => void
  /** The selection changed. */
  selected?: (cells: Cell[]) => void
  /** Rows or columns were folded or unfolded: for keeping the state. */
  folded?: (open: { rows: string[]; columns: string[] }) => void
}
