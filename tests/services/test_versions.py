"""Versions: copied whole, sent down, published once and for all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection

from people import actor, bookings, node, open_version, year
from targetree.services.access import Actor, acting
from targetree.services.agreement.answering import accept
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.tree.targets import sheets, versions
from targetree.services.versioning.versions import (
    archive_version,
    copy_version,
    describe_version,
    publish,
    send_down,
    version_card,
    version_cards,
)


def sheet_of(version: int, measure: str = "bookings") -> int:
    return next(s.id for s in sheets(actor=actor("director"), version=version) if s.measure == measure)


def raise_1103(who: Actor, sheet: int, by: int) -> None:
    amount = year(sheet, "1103") + by
    edit_cells(actor=who, wishes=[Wish(Cell(sheet, node("1103")), amount)], why="more")


@pytest.mark.django_db
def test_a_copy_has_every_number_and_a_life_of_its_own() -> None:
    director = actor("director")
    copied = copy_version(actor=director, version=open_version(), name=" 保守  情景 ", note="less")
    card = version_card(actor=director, version=copied)
    assert (card.name, card.status, card.based_on, card.created_by) == (
        "保守 情景",
        "draft",
        open_version(),
        director.name,
    )
    with acting(director.account_id), connection.cursor() as cursor:
        for table in ("lines", "receipt_lines", "customer_lines"):
            cursor.execute(
                f"SELECT s.version_id, count(*), md5(string_agg(md5((to_jsonb(t) - 'id' - 'sheet_id')::text), ''"
                " ORDER BY s.measure_id, s.tier, t.node_id, (to_jsonb(t) ->> 'customer_id')::bigint))"
                f" FROM {table} t JOIN sheets s ON s.id = t.sheet_id WHERE s.version_id = ANY (%s) GROUP BY 1",
                [[copied, open_version()]],
            )
            (_, n, a), (_, m, b) = cursor.fetchall()
            assert n == m > 0
            assert a == b, table
    before = year(bookings(), "1103")
    raise_1103(director, sheet_of(copied), 1000)
    assert year(sheet_of(copied), "1103") == before + 1000
    assert year(bookings(), "1103") == before
    assert version_card(actor=director, version=copied).edits == 1


@pytest.mark.django_db
def test_drafts_are_for_those_who_plan() -> None:
    copied = copy_version(actor=actor("operations"), version=open_version(), name="草案")
    assert copied in {v.id for v in version_cards(actor=actor("auditor"))}
    for who in ("manager", "seller"):
        assert copied not in {v.id for v in version_cards(actor=actor(who))}
        with pytest.raises(Missing):
            version_card(actor=actor(who), version=copied)
        with pytest.raises(Denied):
            copy_version(actor=actor(who), version=open_version(), name="mine")
    with pytest.raises(Denied):
        version_cards(actor=actor("colleague"))
    with pytest.raises(Missing):
        accept(actor=actor("seller"), sheet=sheet_of(copied), node=node("1103"))
    send_down(actor=actor("operations"), version=copied)
    accept(actor=actor("seller"), sheet=sheet_of(copied), node=node("1103"))
    with pytest.raises(Conflict, match="sent-down"):
        send_down(actor=actor("operations"), version=copied)


@pytest.mark.django_db
def test_names_are_given_once() -> None:
    director = actor("director")
    copied = copy_version(actor=director, version=open_version(), name="甲")
    with pytest.raises(Invalid, match="version-name-taken"):
        copy_version(actor=director, version=open_version(), name="甲")
    describe_version(actor=director, version=copied, name="乙", note="better")
    assert version_card(actor=director, version=copied).name == "乙"
    for name in ("", "  ", "x" * 121):
        with pytest.raises(Invalid, match="version-name-needed"):
            describe_version(actor=director, version=copied, name=name)
    archive_version(actor=director, version=copied)
    assert copied not in {v.id for v in version_cards(actor=director)}
    assert version_card(actor=director, version=copied).archived
    with pytest.raises(Conflict, match="version-archived"):
        publish(actor=director, version=copied)
    archive_version(actor=director, version=copied, archived=False)
    assert copied in {v.id for v in version_cards(actor=director)}


@pytest.mark.django_db
def test_a_published_version_is_in_force_and_never_changes() -> None:
    director, version = actor("director"), open_version()
    sheet = bookings()
    for who in ("operations", "manager", "seller", "auditor"):
        with pytest.raises(Denied):
            publish(actor=actor(who), version=version)
    publish(actor=director, version=version)
    card = version_card(actor=director, version=version)
    assert (card.status, card.in_force, card.published_by) == ("published", True, director.name)
    assert versions(actor=actor("seller"))[0].in_force
    with pytest.raises(Conflict, match="version-published"):
        raise_1103(director, sheet, 1)
    with pytest.raises(Conflict, match="version-published"):
        describe_version(actor=director, version=version, name="another")
    with pytest.raises(Conflict, match="version-published-already"):
        publish(actor=director, version=version)
    with pytest.raises(Conflict, match="version-published"):
        archive_version(actor=director, version=version)
    with pytest.raises(Conflict, match="version-published"):
        accept(actor=actor("seller"), sheet=sheet, node=node("1103"))


def test_the_database_itself_keeps_what_is_published(own_database: Callable[[], Any]) -> None:
    publish(actor=actor("director"), version=open_version_of(own_database))
    owner = own_database()
    for change in (
        "UPDATE lines SET year = year + 1", "DELETE FROM lines", "UPDATE holds SET amount = 0", "DELETE FROM sheets",
        "UPDATE versions SET name = 'x'", "DELETE FROM versions", "DELETE FROM places", "DELETE FROM commitments",
        "UPDATE versions SET status = 'draft'",
    ):  # fmt: skip
        with pytest.raises(Exception, match="a published version never changes"):
            owner.execute(change + " WHERE true")
    owner.close()


def open_version_of(own_database: Callable[[], Any]) -> int:
    with own_database() as owner:
        owner.execute("INSERT INTO commitments (sheet_id, node_id, state, assigned, amount, reason, answered_at,"
                      " settled_how, settle_note) SELECT sheet_id, node_id, 'accepted', year, year, '', now(), '', ''"
                      " FROM lines LIMIT 1 ON CONFLICT DO NOTHING")  # fmt: skip
        return int(owner.execute("SELECT id FROM versions WHERE status = 'open'").fetchone()[0])


def test_one_director_publishes_while_others_edit(own_database: Callable[[], Any]) -> None:
    """Every edit is wholly in the published version or refused; its sums are right, and nothing comes after."""
    director, leader, operations = actor("director"), actor("leader"), actor("operations")
    version, sheet = open_version(), bookings()
    people = [node(code) for code in ("1102", "1103", "1104")]
    start, kept, refused = threading.Barrier(4), [0] * 3, list[str]()

    def edit(at: int, who: Actor) -> None:
        start.wait()
        for step in range(40):
            try:
                with acting(who.account_id), connection.cursor() as cursor:
                    cursor.execute("SELECT year FROM lines WHERE sheet_id = %s AND node_id = %s", [sheet, people[at]])
                    (now,) = cursor.fetchone()
                edit_cells(actor=who, wishes=[Wish(Cell(sheet, people[at]), now + 1 + step)], why=f"{at}")
                kept[at] += 1
            except Conflict as conflict:
                refused.append(conflict.code)
                if conflict.code == "version-published":
                    break
        connection.close()

    workers = [threading.Thread(target=edit, args=(at, who)) for at, who in enumerate((director, leader, operations))]
    for worker in workers:
        worker.start()
    start.wait()
    while sum(kept) < 5 and any(w.is_alive() for w in workers):
        pass
    publish(actor=director, version=version)
    for worker in workers:
        worker.join(60)
    assert "version-published" in refused
    assert set(refused) <= {"version-published", "try-again"}
    owner = own_database()
    edits = owner.execute("SELECT count(*) FROM edits WHERE kind = 'edit' AND sheet_id = %s", [sheet]).fetchone()
    assert edits == (sum(kept),)
    assert owner.execute(
        "SELECT count(*) FROM edits e JOIN versions v ON v.id = %s WHERE e.sheet_id = %s AND e.at > v.published_at"
        " AND e.at > clock_timestamp()", [version, sheet]).fetchone() == (0,)  # fmt: skip
    wrong = owner.execute(
        "SELECT count(*) FROM places p JOIN lines l ON l.node_id = p.node_id AND l.sheet_id = %(s)s "
        " WHERE p.version_id = %(v)s AND p.children > 0 AND l.year <> (SELECT sum(b.year) FROM places c"
        " JOIN lines b ON b.node_id = c.node_id AND b.sheet_id = %(s)s WHERE c.version_id = %(v)s "
        " AND c.parent_id = p.node_id)",
        {"s": sheet, "v": version},
    ).fetchone()
    assert wrong == (0,)
    owner.close()


def test_two_directors_publish_at_the_same_moment(own_database: Callable[[], Any]) -> None:
    director, version = actor("director"), open_version()
    start, told = threading.Barrier(2), list[str]()

    def go() -> None:
        start.wait()
        try:
            publish(actor=director, version=version)
            told.append("done")
        except Conflict as conflict:
            told.append(conflict.code)
        except DatabaseError as problem:
            told.append(repr(problem))
        connection.close()

    workers = [threading.Thread(target=go) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(told) == ["done", "version-published-already"]
