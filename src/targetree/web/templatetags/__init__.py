"""Tags and filters of our templates: `{% load ui %}`."""
