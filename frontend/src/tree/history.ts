// What can be undone and redone here: ids of the server's changes, one list an action, kept while the tab is open.
const MOST = 100

export class History {
  private undos: number[][]
  private redos: number[][]

  constructor(private readonly key: string) {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { undos: number[][]; redos: number[][] } | null
    this.undos = kept?.undos ?? []
    this.redos = kept?.redos ?? []
  }

  get canUndo(): boolean {
    return this.undos.length > 0
  }

  get canRedo(): boolean {
    return this.redos.length > 0
  }

  did(edits: number[]): void {
    if (!edits.length) return
    this.undos = [...this.undos, edits].slice(-MOST)
    this.redos = []
    this.keep()
  }

  /** The action that is undone next (or redone, which is undoing the undo); gone from the list whatever becomes of it. */
  take(which: 'undo' | 'redo'): number[] | undefined {
    const found = (which === 'undo' ? this.undos : this.redos).pop()
    this.keep()
    return found
  }

  took(which: 'undo' | 'redo', edits: number[]): void {
    ;(which === 'undo' ? this.redos : this.undos).push(edits)
    this.keep()
  }

  private keep(): void {
    sessionStorage.setItem(this.key, JSON.stringify({ undos: this.undos, redos: this.redos }))
  }
}
