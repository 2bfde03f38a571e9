// Requests for support: everything works by plain forms; this only brings the styles.
import './requests.css'
