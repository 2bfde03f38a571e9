// Words of the interface: English in the source, Chinese from the catalogue (see src/targetree/locale).
export type Language = 'zh' | 'en'

export const language: Language = document.documentElement.lang.toLowerCase().startsWith('zh') ? 'zh' : 'en'

const catalogue: Record<string, string> = language === 'zh' ? (await import('../words/zh.json')).default : {}

type Values = Record<string, string | number>

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))

/** `t('Saved {name}', { name })`: the source must be written out as a literal, so that it is found for translation. */
export function t(source: string, values: Values = {}): string {
  return fill(catalogue[source] ?? source, values)
}

/** `tn('{n} person', '{n} people', count)`: one or many; Chinese has one form, filed under the first. */
export function tn(one: string, many: string, n: number, values: Values = {}): string {
  return fill(catalogue[one] ?? (n === 1 ? one : many), { n, ...values })
}
