// Commitments: the proposal by month and product adds up by itself while it is typed.
import '../styles/commitments.css'
import { api } from '../lib/api'
import { handed } from '../lib/dom'
import { inUnit, type Scale } from '../lib/format'
import { applyTyped, parseAmount } from '../lib/parse'

interface Asked {
  sheet: number
  node: number
  scale: Scale
  cells: number[]
  products: string[]
}
interface Typed {
  what: string
  first_month: number
  month_count: number
  amount: number
}

const form = document.querySelector<HTMLFormElement>('#propose')
if (form) begin(form, handed<Asked>('commitment-data'))

function begin(form: HTMLFormElement, page: Asked): void {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[data-month], input[data-what]')]
  const year = form.querySelector<HTMLInputElement>('#propose-year')!
  const kept = form.querySelector<HTMLInputElement>('input[name=cells]')!
  let cells = page.cells
  let typed: Typed[] = []

  const sum = (pick: (at: number) => boolean): number => cells.reduce((whole, c, at) => (pick(at) ? whole + c : whole), 0)
  const box = (field: HTMLInputElement): Omit<Typed, 'amount'> =>
    field.dataset.month === undefined
      ? { what: field.dataset.what ?? '', first_month: 0, month_count: 12 }
      : { what: '', first_month: Number(field.dataset.month), month_count: 1 }
  const now = (field: HTMLInputElement): number => {
    if (field === year) return sum(() => true)
    if (field.dataset.month !== undefined) return sum((at) => at % 12 === Number(field.dataset.month))
    const product = page.products.indexOf(field.dataset.what ?? '')
    return sum((at) => Math.floor(at / 12) === product)
  }
  const write = (field: HTMLInputElement): void => {
    field.value = inUnit(now(field), page.scale, 1, page.scale === 1 ? 0 : 2)
  }
  const change = async (field: HTMLInputElement): Promise<void> => {
    const said = parseAmount(field.value, page.scale)
    if (!said) return write(field)
    const amount = applyTyped(said, now(field))
    if (amount === now(field)) return write(field)
    const one = { ...box(field), amount }
    typed = [...typed.filter((t) => t.what !== one.what || t.first_month !== one.first_month || t.month_count !== one.month_count), one]
    try {
      const found = await api.post<{ cells: number[] }>(`/sheets/${page.sheet}/commitments/${page.node}/proposal`, { typed, cells })
      cells = found.cells
      kept.value = JSON.stringify(cells)
    } catch {
      typed = typed.slice(0, -1)
    }
    for (const each of [year, ...fields]) write(each)
  }
  for (const field of fields) {
    write(field)
    field.addEventListener('change', () => void change(field))
  }
  year.addEventListener('change', () => {
    if (kept.value) void change(year)
  })
}
