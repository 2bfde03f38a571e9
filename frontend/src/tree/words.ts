// Words for periods, cells and units of amounts.
import { language, t } from '../lib/i18n'
import type { Scale } from '../lib/format'
import type { Hold, ByHand, Page, Sheet } from './types'

const MONTHS = 12

export interface Labels {
  year: string
  quarters: string[]
  months: string[]
}

export function labelsOf(page: Pick<Page, 'year' | 'firstMonth'>): Labels {
  const calendar = (month: number): number => (page.firstMonth - 1 + month) % MONTHS
  const short = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
  return {
    year: language === 'zh' ? `${page.year}年` : String(page.year),
    quarters: [t('Q1'), t('Q2'), t('Q3'), t('Q4')],
    months: Array.from({ length: MONTHS }, (_, month) => (language === 'zh' ? `${calendar(month) + 1}月` : short.format(Date.UTC(2001, calendar(month), 1)).slice(0, 3))),
  }
}

/** The key of the grid's column for a period. */
export const columnOf = (first: number, count: number): string => (count === MONTHS ? 'y' : count === 3 ? `q${first / 3 + 1}` : `m${first + 1}`)

export function periodName(labels: Labels, first: number, count: number): string {
  if (count === MONTHS) return labels.year
  return count === 3 ? labels.quarters[first / 3]! : labels.months[first]!
}

const day = (text: string): string => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(text))
const moment = (text: string): string => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(text))

export const dayName = day
export const momentName = moment

/** "Held by 总经办 until 30 Jun 2027: signed already". */
export function holdInWords(hold: Pick<Hold, 'owner' | 'reason' | 'expires'>): string {
  const who = hold.owner ? t('Held by {owner}', { owner: hold.owner }) : t('Held')
  const until = hold.expires ? t('until {day}', { day: day(hold.expires) }) : ''
  return [who, until, hold.reason].filter(Boolean).join(' · ')
}

export function editInWords(edit: Pick<ByHand, 'who' | 'at' | 'reason'>): string {
  return [t('Changed by {who}', { who: edit.who || t('somebody') }), moment(edit.at), edit.reason].filter(Boolean).join(' · ')
}

export interface Unit {
  size: number
  decimals: number
  name: string
}

/** In which units amounts of a sheet can be shown; the first that fits is the default. */
export function unitsOf(sheet: Sheet): Unit[] {
  if (sheet.kind !== 'money') return [{ size: 1, decimals: sheet.kind === 'count' ? 0 : 2, name: '' }]
  return language === 'zh'
    ? [{ size: 1, decimals: 2, name: '元' }, { size: 10_000, decimals: 1, name: '万元' }, { size: 100_000_000, decimals: 4, name: '亿元' }]
    : [{ size: 1, decimals: 2, name: '¥' }, { size: 1_000, decimals: 1, name: 'K' }, { size: 1_000_000, decimals: 2, name: 'M' }]
}

/** 万元 from a hundred thousand on. */
export function unitFor(sheet: Sheet, largest: number, scale: Scale): Unit {
  const units = unitsOf(sheet)
  return units.length === 1 || largest / scale < 100_000 ? units[0]! : units[1]!
}

export const tierName = (tier: Sheet['tier']): string => ({ base: t('Base'), stretch: t('Stretch'), challenge: t('Challenge') })[tier]
