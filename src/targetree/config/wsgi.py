"""What the web server's workers run."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from targetree.config import leash

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "targetree.config.settings")
leash.hold()
application = get_wsgi_application()
_ = get_resolver().url_patterns  # loads all pages now, not while the first person waits
