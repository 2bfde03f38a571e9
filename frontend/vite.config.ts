import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
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

/** Beside each file its compressed forms, which the server sends to browsers that take them. */
function compressed(): Plugin {
  return {
    name: 'targetree-compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|svg)$/.test(name)) continue
        const path = join(dir!, name)
        const content = readFileSync(path)
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: this.meta.watchMode ? 5 : 11 } }
        writeFileSync(`${path}.br`, brotliCompressSync(content, quality))
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}

/** The Chinese font of printed plans and letters, with its licence: PDFs embed what they need of it. */
function printedFont(): Plugin {
  const from = resolve(here, 'node_modules/@expo-google-fonts/noto-sans-sc')
  return {
    name: 'targetree-printed-font',
    apply: 'build',
    writeBundle({ dir }) {
      const to = join(dir!, 'fonts')
      mkdirSync(to, { recursive: true })
      copyFileSync(join(from, '400Regular/NotoSansSC_400Regular.ttf'), join(to, 'NotoSansSC-Regular.ttf'))
      copyFileSync(join(from, 'LICENSE_FONT'), join(to, 'OFL.txt'))
    },
  }
}

const pages = readdirSync(source('pages')).filter((name) => name.endsWith('.ts') && name !== 'gallery.ts')

export default defineConfig(({ mode }) => ({
  root: here,
  base: './',
  publicDir: false,
  plugins: mode === 'gallery' ? [icons()] : [icons(), compressed(), printedFont()],
  build: {
    outDir: mode === 'gallery' ? resolve(here, '../build/gallery') : resolve(here, '../src/targetree/static/dist'),
    emptyOutDir: mode === 'gallery', // build.py sweeps: pages that are open still find the files they know
    manifest: mode !== 'gallery',
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { eval: false, pluginTimings: false, bundlerTimings: false }, // htmx has an eval that we switch off (allowEval)
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
