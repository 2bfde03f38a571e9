"""The settings of tests: a data folder that this checkout's runs share, quick passwords, letters kept in memory."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
_digest = hashlib.sha256(f"{CHECKOUT} {os.getuid()}".encode()).hexdigest()[:8]
DATA = Path(tempfile.gettempdir()) / f"targetree-tests-{_digest}"
for _name in [name for name in os.environ if name.startswith(("TARGETREE_", "DATABASE_"))]:
    del os.environ[_name]
os.environ["TARGETREE_DATA"] = str(DATA)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # a browser's event loop runs in the thread of its test

from targetree.config.settings import *  # noqa: E402, F403
from targetree.config.settings import DATABASES  # noqa: E402

SECRET_KEY = "a key that is for tests alone, and long enough"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["OPTIONS"].pop("pool")
WHITENOISE_AUTOREFRESH = True
