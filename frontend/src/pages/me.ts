// My page is drawn by the server; its looks are all there is to load.
import '../styles/me.css'
