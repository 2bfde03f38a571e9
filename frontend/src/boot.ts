// Runs before the page is drawn, so that a dark page never flashes white. A classic script: nothing is imported here.
;(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    let kept: string | null = null
    try {
      kept = localStorage.getItem('theme')
    } catch {
      // storage is forbidden: the system's choice holds
    }
    const theme = kept === 'dark' || kept === 'light' ? kept : dark.matches ? 'dark' : 'light'
    document.documentElement.dataset.bsTheme = theme
  }
  apply()
  dark.addEventListener('change', apply)
  addEventListener('storage', apply)
  addEventListener('themechange', apply)
})()
