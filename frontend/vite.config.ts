import { readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
const source = (...parts: string[]): string => resolve(here, 'src', ...parts)

/** `virtual:icons` is the address of one SVG sprite of the icons named in src/icons/names.txt. */
function icons(): Plugin {
  const names = source('icons', 'names.txt')
  const sprite = (): string => {
    const file = resolve(here, 'node_modules/@iconify-json/lucide/icons.json')
    const all = JSON.parse(readFileSync(file, 'utf8')).icons as Record<string, { body: string }>
    const symbols = readFileSync(names, 'utf8').trim().split('\n').map((name) => {
      const icon = all[name]
      if (!icon) throw new Error(`src/icons/names.txt: Lucide has no icon called "${name}"`)
      const body = icon.body.replace(/^<g [^>]*>(.*)<\/g>$/s, '$1').replace(/ ?(fill|stroke(-\w+)?)="[^"]*"/g, '')
      return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`
    })
    const own = readFileSync(source('icons', 'logo.svg'), 'utf8').trim()
    return `<svg xmlns="http://www.w3.org/2000/svg">${own}${symbols.join('')}</svg>`
  }
  return {
    name: 'targetree-icons',
    resolveId: (id) => (id === 'virtual:icons' ? '\0icons' : undefined),
    load(id) {
      if (id !== '\0icons') return undefined
      this.addWatchFile(names)
      const ref = this.emitFile({ type: 'asset', name: 'icons.svg', originalFileName: 'icons.svg', source: sprite() })
      return `export default import.meta.ROLLUP_FILE_URL_${ref}`
    },
  }
}

const pages = readdirSync(source('pages')).filter((name) => name.endsWith('.ts') && name !== 'gallery.ts')

export default defineConfig(({ mode }) => ({
  root: here,
  base: './',
  publicDir: false,
  plugins: [icons()],
  build: {
    outDir: mode === 'gallery' ? resolve(here, '../build/gallery') : resolve(here, '../src/targetree/static/dist'),
    emptyOutDir: true,
    manifest: mode !== 'gallery',
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { eval: false }, // htmx has one that we switch off (allowEval)
      input: mode === 'gallery'
        ? [resolve(here, 'gallery.html')]
        : Object.fromEntries([
            ['app', source('app.ts')],
            ['boot', source('boot.ts')],
            ...pages.map((name) => [`pages/${basename(name, '.ts')}`, source('pages', name)]),
          ]),
    },
  },
}))
