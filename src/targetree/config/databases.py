"""The two ways into the database: as the application (`default`), and as the owner, for migrations only."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .environment import Environment
from .folder import DataFolder
from .postgres import PORT

OWNER_ROLE = "targetree_owner"
APP_ROLE = "targetree_app"
NAME = "targetree"

Database = dict[str, Any]


def databases(environment: Environment, folder: DataFolder) -> dict[str, Database]:
    """Django's DATABASES. Connects to nothing and reads only the application role's password."""
    if environment.database_url:
        owner = from_url(environment.database_url)
        if environment.database_app_url:
            app = from_url(environment.database_app_url)
        else:
            app = {**owner, "USER": APP_ROLE, "PASSWORD": _kept_password(folder)}
    else:
        owner = embedded(folder, OWNER_ROLE)
        app = embedded(folder, APP_ROLE)
    return {
        "default": {**app, "OPTIONS": {**app["OPTIONS"], "pool": _pool(environment.threads)}},
        "owner": {**owner, "TEST": {"MIRROR": None, "MIGRATE": False}},
    }


def embedded(folder: DataFolder, role: str, name: str = NAME) -> Database:
    """The way into the embedded PostgreSQL, whose socket only we may open."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(folder.sockets),
        "PORT": str(PORT),
        "NAME": name,
        "USER": role,
        "PASSWORD": "",
        "OPTIONS": {"application_name": "targetree"},
    }


def from_url(url: str) -> Database:
    """The way in that a postgresql:// URL names; its query goes to the driver (sslmode and the like)."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "NAME": unquote(parts.path.lstrip("/")) or NAME,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": {"application_name": "targetree", **dict(parse_qsl(parts.query))},
    }


def _pool(threads: int) -> dict[str, Any]:
    """A connection for each thread that answers requests, and one to spare."""
    return {"min_size": 1, "max_size": threads + 1, "timeout": 20, "max_idle": 300}


def _kept_password(folder: DataFolder) -> str:
    try:
        return folder.app_password.read_text("ascii")
    except OSError:
        return ""


class Router:
    """Tables are made and changed through `owner` alone; everything else goes through `default`."""

    def db_for_read(self, model: type, **hints: object) -> str | None:
        """No say: the default."""
        return None

    def db_for_write(self, model: type, **hints: object) -> str | None:
        """No say: the default."""
        return None

    def allow_relation(self, first: object, second: object, **hints: object) -> bool:
        """Both names are one database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Whether migrations run on this name."""
        return db == "owner"
