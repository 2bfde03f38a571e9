// The way to /api/v1: session cookie, CSRF, an idempotency key on every write, one shape of errors.
import { holdsInTheWay } from './dialog'
import { language, t } from './i18n'
import { toast } from './toast'

/** A hold that stands against an edit, as the API tells it. */
export interface HoldInTheWay {
  id: number
  where: string
  amount?: string
  owner?: string
  reason?: string
  expires?: string | null
  url?: string
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
    readonly holds: HoldInTheWay[] = [],
  ) {
    super(message)
  }
}

export interface Options {
  /** Errors are shown as a toast, or a dialog where holds stand in the way; `quiet` leaves them to the caller. */
  quiet?: boolean
  /** Give the same key again to repeat a write that may have arrived. */
  key?: string
  signal?: AbortSignal
}

type Query = Record<string, string | number | boolean | null | undefined | (string | number)[]>

export const csrfToken = (): string => document.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content ?? ''

/** Sixteen random bytes in hex; `crypto.randomUUID` is missing on plain-http addresses of an office network. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const BASE = document.documentElement.dataset.api ?? '/api/v1'

async function send<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language === 'zh' ? 'zh-hans' : 'en' }
  if (method !== 'GET') {
    headers['X-CSRFToken'] = csrfToken()
    headers['Idempotency-Key'] = options.key ?? newKey()
  }
  const isFile = body instanceof FormData || body instanceof Blob
  if (body !== undefined && !isFile) headers['Content-Type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : isFile ? body : JSON.stringify(body),
      signal: options.signal ?? null,
    })
  } catch (failure) {
    if (options.signal?.aborted) throw failure
    throw new ApiError(0, 'offline', t('The server cannot be reached. Check the network and try again.'))
  }
  if (response.status === 204) return undefined as T
  const isJson = response.headers.get('content-type')?.includes('json')
  const answer: unknown = isJson ? await response.json() : null
  if (response.ok) return answer as T
  if (response.status === 401) location.reload()
  throw asError(response.status, answer)
}

function asError(status: number, answer: unknown): ApiError {
  const error = (answer as { error?: Partial<ApiError> } | null)?.error
  if (error?.message) return new ApiError(status, error.code ?? 'error', error.message, error.details, error.holds)
  return new ApiError(status, 'failed', t('The server could not answer ({status}). Nothing was changed.', { status }))
}

/** Shows an error the usual way; pages that catch errors themselves call it for those they have no better use for. */
export function showError(error: unknown): void {
  if (error instanceof ApiError && error.holds.length) holdsInTheWay(error)
  else toast(error instanceof Error ? error.message : String(error), 'bad')
}

async function call<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  try {
    return await send<T>(method, path, body, options)
  } catch (error) {
    if (!options.quiet && !options.signal?.aborted) showError(error)
    throw error
  }
}

/** `/nodes` with its query; null and undefined are left out, lists are repeated. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** Paths are below /api/v1: `await api.get<Node[]>('/nodes', { parent: 3 })`. All throw ApiError. */
export const api = {
  get: <T>(path: string, query?: Query, options?: Options) => call<T>('GET', withQuery(path, query), undefined, options),
  post: <T>(path: string, body: unknown = {}, options?: Options) => call<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: Options) => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: Options) => call<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: Options) => call<T>('DELETE', path, undefined, options),
}
