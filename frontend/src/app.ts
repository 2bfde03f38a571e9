import './icons/favicon.svg?url'
// On every page: the look, menus, drawers, dialogs, toasts, htmx.
import './styles/index.css'
import 'bootstrap/js/dist/dropdown'
import 'bootstrap/js/dist/collapse'
import 'bootstrap/js/dist/tab'
import { startDialogs } from './lib/dialog'
import { startDrawers } from './lib/drawer'
import { startForms } from './lib/forms'
import { startHtmx } from './lib/partials'
import { startTheme } from './lib/theme'
import { startToasts } from './lib/toast'

startHtmx()
startTheme()
startToasts()
startDrawers()
startDialogs()
startForms()
