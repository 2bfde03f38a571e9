// Plan checks: all of it comes from the server; here are the looks.
import './checks.css'
