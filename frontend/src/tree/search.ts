// Find a unit or a person by name or code, and go there.
import { el, icon } from '../lib/dom'
import { t } from '../lib/i18n'
import { ask } from './ask'
import type { Found } from './types'

const REST = 180

export function searchBox(version: number, go: (node: number) => void): HTMLElement {
  const list = el('ul', { class: 'dropdown-menu search-list', role: 'listbox', id: 'tree-found', 'aria-label': t('Units and people found') })
  const input = el('input', { class: 'form-control', type: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'tree-found', 'aria-autocomplete': 'list', autocomplete: 'off', placeholder: t('Find a unit or person'), 'aria-label': t('Find a unit or person') })
  const box = el('div', { class: 'search tree-search' }, icon('search'), input, list)
  let timer = 0
  let asked: AbortController | null = null
  let found: Found[] = []
  let at = 0

  const close = (): void => {
    list.classList.remove('show')
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (one: Found | undefined): void => {
    if (!one) return
    close()
    input.value = ''
    go(one.id)
  }
  const mark = (): void => {
    list.querySelectorAll('[role=option]').forEach((option, index) => option.setAttribute('aria-selected', String(index === at)))
    if (found.length) input.setAttribute('aria-activedescendant', `tree-found-${at}`)
  }
  const draw = (): void => {
    list.replaceChildren(...(found.length
      ? found.map((one, index) => el('li', { role: 'option', id: `tree-found-${index}`, class: 'dropdown-item', onpointerdown: (event: Event) => { event.preventDefault(); choose(one) } },
        icon(one.unit ? 'users' : 'user'), el('span', { class: 'ellipsis' }, one.name), el('span', { class: 'end ellipsis' }, one.unit ? one.path.slice(1).join(' › ') : `${one.code} · ${one.path.at(-1) ?? ''}`)))
      : [el('li', { class: 'px-2 py-1 hint', role: 'option', 'aria-disabled': 'true' }, t('Nobody of that name in your part of the tree.'))]))
    list.classList.add('show')
    input.setAttribute('aria-expanded', 'true')
    mark()
  }
  const look = async (): Promise<void> => {
    asked?.abort()
    const words = input.value.trim()
    if (!words) return close()
    asked = new AbortController()
    try {
      ;({ found } = await ask<{ found: Found[] }>('find', { version, q: words }, asked.signal))
    } catch {
      return
    }
    at = 0
    draw()
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void look(), REST)
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter') choose(found[at])
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') at = Math.max(0, Math.min(found.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))
    else return
    event.preventDefault()
    mark()
  })
  input.addEventListener('blur', close)
  return box
}
