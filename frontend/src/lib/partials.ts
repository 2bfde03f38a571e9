// htmx, set up once: no inline scripts or styles, CSRF on every request, errors said.
import htmx from 'htmx.org'
import { csrfToken } from './api'
import { t } from './i18n'
import { toast } from './toast'

/** Loads the partial at `address` into `target`; what is in it works (htmx attributes, drawers). Throws when refused. */
export async function fetchInto(address: string, target: HTMLElement): Promise<void> {
  const response = await fetch(address, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin' })
  if (response.status === 401 || response.redirected && new URL(response.url).pathname.startsWith('/accounts/')) {
    location.reload()
    return
  }
  if (!response.ok) {
    toast(await said(response), 'bad')
    throw new Error(`${address}: ${response.status}`)
  }
  target.innerHTML = await response.text()
  htmx.process(target)
}

interface Answer {
  status: number
  headers: { get: (name: string) => string | null }
  text: () => Promise<string>
}

/** What a service refused comes as a plain sentence; anything else is told by its status. */
async function said(response: Answer): Promise<string> {
  if (response.status < 500 && response.headers.get('content-type')?.startsWith('text/plain')) return response.text()
  if (response.status === 403) return t('You may not see this.')
  if (response.status === 404) return t('This is not there any more.')
  return t('The server could not answer ({status}). Nothing was changed.', { status: response.status })
}

export function startHtmx(): void {
  htmx.config.historyCacheSize = 0
  htmx.config.scrollIntoViewOnBoost = false
  htmx.config.includeIndicatorStyles = false
  htmx.config.allowEval = false
  htmx.config.allowScriptTags = false
  htmx.config.responseHandling = [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '422', swap: true },
    { code: '[45]..', swap: false, error: true },
  ]
  document.addEventListener('htmx:configRequest', (event) => {
    ;(event as CustomEvent<{ headers: Record<string, string> }>).detail.headers['X-CSRFToken'] = csrfToken()
  })
  document.addEventListener('htmx:responseError', (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail
    if (xhr.status === 401) location.reload()
    else void said({ status: xhr.status, headers: { get: (name) => xhr.getResponseHeader(name) }, text: async () => xhr.responseText }).then((text) => toast(text, 'bad'))
  })
  document.addEventListener('htmx:sendError', () => toast(t('The server cannot be reached. Check the network and try again.'), 'bad'))
  document.addEventListener('htmx:beforeRequest', () => document.body.classList.add('busy'))
  document.addEventListener('htmx:afterRequest', () => document.body.classList.remove('busy'))
  // The words may arrive after DOMContentLoaded, which htmx then waits for in vain; to process twice does no harm.
  htmx.process(document.body)
}
