"""Row-level security stands behind the filters of the services: with every filter taken away nothing leaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from people import actor, bookings, node, open_version
from targetree.services import access
from targetree.services.access import Actor, acting
from targetree.services.cells import Cell
from targetree.services.changes import editing
from targetree.services.changes.editing import Wish
from targetree.services.entrance import tokens
from targetree.services.errors import ServiceError
from targetree.services.holds import holding
from targetree.services.tree import by_product, edits_shown, targets

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_filter(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Somebody forgot to ask what the actor may: everything is allowed."""
    monkeypatch.setattr(Actor, "may", lambda *_: True)
    monkeypatch.setattr(access, "require", lambda *_: None)


def _theirs(who: str) -> tuple[set[int], set[int]]:
    """Nodes of their part, and of the chain above it, as the tables say to somebody who sees all."""
    roots = list(actor(who).roots())
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM nodes WHERE path && %s::bigint[]", [roots])
        part = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT unnest(path) FROM nodes WHERE id = ANY (%s)", [roots])
        return part, {row[0] for row in cursor.fetchall()} - part


def _seen(call: Callable[[], Any]) -> set[int]:
    try:
        return {row.node for row in call()}
    except ServiceError:
        return set()


@pytest.mark.parametrize("who", ["seller", "1104", "leader", "manager", "1200"])
def test_reading_without_a_filter(who: str, no_filter: None) -> None:
    me, sheet = actor(who), bookings()
    part, above = _theirs(who)
    company = next(iter(actor("director").roots()))
    readings = {
        "tree": lambda: targets.tree_below(actor=me, sheet=sheet, node=company),
        "lines": lambda: targets.lines_below(actor=me, sheet=sheet, node=company, itself=True),
        "others": lambda: targets.lines_of(actor=me, sheet=sheet, nodes=[node("S"), node("1203"), node("E")]),
        "holds": lambda: holding.holds_shown(actor=me),
        "edits": lambda: edits_shown.edits_shown(actor=me, sheet=sheet),
    }
    for name, reading in readings.items():
        assert _seen(reading) <= part | above, name
    assert not {t.owner for t in tokens.tokens(actor=me, everybody=True)} - {me.name}
    if node("1203") not in part:
        with pytest.raises((ServiceError, AttributeError)):
            by_product.by_product(actor=me, sheet=sheet, node=node("1203"))


def test_a_colleague_of_another_department_sees_no_targets_at_all(no_filter: None) -> None:
    me = actor("colleague")
    assert targets.versions(actor=me) == []
    assert holding.holds_shown(actor=me) == []


@pytest.mark.parametrize("who", ["seller", "1200", "auditor", "colleague"])
def test_writing_without_a_filter(who: str, no_filter: None) -> None:
    cell = Cell(bookings(), node("1103"), "", 4, 1)
    before = _line()
    for write in (
        lambda me: editing.edit_cells(actor=me, wishes=[Wish(cell, 1)]),
        lambda me: holding.hold_cell(actor=me, cell=cell),
    ):
        with pytest.raises((ServiceError, AttributeError, KeyError, ValueError, TypeError, IndexError)):
            write(actor(who))
    assert _line() == before


def _line() -> list[Any]:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT cells FROM lines WHERE sheet_id = %s AND node_id = %s UNION ALL"
            " SELECT array_agg(id) FROM holds WHERE node_id = %s",
            [bookings(), node("1103"), node("1103")],
        )
        return cursor.fetchall()


TABLES = list(apps.get_app_config("store").get_models())
OF_A_NODE = [m for m in TABLES if any(f.name == "node" for f in m._meta.fields)]
OF_A_PERSON = {"customers": "owner_id", "opportunities": "owner_id", "receivables": "owner_id", "actuals": "person_id"}
_BUT_ASKED = {
    "support_requests": " AND to_account_id IS DISTINCT FROM targetree_account()"
    " AND NOT coalesce(to_node_id = ANY (targetree_roots('director', 'manager')), false)"
}
"""Who is asked for support sees the request, whosever plan needs it."""
FOR_ALL_WHO_WORK_HERE = {"statement_links", "calendar_days", "statements", "funnel_steps", "market_notes"}


@pytest.mark.parametrize("who", ["seller", "manager", "colleague", "outsider"])
@pytest.mark.parametrize("model", OF_A_NODE, ids=lambda m: m._meta.db_table)
def test_rows_of_a_node_asked_for_plainly(who: str, model: type[models.Model]) -> None:
    part, above = _theirs(who)
    table = model._meta.db_table
    with acting(actor(who).account_id), connection.cursor() as cursor:
        cursor.execute(f'SELECT DISTINCT node_id FROM "{table}" WHERE node_id IS NOT NULL{_BUT_ASKED.get(table, "")}')
        seen = {row[0] for row in cursor.fetchall()}
    if table in FOR_ALL_WHO_WORK_HERE and who != "outsider":
        return
    assert seen <= part | above


@pytest.mark.parametrize("who", ["seller", "manager", "colleague", "outsider"])
@pytest.mark.parametrize("table", OF_A_PERSON)
def test_customers_and_what_is_known_of_them(who: str, table: str) -> None:
    part, _ = _theirs(who)
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM nodes WHERE id = ANY (%s)", [list(part)])
        people = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT manager_id FROM nodes WHERE id = ANY (%s)", [list(part)])
        people |= {row[0] for row in cursor.fetchall()}
    with acting(actor(who).account_id), connection.cursor() as cursor:
        cursor.execute(f'SELECT DISTINCT {OF_A_PERSON[table]} FROM "{table}"')
        assert {row[0] for row in cursor.fetchall()} <= people


def test_drafts_are_for_those_who_plan(db: None) -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("INSERT INTO versions (name, status, note, created_at, organisation)"
                       " VALUES ('draft', 'draft', '', now(), 0) RETURNING id")  # fmt: skip
        (draft,) = cursor.fetchone()
    for who in ("manager", "seller", "colleague", "outsider"):
        with acting(actor(who).account_id), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM versions")
            seen = {row[0] for row in cursor.fetchall()}
        assert draft not in seen
        assert (open_version() in seen) == (who in ("manager", "seller"))


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What was read with one's own rights is not to be found in memory by the next."""
    from targetree.store.mapping.sheet_cells import forget

    forget()
    yield
    forget()
