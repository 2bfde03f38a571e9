// Import: a file is chosen or dropped, sent with its progress shown; the rest is drawn by the server.
import './books.css'
import { csrfToken } from '../lib/api'
import { t } from '../lib/i18n'

const form = document.querySelector<HTMLFormElement>('form[data-drop]')

function startDrop(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!
  const name = form.querySelector<HTMLElement>('[data-drop-name]')!
  const error = form.querySelector<HTMLElement>('[data-drop-error]')!
  const bar = form.querySelector<HTMLProgressElement>('progress')!
  const button = form.querySelector<HTMLButtonElement>('[data-drop-send]')!
  const most = Number(form.dataset.most)
  let sending = false

  function say(text: string): void {
    error.textContent = text
    error.hidden = text === ''
  }

  function show(): void {
    const file = input.files?.[0]
    name.textContent = file ? file.name : ''
    form.classList.toggle('chosen', Boolean(file))
    say(file && file.size > most * 1048576 ? t('The file is larger than {most} MB. Split it, or leave out what is not needed.', { most: String(most) }) : '')
  }

  function over(on: boolean): (event: DragEvent) => void {
    return (event) => {
      event.preventDefault()
      form.classList.toggle('over', on)
    }
  }

  function ended(): void {
    sending = false
    bar.hidden = true
    button.removeAttribute('aria-busy')
    button.disabled = false
  }

  input.addEventListener('change', show)
  form.addEventListener('dragover', over(true))
  form.addEventListener('dragleave', over(false))
  form.addEventListener('drop', (event) => {
    over(false)(event)
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files
      show()
      if (error.hidden) form.requestSubmit()
    }
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (sending || !error.hidden) return
    sending = true
    button.disabled = true
    bar.hidden = false
    bar.value = 0
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('X-CSRFToken', csrfToken())
    request.setRequestHeader('X-Requested-With', 'fetch')
    request.upload.addEventListener('progress', (sent) => {
      if (sent.lengthComputable) bar.value = sent.loaded / sent.total
    })
    request.addEventListener('load', () => {
      const next = request.getResponseHeader('Location')
      if (request.status === 201 && next) return location.assign(next)
      ended()
      say(request.status === 422 ? request.responseText : request.status === 413 ? t('The file is larger than {most} MB. Split it, or leave out what is not needed.', { most: String(most) }) : t('The server could not take the file. Nothing was changed; please try again.'))
    })
    request.addEventListener('error', () => {
      ended()
      say(t('The server cannot be reached. Check the network and try again.'))
    })
    request.send(new FormData(form))
  })
  show()
}

if (form) startDrop(form)
