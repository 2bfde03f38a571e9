// The strategy is drawn by the server; its looks are all there is to load.
import '../styles/strategy.css'
