"""Checks at the start: each says what is wrong and, in its hint, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections

from targetree.terms.sentences.serving import SENTENCES

from .problems import ServingProblem

SHORTEST_KEY = 40
FEWEST_LETTERS = 8
Apps = Sequence[AppConfig] | None
Names = Sequence[str] | None


def _message(kind: type[Error | Warning], number: str, code: str, **values: str) -> CheckMessage:
    """A message whose object is the problem, in both languages: its hint stands at `…_hint` of its sentences."""
    hint = SENTENCES[f"{code}_hint"][0].format(**values)
    said = SENTENCES[code][0].format(**values)
    return kind(said, hint=hint, obj=ServingProblem(code, **values), id=f"targetree.{number}")


def refuse_what_is_wrong() -> None:
    """Raises ServingProblem at the first error of ours; for `serve`, with the database running."""
    found: Iterable[CheckMessage] = (
        *secret_is_strong(None),
        *front_end_is_built(None),
        *fence_stands(None, databases=["default"]),
    )
    for message in found:
        assert isinstance(message.obj, ServingProblem)
        raise message.obj


@register(Tags.security)
def secret_is_strong(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """targetree.E001"""
    key = settings.SECRET_KEY
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS:
        return []
    return [_message(Error, "E001", "key_weak")]


@register(Tags.staticfiles)
def front_end_is_built(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """targetree.E002"""
    manifest = settings.STATIC_ROOT / "dist" / ".vite" / "manifest.json"
    return [] if manifest.exists() else [_message(Error, "E002", "front_end_missing")]


@register(Tags.database)
def fence_stands(app_configs: Apps, databases: Names = None, **_: Any) -> list[CheckMessage]:
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
        return [_message(Error, "E003", "database_silent", reason=str(problem).strip())]
    found: list[CheckMessage] = []
    if mighty:
        found.append(_message(Error, "E004", "role_mighty", role=role))
    if owned := [name for name, owns, _ in tables if owns]:
        found.append(_message(Error, "E005", "role_owns", role=role, tables=", ".join(owned)))
    if open_ := sorted(set(ours) - {name for name, _, forced in tables if forced}):
        found.append(_message(Error, "E006", "no_fence", tables=", ".join(open_)))
    return found


@register(Tags.database)
def owner_is_ordinary(app_configs: Apps, databases: Names = None, **_: Any) -> list[CheckMessage]:
    """targetree.W007"""
    if not databases or "owner" not in databases:
        return []
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute(_ROLE)
            role, mighty = cursor.fetchone()
    except DatabaseError:
        return []
    return [_message(Warning, "W007", "owner_mighty", role=role)] if mighty else []


_ROLE = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_TABLES = """
    SELECT relname, pg_has_role(current_user, relowner, 'MEMBER'), relrowsecurity AND relforcerowsecurity
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname = ANY (%s)"""
