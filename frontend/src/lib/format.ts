// Amounts are integers in the smallest unit of their measure (money: fen); nothing here divides them in floats.
import { language } from './i18n'

/** Smallest units in a main unit: 100 for money and quantities, 1 for counts. */
export type Scale = 1 | 100

const MINUS = '\u2212'
const STEPS: Record<string, [from: number, word: string][]> = {
  zh: [[100_000_000, '亿'], [10_000, '万']],
  en: [[1_000_000_000, 'B'], [1_000_000, 'M'], [1_000, 'K']],
}
const SHORT_FROM = 10_000

/** `units / by` to `decimals` places, half away from zero, grouped by thousands; exact for any size. */
export function rounded(units: number, by: number, decimals: number): string {
  const negative = units < 0
  const power = 10n ** BigInt(decimals)
  const divisor = BigInt(by)
  const scaled = (BigInt(Math.abs(units)) * power * 2n + divisor) / (divisor * 2n)
  const whole = (scaled / power).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = decimals ? '.' + (scaled % power).toString().padStart(decimals, '0') : ''
  return (negative && scaled !== 0n ? MINUS : '') + whole + rest
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** Short: `1,235万`, `1.2亿`, `12.5K`; below ten thousand the number itself. */
export function amount(units: number | null | undefined, scale: Scale = 100, lang: string = language): string {
  if (units === null || units === undefined) return '–'
  const main = Math.abs(units) / scale
  if (main < SHORT_FROM) return trimmed(rounded(units, scale, scale === 1 || main >= 1000 ? 0 : 2))
  // What would be rounded up to 1,000K is 1M already.
  const [from, word] = STEPS[lang]!.find(([least]) => main * 20_000 >= least * 19_999)!
  const inWord = main / from
  return trimmed(rounded(units, scale * from, inWord < 10 ? 2 : inWord < 1000 ? 1 : 0)) + word
}

/** Every digit: `12,345,678.90`, counts without decimals. */
export function exact(units: number | null | undefined, scale: Scale = 100): string {
  return units === null || units === undefined ? '–' : rounded(units, scale, scale === 1 ? 0 : 2)
}

/** Short with its sign: `+12.5万`, `−3万`, `0`. */
export function signed(units: number | null | undefined, scale: Scale = 100, lang: string = language): string {
  return units !== null && units !== undefined && units > 0 ? '+' + amount(units, scale, lang) : amount(units, scale, lang)
}

/** A part of a whole: `84.2%`; a dash where there is no whole. */
export function percent(part: number, whole: number, decimals = 1): string {
  if (!whole) return '–'
  return trimmed(((part / whole) * 100).toFixed(decimals)).replace('-', MINUS) + '%'
}

/** A number in a unit chosen for a whole table, such as 10,000 for 万元: `1,234.5`. */
export function inUnit(units: number, scale: Scale, unit: number, decimals: number): string {
  return rounded(units, scale * unit, decimals)
}
