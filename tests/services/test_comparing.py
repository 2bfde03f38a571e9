"""Two versions side by side: the difference adds up, and what was done is told."""

from __future__ import annotations

import pytest

from people import actor, bookings, node, open_version, year
from targetree.services.agreement.answering import propose
from targetree.services.agreement.settling import settle
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.holds.holding import hold_cell
from targetree.services.tree.targets import sheets
from targetree.services.versioning.comparing import Compared, compare
from targetree.services.versioning.differences import differences
from targetree.services.versioning.versions import copy_version, send_down

pytestmark = pytest.mark.django_db


def copied(name: str = "副本", of: int | None = None) -> int:
    return copy_version(actor=actor("director"), version=of or open_version(), name=name)


def sheet_of(version: int) -> int:
    return next(s.id for s in sheets(actor=actor("director"), version=version) if s.measure == "bookings")


def change(version: int, code: str, by: int, why: str = "because") -> None:
    sheet = sheet_of(version)
    edit_cells(actor=actor("director"), wishes=[Wish(Cell(sheet, node(code)), year(sheet, code) + by)], why=why)


def seen(a: int, b: int, who: str = "director", **more: object) -> Compared:
    return compare(actor=actor(who), a=a, b=b, measure="bookings", **more)  # type: ignore[arg-type]


def test_the_difference_adds_up_at_every_level() -> None:
    b = copied()
    assert all(r.variance == 0 and not r.changed for r in seen(open_version(), b).rows)
    change(b, "1103", 5_000_00)
    change(b, "1204", -700_00)
    found = seen(open_version(), b)
    rows = {r.node: r for r in found.rows}
    for r in found.rows:
        parts = [c for c in found.rows if c.parent == r.node]
        if parts:
            assert r.variance == sum(c.variance for c in parts)
            assert [sum(m) for m in zip(*(c.months for c in parts), strict=True)] == list(r.months)
            assert r.changed == sum(c.changed for c in parts)
        assert r.a is not None
        assert r.b is not None
        assert r.b - r.a == r.variance == sum(r.months)
    assert rows[node("1103")].variance == 5_000_00
    assert sum(found.b_months) - sum(found.a_months) == found.rows[0].variance
    back = {r.node: r for r in seen(b, open_version()).rows}
    assert all(back[n].variance == -r.variance for n, r in rows.items())


def test_only_what_changed_and_the_largest_first() -> None:
    b = copied()
    change(b, "1103", 5_000_00)
    found = seen(open_version(), b, only_changed=True, order="largest").rows
    assert 3 < len(found) < len(seen(open_version(), b).rows)
    assert all(r.changed for r in found)
    team = [r for r in found if r.parent == node("E1")]
    assert team[0].code == "1103"
    assert [abs(r.variance) for r in team] == sorted((abs(r.variance) for r in team), reverse=True)


def test_why_they_differ() -> None:
    change(open_version(), "1103", 11, "before the copy")
    b = copied()
    change(b, "1103", 222, "in the copy")
    change(open_version(), "1104", 3333, "in the one it was copied from")
    hold_cell(actor=actor("director"), cell=Cell(sheet_of(b), node("1105")), why="promised")
    found = differences(actor=actor("director"), a=open_version(), b=b, measure="bookings")
    assert found.related
    told = {(r.side, r.reason): r for r in found.reasons}
    assert told.keys() == {("b", "in the copy"), ("a", "in the one it was copied from"), ("b", "promised")}
    assert (told["b", "in the copy"].after or 0) - (told["b", "in the copy"].before or 0) == 222
    assert told["b", "in the copy"].who == actor("director").name
    assert told["b", "promised"].kind == "held"
    own = differences(actor=actor("director"), a=open_version(), b=b, measure="bookings", node=node("1205"))
    assert own.reasons == ()


def test_two_copies_of_one_differ_by_what_was_done_after_the_ways_parted() -> None:
    first = copied("一")
    change(open_version(), "1103", 11, "between the copies")
    second = copied("二")
    change(second, "1103", 22, "in the second")
    third = copied("三", of=second)
    change(second, "1103", 33, "after the third was made")
    change(open_version(), "1103", 44, "after both")
    found = differences(actor=actor("director"), a=first, b=third, measure="bookings")
    assert {(r.side, r.reason) for r in found.reasons} == {("b", "between the copies"), ("b", "in the second")}


def test_a_settlement_is_a_reason() -> None:
    a, b = open_version(), copied()
    send_down(actor=actor("director"), version=b)
    sheet = sheet_of(b)
    propose(actor=actor("seller"), sheet=sheet, node=node("1103"), amount=year(sheet, "1103") - 900, why="no")
    settle(actor=actor("leader"), sheet=sheet, node=node("1103"), how="granted", why="agreed with the team")
    found = differences(actor=actor("leader"), a=a, b=b, measure="bookings")
    assert [(r.kind, r.reason) for r in found.reasons] == [("settle", "agreed with the team")]
    assert {r.code for r in seen(a, b, "seller").rows} == {"1103"}


def test_who_sees_what() -> None:
    b = copied()
    for who in ("manager", "seller"):
        with pytest.raises(Missing):
            seen(open_version(), b, who)
    with pytest.raises(Denied):
        seen(open_version(), b, "colleague")
    with pytest.raises(Invalid, match="same-version-twice"):
        seen(b, b)
    with pytest.raises(Invalid, match="sheet-not-in-both"):
        compare(actor=actor("director"), a=open_version(), b=b, measure="bookings", tier="nothing")
    assert bookings()
