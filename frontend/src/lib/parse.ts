// What people type into a cell of amounts.
import type { Scale } from './format'

export const LARGEST = 1e15

/** What was typed: a new amount, or a change of the present one, in smallest units or in millionths of it. */
export type Typed = { set: number } | { add: number } | { addPpm: number }

const WORDS: Record<string, number> = {
  '': 0, 十: 10, 百: 100, 千: 1_000, k: 1_000, 万: 10_000, 萬: 10_000, w: 10_000, 十万: 100_000, 百万: 1_000_000, m: 1_000_000,
  千万: 10_000_000, 亿: 100_000_000, 億: 100_000_000, b: 1_000_000_000, 十亿: 1_000_000_000, 万亿: 1_000_000_000_000,
}

/**
 * Reads `1200万`, `1.2亿`, `1,200,000`, `1.5M`, `￥3,000元`; `+5%`, `-20万` change what is there.
 * A number without a word of size is in `unit` main units (the unit that the table shows), unless it says 元 or ￥ itself.
 * Null: not a number.
 */
export function parseAmount(text: string, scale: Scale = 100, unit = 1): Typed | null {
  const said = text.normalize('NFKC').replace(/[\s,，_'’]/g, '').replace(/\u2212|–/g, '-').toLowerCase()
  const plain = said.replace(/[¥$€]/g, '').replace(/(元|块|人民币|rmb|cny)$/, '')
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(\D*)$/.exec(plain)
  if (!found) return null
  const [, sign = '', whole = '', part = '', word = ''] = found
  if (!whole && !part) return null
  if (word === '%') return sign ? { addPpm: exactly(whole, part, 10_000, sign) } : null
  const size = WORDS[word]
  if (size === undefined) return null
  const units = exactly(whole, part, scale * (size || (plain === said ? unit : 1)), sign)
  if (!Number.isFinite(units) || Math.abs(units) > LARGEST) return null
  return sign ? { add: units } : { set: units }
}

/** The amount that `typed` makes of `before`, in smallest units, half away from zero; never below zero. */
export function applyTyped(typed: Typed, before: number): number {
  if ('set' in typed) return typed.set
  if ('add' in typed) return Math.max(0, before + typed.add)
  const change = BigInt(before) * BigInt(typed.addPpm)
  const half = change < 0n ? -500_000n : 500_000n
  return Math.max(0, before + Number((change + half) / 1_000_000n))
}

function exactly(whole: string, part: string, times: number, sign: string): number {
  const power = 10n ** BigInt(part.length)
  const digits = BigInt(whole + part || '0') * BigInt(times)
  const value = Number((digits * 2n + power) / (power * 2n))
  return sign === '-' ? -value : value
}

/** A block copied from a spreadsheet, as rows of cells; quoted cells may hold tabs and line ends. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y
  let at = 0
  while (at <= text.length) {
    cell.lastIndex = at
    const found = cell.exec(text)!
    rows[rows.length - 1]!.push(found[1] !== undefined ? found[1].replace(/""/g, '"') : found[2]!)
    at = cell.lastIndex
    if (text[at] === '\t') at += 1
    else if (/^\r?\n/.test(text.slice(at, at + 2))) {
      at += text[at] === '\r' ? 2 : 1
      if (at >= text.length) break
      rows.push([])
    } else break
  }
  return rows
}
