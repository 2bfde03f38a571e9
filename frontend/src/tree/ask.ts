// The page's own questions to the server: JSON below /tree/, read-only.
import { ApiError, csrfToken, showError, withQuery } from '../lib/api'
import { t } from '../lib/i18n'

type Fields = Record<string, string | number | null | undefined>

async function answered<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (failure) {
    if (init.signal?.aborted) throw failure
    throw new ApiError(0, 'offline', t('The server cannot be reached. Check the network and try again.'))
  }
  if (response.status === 401) location.reload()
  const body = response.headers.get('content-type')?.includes('json') ? await response.json() : null
  if (response.ok) return body as T
  throw new ApiError(response.status, body?.error?.code ?? 'failed', body?.error?.message || t('The server could not answer ({status}). Nothing was changed.', { status: response.status }))
}

async function shown<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await promise
  } catch (error) {
    if (!signal?.aborted) showError(error)
    throw error
  }
}

/** `/tree/<path>/?…`; an error is shown and thrown. */
export const ask = <T>(path: string, query: Fields, signal?: AbortSignal): Promise<T> =>
  shown(answered<T>(withQuery(`/tree/${path}/`, query), { headers: { Accept: 'application/json' }, signal: signal ?? null }), signal)

/** The same for questions about more rows than an address holds. */
export function askMany<T>(path: string, fields: Fields): Promise<T> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== null && value !== undefined) body.append(name, String(value))
  return shown(answered<T>(`/tree/${path}/`, { method: 'POST', body, headers: { Accept: 'application/json', 'X-CSRFToken': csrfToken() } }))
}
