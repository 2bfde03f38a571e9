// The gap in customers and activity: rates that are tried move the table.
import '../styles/sliders.css'
import './activity.css'
import { followSliders } from '../lib/sliders'

followSliders(document.querySelector<HTMLFormElement>('.activity-rates'))
