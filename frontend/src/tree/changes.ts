// Numbers that were typed or pasted: kept at once, or shown first where the preview is on; undone and redone.
import type { Edit } from '../grid'
import { api, ApiError, showError } from '../lib/api'
import { exact } from '../lib/format'
import { t, tn } from '../lib/i18n'
import { toast } from '../lib/toast'
import type { Book } from './book'
import { History } from './history'
import { holdsInTheWay, overtaken, type Holds } from './refused'
import type { Effect, Place } from './types'

export interface Wish extends Place {
  amount: number
  was: number | null
  /** The revision at which the number on the screen was right. */
  seen: number | null
}

const MOST_TOLD = 5000

export class Changes {
  readonly history: History

  constructor(
    private readonly book: Book,
    private readonly holds: Holds,
    /** Rows of these nodes changed: show them. */
    private readonly shown: (nodes: number[], flash: boolean) => void,
    private readonly nameOf: (at: Place) => string,
  ) {
    this.history = new History(`tree-history-${book.page.sheet}`)
  }

  wishesOf(edits: Edit[]): Wish[] {
    return edits.flatMap((edit) => {
      const at = this.book.placeOf(edit)
      return at ? [{ ...at, amount: edit.amount, was: edit.before, seen: this.book.seen(at) }] : []
    })
  }

  /** Asks for the effect without keeping it. Throws when it is refused, which has been said then. */
  preview(wishes: Wish[]): Promise<Effect> {
    return this.heard(wishes, () => api.post<Effect>(`/sheets/${this.book.page.sheet}/edits/preview`, { wishes: wishes.map(asWish) }, { quiet: true }))
  }

  /** Keeps them, all or none. Throws when they are refused, which has been said then. */
  async keep(wishes: Wish[], why = ''): Promise<void> {
    const effect = await this.heard(wishes, (again) => api.post<Effect>(`/sheets/${this.book.page.sheet}/edits`, { wishes: (again ?? wishes).map(asWish), why, show: this.told() }, { quiet: true }))
    this.history.did(effect.edits)
    await this.after(effect, wishes.map((wish) => wish.node))
    if (!effect.edits.length) return
    const moved = wishes.length === 1 && wishes[0]!.was !== null && effect.found[0] !== wishes[0]!.was
    if (moved) toast(t('It had moved meanwhile to make room for others: from {was} to {now}.', { was: exact(wishes[0]!.was, this.book.sheet.scale), now: exact(effect.found[0], this.book.sheet.scale) }), 'info')
    toast(tn('{n} number changed', '{n} numbers changed', wishes.length), 'good', { label: t('Undo'), run: () => void this.step('undo') })
  }

  async step(which: 'undo' | 'redo'): Promise<void> {
    const edits = this.history.take(which)
    if (!edits) {
      toast(which === 'undo' ? t('There is nothing to undo.') : t('There is nothing to redo.'), 'info')
      return
    }
    const made: number[] = []
    try {
      for (const edit of edits.toReversed()) {
        const effect = await api.post<Effect>(`/edits/${edit}/undo`, { show: this.told() }, { quiet: true })
        made.push(...effect.edits)
        await this.after(effect, [])
      }
    } catch (error) {
      this.said(error)
    }
    if (made.length) this.history.took(which, made)
    await this.book.again(this.touched)
    this.shown(this.touched, false)
    this.touched = []
  }

  private touched: number[] = []

  private async after(effect: Effect, edited: number[]): Promise<void> {
    const concerned = this.book.apply(effect)
    this.touched.push(...concerned)
    if (this.book.products) await this.book.loadProducts(this.book.products.node)
    else if (this.book.what) await this.book.again([...concerned, ...edited])
    this.shown(concerned, true)
    const seats = concerned.filter((node) => this.book.customers.has(node))
    if (seats.length) {
      await this.book.customersAgain(seats)
      this.shown(seats, false)
    }
    if (edited.length) {
      this.touched = []
      if (!this.book.products && !this.book.what) await this.book.again(edited)
      this.shown(edited, false)
    }
  }

  private told(): number[] | null {
    const nodes = [...this.book.nodes.keys()]
    return nodes.length <= MOST_TOLD ? nodes : null
  }

  private async heard(wishes: Wish[], run: (again?: Wish[]) => Promise<Effect>): Promise<Effect> {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'cell-changed') {
        this.said(error)
        throw error
      }
      const [change] = error.details as unknown as { node: number; now: number; was: number }[]
      const wish = wishes.find((one) => one.node === change?.node && one.was === change.was) ?? wishes[0]!
      const wanted = await overtaken(error, this.nameOf(wish), wish.amount, this.book.sheet.scale)
      await this.book.again(wishes.map((one) => one.node))
      this.shown(wishes.map((one) => one.node), true)
      if (!wanted) throw error
      return this.heard(wishes, () => run(wishes.map((one) => ({ ...one, was: null }))))
    }
  }

  private said(error: unknown): void {
    if (error instanceof ApiError && error.holds.length) holdsInTheWay(error, this.holds)
    else showError(error)
  }
}

const asWish = (wish: Wish) => ({ node: wish.node, what: wish.what, first_month: wish.first, month_count: wish.count, amount: wish.amount, was: wish.was, seen: wish.was === null ? null : wish.seen })
