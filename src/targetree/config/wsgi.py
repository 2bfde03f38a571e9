"""What the web server's workers run."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from targetree.config import leash

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "targetree.config.settings")
leash.hold()
application = get_wsgi_application()
_ = get_resolver().url_patterns  # loads all pages now, not while the first person waits

# What is loaded now stays: the collector need not walk through it again and again while people wait.
gc.collect()
gc.freeze()
