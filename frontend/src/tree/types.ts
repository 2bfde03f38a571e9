// What the server hands over: see src/targetree/web/tree/shapes.py. Amounts in the smallest unit of the measure.
import type { Scale } from '../lib/format'

export interface NodeRow {
  id: number
  up: number | null
  code: string
  name: string
  unit: boolean
  kids: number
  customers: number
  months: number[]
  /** The revision at which the line last changed. */
  rev: number
  edit: boolean
  /** Above the person's own part: to read. */
  above: boolean
}

export interface CustomerRow {
  id: number | null
  code: string
  name: string
  stage: string
  months: number[]
}

export interface ProductRow {
  code: string
  up: string | null
  name: string
  kids: number
  months: number[]
}

export interface Place {
  node: number
  what: string
  first: number
  count: number
}

export interface Hold extends Place {
  id: number
  amount: number
  reason: string
  owner: string
  expires: string | null
  release: boolean
}

export interface ByHand extends Place {
  id: number
  before: number
  after: number
  reason: string
  who: string
  at: string
}

export interface Marks {
  holds: Hold[]
  edits: ByHand[]
}

export interface Rows {
  rows: NodeRow[]
  marks: Marks
}

export interface Products {
  node: number
  name: string
  edit: boolean
  rev: number
  rows: ProductRow[]
  marks: Marks
}

export interface Sheet {
  id: number
  measure: string
  name: string
  kind: string
  scale: Scale
  tier: 'base' | 'stretch' | 'challenge'
  products: boolean
  customers: boolean
}

export interface Page {
  version: { id: number; name: string; status: string }
  year: number
  firstMonth: number
  sheets: Sheet[]
  sheet: number
  revision: number
  what: string
  whatName: string
  by: 'unit' | 'product'
  rows: NodeRow[]
  marks: Marks
  me: string
  goto: { node: number; first: number; count: number } | null
  edits: boolean
  exportAt: string | null
  whyAt: string | null
  holdsAt: string | null
}

/** The answer to a change, a preview or an undo: see the API. */
export interface Effect {
  edits: number[]
  revision: number
  reach: number
  /** What each cell was right before it was set. */
  found: number[]
  changed: { node: number; before: number[]; after: number[] }[]
}

export interface LastYear {
  year: number
  months: number[]
  known: boolean
}

export interface Parts {
  columns: { first: string; last: string; month: number; working: number }[]
  lines: Record<string, number[]>
}

export interface Found {
  id: number
  name: string
  code: string
  unit: boolean
  path: string[]
}
