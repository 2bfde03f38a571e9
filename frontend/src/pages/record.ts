// The record of changes: its looks; what it does is htmx's.
import './record.css'
