"""The settings of the servers that tests start: as they are, but for quick passwords and a cache in memory."""

from __future__ import annotations

from targetree.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
