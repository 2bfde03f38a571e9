"""What is logged, and what never is."""

from __future__ import annotations

import logging as standard
import re
from typing import Any

_SECRETS = re.compile(
    r"(?i)(?P<name>password|passwd|secret|token|key|authorization|cookie|code)(?P<sign>[\"']?\s*[:=]\s*(?:bearer\s+)?)"
    r"(?P<value>\"[^\"]*\"|'[^']*'|[^\s,;&\"']+)"
)
_IN_ADDRESSES = re.compile(r"(?P<scheme>\w+://[^\s:/@]*):[^\s/@]+@")
_IN_PATHS = re.compile(r"(?P<place>/(?:reset|invitation|invite)/[^\s/]*?/?)[\w-]{20,}")


def without_secrets(text: str) -> str:
    """The text with passwords, tokens and keys blotted out."""
    text = _IN_ADDRESSES.sub(r"\g<scheme>:…@", text)
    text = _IN_PATHS.sub(r"\g<place>…", text)
    return _SECRETS.sub(r"\g<name>\g<sign>…", text)


class Blotter(standard.Formatter):
    """Writes a record without secrets, its traceback included."""

    def format(self, record: standard.LogRecord) -> str:
        return without_secrets(super().format(record))


def logging(debug: bool) -> dict[str, Any]:
    """Django's LOGGING: to standard error, warnings and above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": Blotter, "format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING"},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING", "propagate": False},
            # Each refused page is no news; a page that failed is.
            "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
            "procrastinate": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
