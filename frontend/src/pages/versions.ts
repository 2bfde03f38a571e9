// Versions are drawn by the server; their looks are all there is to load.
import './versions.css'
