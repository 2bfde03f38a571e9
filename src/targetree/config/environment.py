"""The environment variables, each read once, typed, and refused with a sentence when its value makes no sense."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .problems import ServingProblem

YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"0", "no", "false", "off", ""})
HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\]")
HIGHEST_PORT = 65535
SHORTEST_KEY = 40


@dataclass(frozen=True, slots=True)
class SignIn:
    """An OpenID Connect provider."""

    name: str
    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What TARGETREE_* and DATABASE_* say."""

    data: Path
    """The folder that holds everything: the database, the secret, the files people sent."""
    port: int
    bind: str
    """The address listened on."""
    hosts: tuple[str, ...]
    """Names, besides this machine's own, that browsers may call us by."""
    https: bool
    """A proxy in front of us speaks https."""
    debug: bool
    time_zone: str
    """Whose midnight ends a day."""
    secret: str
    """The signing key; blank: the one in the data folder."""
    database_url: str
    """The user's PostgreSQL, as the owner; blank: the embedded one."""
    database_app_url: str
    """The same database as the application's role."""
    mail_url: str
    mail_from: str
    sign_in: SignIn | None
    workers: int
    threads: int
    """Threads of one worker."""
    director: str
    """Address of the first account of a new installation."""
    sample_password: str
    """For the sample company's accounts; blank: one made up."""
    upload_mib: int
    """Largest file that may be sent."""


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """What the environment says. Raises ServingProblem, naming the variable and what it takes."""
    words = os.environ if environ is None else environ
    return Environment(
        data=_folder(words),
        port=_number(words, "TARGETREE_PORT", 8000, 0, HIGHEST_PORT),
        bind=_host(words, "TARGETREE_BIND", words.get("TARGETREE_BIND", "") or "127.0.0.1"),
        hosts=tuple(_host(words, "TARGETREE_HOSTS", h) for h in _list(words, "TARGETREE_HOSTS")),
        https=_flag(words, "TARGETREE_HTTPS"),
        debug=_flag(words, "TARGETREE_DEBUG"),
        time_zone=_time_zone(words),
        secret=_secret(words),
        database_url=_url(words, "DATABASE_URL", ("postgresql", "postgres")),
        database_app_url=_url(words, "DATABASE_APP_URL", ("postgresql", "postgres")),
        mail_url=_url(words, "TARGETREE_MAIL_URL", ("smtp", "smtps", "smtp+tls")),
        mail_from=words.get("TARGETREE_MAIL_FROM", "").strip() or "Targetree <targetree@localhost>",
        sign_in=_sign_in(words),
        workers=_number(words, "TARGETREE_WORKERS", 2, 1, 64),
        threads=_number(words, "TARGETREE_THREADS", 4, 1, 64),
        director=_address(words, "TARGETREE_DIRECTOR"),
        sample_password=words.get("TARGETREE_SAMPLE_PASSWORD", ""),
        upload_mib=_number(words, "TARGETREE_UPLOAD_MIB", 64, 1, 4096),
    )


def usual_folder(home: Path | None = None) -> Path:
    """Where the data is kept when nothing is said: the system's place for it."""
    if home is None and hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/targetree")
    home = home or Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "targetree"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "targetree"


def providers(environment: Environment) -> dict[str, Any]:
    """allauth's SOCIALACCOUNT_PROVIDERS."""
    sign_in = environment.sign_in
    if sign_in is None:
        return {}
    app = {
        "provider_id": "company",
        "name": sign_in.name,
        "client_id": sign_in.client_id,
        "secret": sign_in.client_secret,
        "settings": {"server_url": sign_in.issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def _folder(words: Mapping[str, str]) -> Path:
    written = words.get("TARGETREE_DATA", "").strip()
    folder = Path(written).expanduser() if written else usual_folder()
    if folder.exists() and not folder.is_dir():
        raise ServingProblem("data_not_a_folder", path=folder)
    return folder.absolute()


def _number(words: Mapping[str, str], name: str, usual: int, least: int, most: int) -> int:
    written = words.get(name, "").strip()
    if not written:
        return usual
    if not re.fullmatch(r"[0-9]{1,6}", written) or not least <= int(written) <= most:
        raise ServingProblem("setting_not_a_number", name=name, value=written, least=least, most=most)
    return int(written)


def _flag(words: Mapping[str, str], name: str) -> bool:
    written = words.get(name, "").strip().lower()
    if written not in YES | NO:
        raise ServingProblem("setting_not_yes_or_no", name=name, value=written)
    return written in YES


def _time_zone(words: Mapping[str, str]) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = words.get("TARGETREE_TIME_ZONE", "").strip() or "Asia/Shanghai"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ServingProblem("setting_not_a_time_zone", value=name) from None


def _list(words: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in words.get(name, "").split(",") if part.strip()]


def _host(words: Mapping[str, str], name: str, written: str) -> str:
    if not HOST.fullmatch(written):
        raise ServingProblem("setting_not_a_host", name=name, value=written)
    return written


def _address(words: Mapping[str, str], name: str) -> str:
    written = words.get(name, "").strip()
    if written and not re.fullmatch(r"[^\s@]+@[^\s@]+", written):
        raise ServingProblem("setting_not_an_address", name=name, value=written)
    return written.lower()


def _url(words: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    written = words.get(name, "").strip()
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        well_formed = parts.scheme in schemes and (parts.port or 1) > 0
    except ValueError:
        well_formed = False
    if not well_formed:
        raise ServingProblem("setting_not_a_url", name=name, example=f"{schemes[0]}://user:password@host/…")
    return written


def _secret(words: Mapping[str, str]) -> str:
    written = words.get("TARGETREE_SECRET_KEY", "")
    if written and len(written) < SHORTEST_KEY:
        raise ServingProblem("secret_too_short", least=SHORTEST_KEY)
    return written


def _sign_in(words: Mapping[str, str]) -> SignIn | None:
    names = ("TARGETREE_OIDC_ISSUER", "TARGETREE_OIDC_CLIENT_ID", "TARGETREE_OIDC_CLIENT_SECRET")
    written = [words.get(name, "").strip() for name in names]
    if not any(written):
        return None
    for name, value in zip(names, written, strict=True):
        if not value:
            raise ServingProblem("sign_in_incomplete", name=name)
    issuer, client_id, client_secret = written
    _url(words, "TARGETREE_OIDC_ISSUER", ("https", "http"))
    return SignIn(words.get("TARGETREE_OIDC_NAME", "").strip() or "OpenID", issuer, client_id, client_secret)
