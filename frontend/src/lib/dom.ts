// Small helpers for making elements; text is always set as text, never as HTML.
import sprite from 'virtual:icons'

type Child = Node | string | null | undefined | false
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>

/** `el('button', { class: 'btn', onclick: save }, icon('check'), 'Save')`; false, null and undefined are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value as EventListener)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false))
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** An icon of src/icons/names.txt; decorative, so a button with nothing else needs an aria-label. */
export function icon(name: string, more = ''): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', `icon ${more}`.trim())
  svg.setAttribute('aria-hidden', 'true')
  svg.append(document.createElementNS(SVG, 'use'))
  setIcon(svg, name)
  return svg
}

/** Turns an icon into another. */
export function setIcon(svg: SVGSVGElement, name: string): void {
  const use = svg.firstElementChild!
  const address = `${sprite}#${name}`
  if (use.getAttribute('href') !== address) use.setAttribute('href', address)
}

/** The JSON that a template handed over with `{{ value|json_script:"id" }}`. */
export function handed<T>(id: string): T {
  const holder = document.getElementById(id)
  if (!holder) throw new Error(`the page has no <script id="${id}"> with data`)
  return JSON.parse(holder.textContent ?? 'null') as T
}
