// Conditions as an outline for the keyboard. What is typed is kept when a line is left; after each change the server
// draws the outline anew and the line that had the focus has it again. Without this script the forms work by themselves.
import './conditions.css'
import { api } from '../lib/api'
import { ask } from '../lib/dialog'
import { openDrawer } from '../lib/drawer'
import { t, tn } from '../lib/i18n'
import { fetchInto } from '../lib/partials'

type Line = HTMLLIElement
interface Kept { id: number; revision: number }

const outline = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-outline]')
const writable = (): boolean => outline()?.dataset.writable !== undefined
const lines = (): Line[] => [...document.querySelectorAll<Line>('.outline > .cond')]
const input = (line: Line): HTMLTextAreaElement => line.querySelector<HTMLTextAreaElement>('.cond-input')!
const lineOf = (element: EventTarget | null): Line | null => (element as Element | null)?.closest<Line>('.cond') ?? null
const path = (id?: string): string => `/plans/${outline()!.dataset.plan}/conditions${id ? `/${id}` : ''}`

let queue: Promise<unknown> = Promise.resolve()

/** One after the other: a line is kept before it is moved. What is refused has been said by then; the text stays. */
function inTurn(work: () => Promise<void>): void {
  queue = queue.then(work).catch(() => undefined)
}

/** Whoever has gone on to another line meanwhile stays there (unless `fresh`), and what was typed is not overwritten. */
async function redraw(focus?: { id: string | number; at?: number; fresh?: boolean }): Promise<void> {
  const box = outline()
  if (!box) return
  const holder = document.createElement('div')
  await fetchInto(box.dataset.address!, holder)
  const typed = new Map(writable() ? lines().filter((line) => input(line).value !== input(line).defaultValue).map((line) => [line.id, input(line).value]) : [])
  const active = document.activeElement?.classList.contains('cond-input') ? lineOf(document.activeElement) : null
  const there = active && { id: active.dataset.id!, at: input(active).selectionStart }
  for (const id of ['conditions-figures', 'conditions-outline']) {
    const fresh = holder.querySelector(`#${id}`)
    if (fresh) document.getElementById(id)?.replaceWith(fresh)
  }
  begin()
  for (const [id, text] of typed) {
    const line = document.getElementById(id) as Line | null
    if (line) input(line).value = text
  }
  const to = focus?.fresh ? focus : (there ?? focus)
  const line = to && document.getElementById(`condition-${to.id}`) as Line | null
  if (line) focusLine(line, to.at)
}

function focusLine(line: Line, at?: number): void {
  const text = input(line)
  text.focus()
  const end = at ?? text.value.length
  text.setSelectionRange(end, end)
}

/** Keeps what was typed. On a conflict the text stays in its line, to be copied. */
async function keep(line: Line): Promise<void> {
  const text = input(line)
  const words = text.value.trim()
  if (words === text.defaultValue.trim() || !words) return
  const kept = await api.patch<Kept>(path(line.dataset.id), { text: words, revision: Number(line.dataset.revision) })
  line.dataset.revision = String(kept.revision)
  text.defaultValue = words
}

function add(line: Line): void {
  inTurn(async () => {
    await keep(line)
    const made = await api.post<Kept>(path(), { text: t('New condition'), after: Number(line.dataset.id) })
    await redraw({ id: made.id, fresh: true })
    const fresh = document.getElementById(`condition-${made.id}`) as Line | null
    if (fresh) input(fresh).select()
  })
}

function shift(line: Line, how: 'up' | 'down' | 'in' | 'out'): void {
  const at = input(line).selectionStart
  inTurn(async () => {
    await keep(line)
    await api.post(`${path(line.dataset.id)}/shift`, { how })
    await redraw({ id: line.dataset.id!, at })
  })
}

async function remove(line: Line): Promise<void> {
  const below = Number(line.dataset.below)
  const sure = await ask({
    title: t('Delete this condition?'),
    text: below ? tn('The one condition below goes with it.', 'All {n} conditions below go with it.', below) : input(line).value.slice(0, 200),
    action: t('Delete'), danger: true,
  })
  if (!sure) { focusLine(line); return }
  inTurn(async () => {
    const all = lines()
    const next = all[all.indexOf(line) - 1] ?? all[all.indexOf(line) + 1 + below]
    await api.delete(`${path(line.dataset.id)}?revision=${line.dataset.revision}`)
    await redraw(next && { id: next.dataset.id!, fresh: true })
  })
}

function step(line: Line, by: number): boolean {
  const all = lines()
  const next = all[all.indexOf(line) + by]
  if (!next) return false
  focusLine(next)
  return true
}

/** Arrows move within a text of several lines first. */
const onEdge = (text: HTMLTextAreaElement, up: boolean): boolean =>
  up ? !text.value.slice(0, text.selectionStart).includes('\n') && (text.selectionStart === 0 || text.clientHeight < 36)
    : !text.value.slice(text.selectionEnd).includes('\n') && (text.selectionEnd === text.value.length || text.clientHeight < 36)

function pressed(event: KeyboardEvent): void {
  const text = event.target as HTMLTextAreaElement
  const line = lineOf(text)
  if (!line || !text.classList.contains('cond-input') || event.isComposing || !writable()) return
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  const done = (): void => event.preventDefault()
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    done()
    inTurn(async () => { await keep(line); await openDrawer(line.dataset.details!) })
  } else if (event.key === 'Enter' && plain && !event.shiftKey) {
    done()
    add(line)
  } else if (event.key === 'Tab' && plain) {
    done()
    shift(line, event.shiftKey ? 'out' : 'in')
  } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && event.altKey) {
    done()
    shift(line, event.key === 'ArrowUp' ? 'up' : 'down')
  } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && plain && !event.shiftKey) {
    const up = event.key === 'ArrowUp'
    if (onEdge(text, up) && step(line, up ? -1 : 1)) done()
  } else if ((event.key === 'Delete' || event.key === 'Backspace') && (event.ctrlKey && event.key === 'Delete' || plain && !text.value)) {
    done()
    void remove(line)
  } else if (event.key === 'Escape') {
    done()
    line.querySelector<HTMLElement>('.cond-open')?.focus()
  }
}

function begin(): void {
  const box = outline()
  if (!box || !writable()) return
  box.classList.add('scripted')
}

document.addEventListener('keydown', pressed)
document.addEventListener('focusout', (event) => {
  const line = lineOf(event.target)
  if (!line || !(event.target as Element).classList.contains('cond-input') || !writable()) return
  const text = input(line)
  if (!text.value.trim()) { text.value = text.defaultValue; return }
  inTurn(() => keep(line))
})
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (!form.matches('[data-outline] > .cond-new')) return
  event.preventDefault()
  const field = form.elements.namedItem('text') as HTMLInputElement
  const text = field.value.trim()
  if (!text) return
  inTurn(async () => {
    await api.post(path(), { text })
    await redraw()
    document.getElementById('condition-new')?.focus()
  })
})
// A drawer has changed something: figures at the top may have moved too, so the page is read anew where it shows them.
document.addEventListener('conditions_changed', () => { if (document.querySelector('.cond-picture')) location.reload(); else inTurn(() => redraw()) })
document.addEventListener('input', (event) => {
  const slider = event.target as HTMLInputElement
  const output = slider.id === 'split-share' ? document.querySelector<HTMLOutputElement>('output[for=split-share]') : null
  if (output) output.textContent = `${slider.value}%`
})
begin()
