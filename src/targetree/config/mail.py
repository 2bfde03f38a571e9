"""Where letters go: to the mail server that is set, else into a folder, one file a letter."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    """TLS from the first byte (smtps)."""
    starttls: bool = False
    """TLS after a greeting (smtp+tls)."""


_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


def settings(url: str) -> tuple[str, MailServer]:
    """Django's mail backend and the server that the URL names; blank: letters become files."""
    if not url:
        return "django.core.mail.backends.filebased.EmailBackend", MailServer()
    parts = urlsplit(url)
    server = MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+tls",
    )
    return "django.core.mail.backends.smtp.EmailBackend", server
