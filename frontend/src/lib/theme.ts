// Light, dark, or as the system has it; kept in this browser.
export type Theme = 'light' | 'dark' | 'auto'

export const theme = (): Theme => {
  const kept = localStorage.getItem('theme')
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

export const isDark = (): boolean => document.documentElement.dataset.bsTheme === 'dark'

export function setTheme(choice: Theme): void {
  if (choice === 'auto') localStorage.removeItem('theme')
  else localStorage.setItem('theme', choice)
  dispatchEvent(new Event('themechange'))
  mark()
}

/** The value of a colour of styles/tokens.css, such as `token('--accent')`, in the theme of the moment. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Calls `draw` whenever the page turns dark or light; the answer ends it. */
export function onTheme(draw: () => void): () => void {
  const watch = new MutationObserver(draw)
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] })
  return () => watch.disconnect()
}

function mark(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === theme()))
  }
}

export function startTheme(): void {
  mark()
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-theme-choice]')
    if (button) setTheme(button.dataset.themeChoice as Theme)
  })
}
