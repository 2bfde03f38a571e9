"""The settings of the servers that tests start: as they are, but for the quick passwords of the tests' database."""

from __future__ import annotations

from targetree.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
