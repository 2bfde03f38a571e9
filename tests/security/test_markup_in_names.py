"""Markup in any text that people write is shown as text, on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from psycopg import sql

from cast import client_of
from web.grid.asking import all_rows, ask, forget, thing
from web.grid.frame import objects_of

PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
RAW = ("<script>alert(1)", "<img src=x", "\"'>")
OURS = {
    "about", "action", "basis", "code", "country", "currency", "digest", "email", "event", "figure", "fingerprint",
    "key", "kind", "language", "part", "password", "prefix", "request_hash", "role", "seasonality", "severity",
    "side", "source", "status", "step", "table", "tier", "token_hash", "what",
}  # fmt: skip
"""Columns of text that nobody writes freely: codes, choices, hashes."""
FILES = re.compile("api:|export-|.*-export$")
PAGES = [row for row in all_rows() if row.method == "GET" and not FILES.match(row.name)]


def test_markup_is_shown_as_text(own_database: Callable[[], Any]) -> None:
    with own_database() as owner:
        written = [place for model in apps.get_app_config("store").get_models() for place in _write(owner, model)]
    assert {"people.name", "nodes.name", "customers.name", "versions.note", "holds.reason"} <= set(written)
    forget()
    clients = {role: client_of(role) for role in ("director", "manager", "seller")}
    wrong, seen = [], 0
    for row in PAGES:
        for role, client in clients.items():
            letter = next((letter for letter in "obx" if row.gets_in(role, letter)), None)
            if letter is None:
                continue
            with transaction.atomic():
                response = ask(client, row, thing(objects_of(role).get(letter, objects_of(role)["o"]), role))
                transaction.set_rollback(True)
            if not response.headers.get("Content-Type", "").startswith("text/html"):
                continue
            text = response.content.decode()
            seen += "alert(1)" in text
            wrong += [f"{row} as {role}: {raw}" for raw in RAW if raw in text]
    forget()
    assert wrong == []
    assert seen, "no page shows any of the names"


def _write(owner: Any, model: type[models.Model]) -> list[str]:
    """Puts the payload before every text that somebody may write; the places."""
    table = model._meta.db_table
    texts = [
        field for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and field.name not in OURS and not field.choices
    ]  # fmt: skip
    owner.execute(
        sql.SQL("ALTER TABLE {0} DISABLE TRIGGER USER").format(sql.Identifier(table))
    )  # some are kept as they are
    for field in texts:
        change = sql.SQL("UPDATE {0} SET {1} = left({2} || {1}, {3})").format(
            sql.Identifier(table), sql.Identifier(field.column), sql.Literal(PAYLOAD),
            sql.Literal(getattr(field, "max_length", None) or 100_000),
        )  # fmt: skip
        owner.execute(change)
    owner.execute(sql.SQL("ALTER TABLE {0} ENABLE TRIGGER USER").format(sql.Identifier(table)))
    return [f"{table}.{field.name}" for field in texts]


@pytest.fixture(autouse=True)
def no_earlier_reading() -> None:
    from targetree.store.mapping.sheet_cells import forget as forget_cells

    forget_cells()
