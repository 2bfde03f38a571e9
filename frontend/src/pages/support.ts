// Support: the sliders of what if.
import '../styles/sliders.css'
import './support.css'
import { followSliders } from '../lib/sliders'

followSliders(document.querySelector<HTMLFormElement>('.what-if'))
