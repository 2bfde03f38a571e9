"""Checks at the start: each says what is wrong and, in its hint, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections

SHORTEST_KEY = 40
FEWEST_LETTERS = 8


@register(Tags.security)
def secret_is_strong(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """targetree.E001"""
    key = settings.SECRET_KEY
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS:
        return []
    hint = "Remove TARGETREE_SECRET_KEY and the file secret in the data folder: a new key is made at the next start."
    return [Error("The signing key is easy to guess.", hint=hint, id="targetree.E001")]


@register(Tags.staticfiles)
def front_end_is_built(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """targetree.E002"""
    manifest = settings.STATIC_ROOT / "dist" / ".vite" / "manifest.json"
    if manifest.exists():
        return []
    hint = "In a checkout: make frontend. In an installed package: install it again."
    return [Error("The front end is not built.", hint=hint, id="targetree.E002")]


@register(Tags.database)
def fence_stands(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """targetree.E003 to E006, where a database is asked about."""
    if not databases or "default" not in databases:
        return []
    ours = sorted(model._meta.db_table for model in apps.get_app_config("store").get_models())
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute(_ROLE)
            role, mighty = cursor.fetchone()
            cursor.execute(_TABLES, [ours])
            tables = cursor.fetchall()
    except DatabaseError as problem:
        hint = "Start it with `targetree serve`, or look at DATABASE_URL."
        return [Error(f"The database does not answer: {problem}", hint=hint, id="targetree.E003")]
    found: list[CheckMessage] = []
    if mighty:
        hint = f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;"
        found.append(Error(f"The role {role} steps over row-level security.", hint=hint, id="targetree.E004"))
    if owned := [name for name, owns, _ in tables if owns]:
        hint = f"ALTER TABLE … OWNER TO the role of DATABASE_URL; {role} is to own none."
        found.append(Error(f"The role {role} owns {', '.join(owned)}.", hint=hint, id="targetree.E005"))
    if open_ := sorted(set(ours) - {name for name, _, forced in tables if forced}):
        hint = "targetree serve applies the migrations; a table of ours without a fence lacks a policy there."
        found.append(Error(f"No forced row-level security on {', '.join(open_)}.", hint=hint, id="targetree.E006"))
    return found


@register(Tags.database)
def owner_is_ordinary(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """targetree.W007"""
    if not databases or "owner" not in databases:
        return []
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute(_ROLE)
            role, mighty = cursor.fetchone()
    except DatabaseError:
        return []
    if not mighty:
        return []
    hint = "CREATE ROLE targetree_owner LOGIN CREATEROLE PASSWORD '…'; ALTER DATABASE … OWNER TO targetree_owner;"
    return [Warning(f"DATABASE_URL signs in as {role}, a superuser.", hint=hint, id="targetree.W007")]


_ROLE = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_TABLES = """
    SELECT relname, pg_has_role(current_user, relowner, 'MEMBER'), relrowsecurity AND relforcerowsecurity
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname = ANY (%s)"""
