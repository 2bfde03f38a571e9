"""Commitments: answered, summed up, talked over, settled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import actor, bookings, node, nothing_is_wrong, open_version, year
from targetree.services.agreement.answering import accept, comment, propose
from targetree.services.agreement.answers import Assigned
from targetree.services.agreement.commitments import CommitmentRow, Part, commitments, own_parts, part
from targetree.services.agreement.proposing import Typed, proposal, typed_into
from targetree.services.agreement.settling import preview_settlement, settle
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Conflict, Denied, Invalid, Missing, Refused
from targetree.services.holds.holding import hold_cell

pytestmark = pytest.mark.django_db


def seen(who: str, code: str) -> Part:
    return part(actor=actor(who), sheet=bookings(), node=node(code))


def row(code: str, who: str = "director") -> CommitmentRow:
    return next(r for r in commitments(actor=actor(who), sheet=bookings()) if r.code == code)


def counter(code: str, less: int, who: str = "seller") -> int:
    amount = year(bookings(), code) - less
    propose(actor=actor(who), sheet=bookings(), node=node(code), amount=amount, sure=70, why="a customer is closing")
    return amount


@pytest.fixture(autouse=True)
def _nobody_has_answered_yet() -> None:
    from django.db import connection

    from targetree.services.access import acting

    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("DELETE FROM comments")
        cursor.execute("DELETE FROM commitments")


def test_accepting_keeps_the_number_as_it_was_seen() -> None:
    assigned = year(bookings(), "1103")
    accept(actor=actor("seller"), sheet=bookings(), node=node("1103"), was=assigned, sure=85)
    found = seen("seller", "1103")
    assert found.answer is not None
    assert (found.answer.state, found.answer.committed, found.answer.sure) == ("accepted", assigned, 85)
    assert not found.stale
    assert (row("1103").gap, row("E").answered) == (0, 1)


def test_an_answer_to_a_number_that_is_not_there_any_more_is_refused() -> None:
    with pytest.raises(Conflict) as refused:
        accept(actor=actor("seller"), sheet=bookings(), node=node("1103"), was=1)
    assert refused.value.code == "number-changed"


def test_a_proposal_shows_as_a_gap_at_every_level() -> None:
    before = row("HQ")
    counter("1103", 300_000_00)
    for code in ("1103", "E1", "E", "HQ"):
        assert (row(code).gap, row(code).variance) == (300_000_00, -300_000_00), code
        assert row(code).countered == 1
    assert row("HQ").unanswered == before.assigned - row("1103").assigned
    assert row("1103").sure == 70
    assert row("HQ").assigned == before.assigned, "a proposal changes no target"


def test_proposals_need_reasons_and_another_number() -> None:
    sheet, me, who = bookings(), node("1103"), actor("seller")
    with pytest.raises(Invalid, match="reason-needed"):
        propose(actor=who, sheet=sheet, node=me, amount=5, why="  ")
    with pytest.raises(Invalid, match="proposal-is-the-same"):
        propose(actor=who, sheet=sheet, node=me, amount=year(sheet, "1103"), why="so")
    with pytest.raises(Invalid, match="sure-in-per-cent"):
        propose(actor=who, sheet=sheet, node=me, amount=5, why="so", sure=101)
    with pytest.raises(Invalid, match="proposal-does-not-fit"):
        propose(actor=who, sheet=sheet, node=me, cells=[1, 2, 3], why="so")
    with pytest.raises(Invalid, match="too-long"):
        propose(actor=who, sheet=sheet, node=me, amount=5, why="x" * 4001)


def test_months_and_products_of_a_proposal_are_granted_as_proposed() -> None:
    sheet, me, seller = bookings(), node("1103"), actor("seller")
    first = seen("seller", "1103")
    code = first.products[0][0]
    now = int(first.line.cells[0, 4])
    steps = [Typed("", 2, 1, 50_000_00), Typed("", 7, 1, 90_000_00), Typed(code, 4, 1, now + 12_345)]
    cells: list[int] | None = None
    for at in range(len(steps)):
        made = proposal(actor=seller, sheet=sheet, node=me, typed=steps[: at + 1], cells=cells)
        cells = list(made.cells)
    assert cells is not None
    propose(actor=seller, sheet=sheet, node=me, cells=cells, sure=60, why="the project starts in summer")
    leader = actor("leader")
    preview = preview_settlement(actor=leader, sheet=sheet, node=me, how="granted")
    assert preview.amount == sum(cells)
    assert year(sheet, "1103") == first.line.year, "a preview keeps nothing"
    settle(actor=leader, sheet=sheet, node=me, how="granted", why="agreed")
    after = seen("seller", "1103")
    assert after.line.cells.ravel().tolist() == cells
    assert after.answer is not None
    assert (after.answer.state, after.answer.settled_how, after.answer.settle_note) == ("settled", "granted", "agreed")
    assert after.answer.settled_by == leader.name
    assert year(sheet, "E1") == row("E1").assigned
    nothing_is_wrong()


def test_a_leader_grants_within_the_own_number() -> None:
    team = year(bookings(), "E1")
    amount = counter("1103", 100_000_00)
    done = settle(actor=actor("leader"), sheet=bookings(), node=node("1103"), how="granted", why="fine")
    assert done.amount == amount == year(bookings(), "1103")
    assert year(bookings(), "E1") == team, "colleagues carry it: the team's number comes from above"
    assert row("E1").gap == 0
    nothing_is_wrong()


def test_between_and_kept() -> None:
    sheet, assigned = bookings(), year(bookings(), "1103")
    counter("1103", 100_000_00)
    with pytest.raises(Invalid, match="between-needs-amount"):
        settle(actor=actor("director"), sheet=sheet, node=node("1103"), how="between")
    settle(actor=actor("director"), sheet=sheet, node=node("1103"), how="between", amount=assigned - 40_000_00)
    assert year(sheet, "1103") == assigned - 40_000_00
    with pytest.raises(Conflict, match="nothing-to-settle"):
        settle(actor=actor("director"), sheet=sheet, node=node("1103"), how="kept")
    with pytest.raises(Conflict, match="answer-settled"):
        accept(actor=actor("seller"), sheet=sheet, node=node("1103"))
    counter("1104", 70_000_00, "1104")
    settle(actor=actor("leader"), sheet=sheet, node=node("1104"), how="kept", why="the market grows")
    found = row("1104")
    assert found.answer is not None
    assert (found.answer.committed, found.gap, found.stale) == (found.assigned, 0, False)
    nothing_is_wrong()


def test_holds_in_the_way_refuse_and_change_nothing() -> None:
    sheet, assigned = bookings(), year(bookings(), "1103")
    for first in (0, 3, 6, 9):
        hold_cell(actor=actor("director"), cell=Cell(sheet, node("1103"), "", first, 3), why="promised to the board")
    counter("1103", 100_000_00)
    with pytest.raises(Refused) as refused:
        settle(actor=actor("leader"), sheet=sheet, node=node("1103"), how="granted")
    assert len(refused.value.details) == 4
    assert year(sheet, "1103") == assigned
    found = row("1103").answer
    assert found is not None
    assert found.state == "countered"


def test_nobody_settles_for_themselves() -> None:
    counter("1101", 1_000_00, "leader")
    with pytest.raises(Denied, match="own-answer"):
        settle(actor=actor("leader"), sheet=bookings(), node=node("1101"), how="granted")
    assert not seen("leader", "1101").may_settle
    assert seen("manager", "1101").may_settle
    counter("E1", 5_000_00, "leader")
    with pytest.raises(Denied):
        settle(actor=actor("leader"), sheet=bookings(), node=node("E1"), how="granted")
    for who in ("operations", "auditor", "seller"):
        with pytest.raises((Denied, Missing)):
            settle(actor=actor(who), sheet=bookings(), node=node("E1"), how="granted")
    settle(actor=actor("manager"), sheet=bookings(), node=node("E1"), how="granted")
    nothing_is_wrong()


def test_only_the_own_number_is_answered() -> None:
    for who, code in (("seller", "1104"), ("leader", "1103"), ("director", "HQ"), ("auditor", "1103")):
        with pytest.raises((Denied, Missing)):
            accept(actor=actor(who), sheet=bookings(), node=node(code))
    with pytest.raises((Denied, Missing)):
        seen("seller", "1104")
    with pytest.raises((Denied, Missing)):
        seen("colleague", "1103")


def test_an_answer_for_an_older_number_is_marked_and_opens_again() -> None:
    sheet = bookings()
    accept(actor=actor("seller"), sheet=sheet, node=node("1103"))
    raised = year(sheet, "1103") + 10_000_00
    edit_cells(actor=actor("leader"), wishes=[Wish(Cell(sheet, node("1103")), raised)], why="more")
    assert row("1103").stale
    assert row("1103").gap == 10_000_00, "committed to is what was accepted"
    accept(actor=actor("seller"), sheet=sheet, node=node("1103"), was=raised)
    assert not row("1103").stale


def test_an_answer_that_changed_is_looked_at_again_before_it_is_settled() -> None:
    counter("1103", 100)
    old = seen("leader", "1103").answer
    assert old is not None
    counter("1103", 200)
    with pytest.raises(Conflict, match="answer-changed"):
        settle(actor=actor("leader"), sheet=bookings(), node=node("1103"), how="granted", seen=old.at)


def test_the_talk_about_a_number() -> None:
    sheet, me = bookings(), node("1103")
    comment(actor=actor("seller"), sheet=sheet, node=me, words="Two big customers are gone.")
    comment(actor=actor("leader"), sheet=sheet, node=me, words=" Which ones? ")
    assert [(c.text, c.own) for c in seen("leader", "1103").comments] == [
        ("Two big customers are gone.", False), ("Which ones?", True),
    ]  # fmt: skip
    with pytest.raises(Invalid, match="comment-empty"):
        comment(actor=actor("seller"), sheet=sheet, node=me, words=" \x00 ")
    with pytest.raises((Denied, Missing)):
        comment(actor=actor("1104"), sheet=sheet, node=me, words="hello")


def test_everybody_sees_their_part() -> None:
    assert {r.code for r in commitments(actor=actor("seller"), sheet=bookings())} == {"1103"}
    team = commitments(actor=actor("leader"), sheet=bookings())
    assert team[0].code == "E1"
    assert team[0].people == len(team) - 1
    mine = own_parts(actor=actor("leader"), version=open_version())
    assert {p.kind for p in mine} == {"unit", "seat"}
    assert own_parts(actor=actor("auditor"), version=open_version()) == []
    with pytest.raises(Denied):
        commitments(actor=actor("colleague"), sheet=bookings())


@given(
    cells=st.lists(st.integers(0, 10**9), min_size=24, max_size=24),
    typed=st.lists(
        st.tuples(
            st.sampled_from(["", "a", "b"]), st.sampled_from([(0, 12), (0, 3), (3, 1), (7, 1)]), st.integers(0, 10**10)
        ),
        min_size=1,
        max_size=5,
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_typed_stands_and_a_proposal_adds_up(
    cells: list[int], typed: list[tuple[str, tuple[int, int], int]]
) -> None:
    grid = np.array(cells, np.int64).reshape(2, 12)
    line = Assigned("", "seat", int(grid.sum()), grid, 4095, ("*", "a", "b"), (-1, 0, 0), 100)
    stand: list[Typed] = []
    for what, (first, count), amount in typed:
        step = Typed(what, first, count, amount)
        try:
            grid = typed_into(grid, line, [*stand, step])
        except Refused:
            break
        stand = [s for s in stand if (s.what, s.first_month, s.month_count) != (what, first, count)] + [step]
        for one in stand:
            part = grid if not one.what else grid[["a", "b"].index(one.what)][None]
            assert part[:, one.first_month : one.first_month + one.month_count].sum() == one.amount
        assert (grid >= 0).all()
