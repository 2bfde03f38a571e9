"""The long-term plan: what is proposed adds up, changes make room, holds stand, and nothing moves by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import actor, bookings, node, open_version
from targetree.engine.periods import MONTHS
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish as TargetWish
from targetree.services.changes.editing import edit_cells
from targetree.services.errors import Conflict, Denied, Invalid, Missing, ServiceError
from targetree.services.longterm.changing import (
    Wish,
    hold_checkpoint,
    propose_anew,
    set_checkpoints,
    set_month,
    spread_anew,
    take_proposal,
)
from targetree.services.longterm.fields import FIELDS
from targetree.services.longterm.showing import LongTerm, Month, long_term
from targetree.services.plans.opening import open_plan
from targetree.services.tree.targets import lines_of
from targetree.services.versioning.versions import publish

pytestmark = pytest.mark.django_db


def plan(code: str = "1106") -> int:
    """A plan whose checkpoints nobody has taken yet."""
    return open_plan(actor=actor("director"), node=node(code))


def shown(code: str = "1106", who: str = "director") -> LongTerm:
    return long_term(actor=actor(who), plan=plan(code))


def months_of(code: str) -> list[int]:
    (line,) = lines_of(actor=actor("director"), sheet=bookings(), nodes=[node(code)])
    return list(line.months)


def change(code: str, month: int, wishes: list[Wish], who: str = "director", seen: int | None = None) -> Month:
    return set_checkpoints(actor=actor(who), plan=plan(code), month=month, wishes=wishes, seen_revision=seen)


def sound(found: LongTerm) -> None:
    for month in found.months:
        for field in month.fields:
            assert all(third >= 0 for third in field.thirds)
            assert all(third == 0 for third, days in zip(field.thirds, month.person_days, strict=True) if not days)
            assert sum(field.thirds) == field.month or not any(month.days)


@contextmanager
def on(day: date, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_: day)
        yield


@pytest.mark.parametrize("code", ["1103", "1106", "1214", "1309", "1108", "E1", "E", "HQ"])
def test_a_proposal_adds_up_to_the_target_of_every_month(code: str) -> None:
    found = shown(code)
    sound(found)
    assert [month.field("amount_signed").month for month in found.months] == months_of(code)
    assert {found.basis[field] for field in ("amount_signed", "visits", "signings", "cash")} == {"target"}
    assert found.basis["revenue"] == "none" and found.basis["customers"] == "history"
    assert all(sum(month.field("customers").thirds) > 0 for month in found.months if any(month.days))


def test_leave_takes_its_thirds_out() -> None:
    found = shown("1214")  # maternity leave from 12 April to 27 August
    away = [month for month in found.months if not any(month.days)]
    assert [month.at for month in away] == [4, 5, 6]
    april = found.months[3]
    assert april.days[0] > 0 and april.days[1:] == (0, 0)
    for field in april.fields:
        assert field.thirds[1:] == (0, 0)


def test_open_opportunities_pull_the_amount_to_where_they_are_expected() -> None:
    before = shown().months[8].field("amount_signed")
    rival = before.thirds
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO opportunities (code, customer_id, owner_id, amount_fen, win_probability, expected_close,"
            " stage, outcome, reason) SELECT 'OP-X', c.id, p.id, %s, 0.5, '2027-09-27', '', '', '' FROM people p"
            " JOIN customers c ON c.owner_id = p.id WHERE p.code = '1106' LIMIT 1",
            [before.month],
        )
    after = shown().months[8].field("amount_signed")
    assert sum(after.thirds) == before.month
    assert after.thirds[2] >= before.month // 2 and after.thirds[2] > rival[2] and after.thirds[0] < rival[0]


def test_nothing_is_kept_until_it_is_taken() -> None:
    assert not any(month.kept for month in shown().months)
    assert take_proposal(actor=actor("1106"), plan=plan(), month=2) == 1
    assert [month.at for month in shown().months if month.kept] == [2]
    before = shown()
    assert take_proposal(actor=actor("1106"), plan=plan()) == 11
    assert take_proposal(actor=actor("1106"), plan=plan()) == 0
    after = shown()
    assert all(month.kept for month in after.months)
    assert [m.fields for m in after.months] == [m.fields for m in before.months]


def test_one_is_changed_and_the_others_make_room() -> None:
    before = shown().months[3].field("amount_signed")
    assert all(before.thirds)
    after = change("1106", 3, [Wish(1, "amount_signed", before.month // 2)]).field("amount_signed")
    assert after.thirds[1] == before.month // 2 and sum(after.thirds) == before.month
    assert abs(after.thirds[0] * before.thirds[2] - after.thirds[2] * before.thirds[0]) <= 2 * max(before.thirds)
    assert shown().months[3].kept


def test_held_ones_stand_and_are_named() -> None:
    hold_checkpoint(actor=actor("1106"), plan=plan(), month=3, third=0, field="visits", held=True)
    held = shown().months[3].field("visits")
    assert held.held == (True, False, False)
    after = change("1106", 3, [Wish(1, "visits", 0)]).field("visits")
    assert after.thirds[0] == held.thirds[0] and after.thirds[1] == 0
    with pytest.raises(Conflict) as refused:
        change("1106", 3, [Wish(1, "visits", held.month - held.thirds[0] + 1)])
    assert refused.value.code == "checkpoint-held"
    assert refused.value.details == [{"month": 3, "third": 0, "field": "visits"}]
    with pytest.raises(Conflict):
        change("1106", 3, [Wish(0, "visits", 1)])
    hold_checkpoint(actor=actor("1106"), plan=plan(), month=3, third=0, field="visits", held=False)
    assert change("1106", 3, [Wish(0, "visits", 1)]).field("visits").thirds[0] == 1


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(0, "amount_signed", -1), "amount-out-of-range"),
        (Wish(0, "amount_signed", 10**15), "checkpoint-beyond"),
        (Wish(0, "amount_signed", 10**18), "amount-out-of-range"),
        (Wish(3, "amount_signed", 1), "checkpoint-no-such-field"),
        (Wish(0, "no such\x00field" * 50, 1), "checkpoint-no-such-field"),
        (Wish(0, "revision", 1), "checkpoint-no-such-field"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(wish: Wish, code: str) -> None:
    before = shown()
    with pytest.raises(ServiceError) as refused:
        change("1106", 3, [wish])
    assert refused.value.code == code
    assert [m.fields for m in shown().months] == [m.fields for m in before.months]


@pytest.mark.parametrize("month", [-1, 12, 10**9])
def test_there_are_twelve_months(month: int) -> None:
    who = actor("director")
    acts: list[Callable[[], object]] = [
        lambda: change("1106", month, [Wish(0, "visits", 1)]),
        lambda: take_proposal(actor=who, plan=plan(), month=month),
        lambda: spread_anew(actor=who, plan=plan(), month=month),
        lambda: propose_anew(actor=who, plan=plan(), month=month),
    ]
    for act in acts:
        with pytest.raises(Missing):
            act()


def test_the_month_of_a_target_is_changed_elsewhere_the_own_one_here() -> None:
    with pytest.raises(Conflict) as refused:
        set_month(actor=actor("1106"), plan=plan(), month=3, field="amount_signed", amount=1)
    assert refused.value.code == "checkpoint-month-is-target"
    after = set_month(actor=actor("1106"), plan=plan(), month=3, field="revenue", amount=10_000_001)
    assert after.field("revenue").month == 10_000_001 == sum(after.field("revenue").thirds)
    hold_checkpoint(actor=actor("1106"), plan=plan(), month=3, third=2, field="revenue", held=True)
    with pytest.raises(Conflict):
        set_month(actor=actor("1106"), plan=plan(), month=3, field="revenue", amount=1)
    with pytest.raises(Invalid):
        set_month(actor=actor("1214"), plan=plan("1214"), month=5, field="revenue", amount=1)


def test_two_people_edit_one_month_and_the_second_is_told() -> None:
    seen = take_proposal(actor=actor("1106"), plan=plan()) and shown().months[3].revision
    change("1106", 3, [Wish(0, "visits", 1)], who="1106", seen=seen)
    with pytest.raises(Conflict) as refused:
        change("1106", 3, [Wish(1, "visits", 1)], who="leader", seen=seen)
    assert refused.value.code == "plan-row-changed" and refused.value.values["who"]
    change("1106", 4, [Wish(1, "visits", 1)], who="leader", seen=shown().months[4].revision)
    with pytest.raises(Conflict):  # both looked at a month that was only proposed
        change("1106", 4, [Wish(1, "visits", 2)], who="1106", seen=0)


def test_a_changed_target_is_shown_and_spread_anew_when_asked() -> None:
    take_proposal(actor=actor("1106"), plan=plan())
    hold_checkpoint(actor=actor("1106"), plan=plan(), month=3, third=1, field="amount_signed", held=True)
    was = shown().months[3].field("amount_signed")
    edit_cells(
        actor=actor("director"), why="more",
        wishes=[TargetWish(Cell(bookings(), node("1106"), "", 3, 1), was.month + 30_000_000)],
    )  # fmt: skip
    found = shown()
    now = found.months[3].field("amount_signed")
    assert now.off and now.thirds == was.thirds and now.planned == was.month
    assert now.month == was.month + 30_000_000 and 3 in [month.at for month in found.off]
    with pytest.raises(Conflict) as refused:
        change("1106", 3, [Wish(0, "amount_signed", 1)])
    assert refused.value.code == "checkpoints-off"
    done = spread_anew(actor=actor("1106"), plan=plan())
    assert 3 in done.done and not done.refused
    after = shown()
    sound(after)
    assert not after.off
    assert after.months[3].field("amount_signed").thirds[1] == was.thirds[1]


def test_holds_that_leave_no_room_are_named_and_the_month_stays() -> None:
    take_proposal(actor=actor("1106"), plan=plan())
    was = shown().months[3].field("amount_signed")
    for third in range(3):
        hold_checkpoint(actor=actor("1106"), plan=plan(), month=3, third=third, field="amount_signed", held=True)
    wish = TargetWish(Cell(bookings(), node("1106"), "", 3, 1), was.month // 1_000_000 * 500_000)
    edit_cells(actor=actor("director"), why="less", wishes=[wish])
    found = spread_anew(actor=actor("1106"), plan=plan(), month=3)
    assert found.done == () and [at for at, _ in found.refused] == [3]
    assert found.refused[0][1].code == "checkpoint-held"
    assert shown().months[3].field("amount_signed").thirds == was.thirds


def test_a_changed_calendar_is_shown_and_spread_anew_when_asked() -> None:
    take_proposal(actor=actor("1106"), plan=plan())
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO calendar_days (day, working, node_id, note) SELECT d, false, %s, '' FROM"
            " generate_series(date '2027-06-01', '2027-06-10', '1 day') d",
            [node("1106")],
        )
    june = shown().months[5]
    assert june.off and june.days[0] == 0 and june.field("visits").thirds[0] > 0
    with pytest.raises(Conflict) as refused:
        change("1106", 5, [Wish(1, "visits", 1)])
    assert refused.value.code == "checkpoints-idle"
    spread_anew(actor=actor("1106"), plan=plan())
    sound(shown())
    with pytest.raises(Invalid) as idle:
        change("1106", 5, [Wish(0, "visits", 1)])
    assert idle.value.code == "checkpoint-no-days"


def test_a_published_version_changes_nothing_here() -> None:
    take_proposal(actor=actor("1106"), plan=plan())
    before = shown()
    publish(actor=actor("director"), version=open_version())
    assert [m.fields for m in shown().months] == [m.fields for m in before.months]
    change("1106", 3, [Wish(0, "visits", 1)])


def test_proposed_anew_holds_stand() -> None:
    change("1106", 3, [Wish(0, "visits", 0), Wish(1, "cash", 0)])
    hold_checkpoint(actor=actor("1106"), plan=plan(), month=3, third=1, field="cash", held=True)
    fresh = shown("1106").months[3]
    month = propose_anew(actor=actor("1106"), plan=plan(), month=3)
    assert month.field("visits").thirds[0] > 0
    assert month.field("cash").thirds[1] == 0 and sum(month.field("cash").thirds) == fresh.field("cash").month
    sound(shown())


def test_what_happened_stands_beside_what_was_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        for day, measure, amount, product in (
            ("2027-01-05", "bookings", 5_000_000, "P11"), ("2027-01-15", "bookings", 2_000_000, "P11"),
            ("2027-01-15", "signings", 1, "P12"), ("2027-01-28", "visits", 3, None),
        ):  # fmt: skip
            cursor.execute(
                "INSERT INTO actuals (day, person_id, customer_id, product_id, measure_id, amount)"
                " SELECT %s, p.id, (SELECT min(c.id) FROM customers c WHERE c.owner_id = p.id),"
                " (SELECT x.id FROM products x WHERE x.code = %s), m.id, %s FROM people p, measures m"
                " WHERE p.code = '1106' AND m.code = %s",
                [day, product, amount, measure],
            )
    with on(date(2027, 1, 25), monkeypatch):
        found = shown()
    january = found.months[0]
    assert january.begun == (True, True, True) and january.over == (True, True, False)
    assert january.field("amount_signed").done == (5_000_000, 2_000_000, 0)
    assert january.field("visits").done == (0, 0, 3)
    assert january.field("customers").done == (1, 0, 0), "a customer counts once a month, on its first day"
    assert january.field("products_signed").done == (1, 1, 0)
    assert found.quarters[0].reached == 7_000_000
    for month in shown("E").months:
        assert sum(month.field("customers").before) >= max(month.field("customers").before)


@pytest.mark.parametrize(("who", "refused"), [("auditor", Denied), ("1107", Missing), ("1200", Missing)])
def test_others_do_not_change_it(who: str, refused: type[Exception]) -> None:
    for act in (
        lambda: take_proposal(actor=actor(who), plan=plan()),
        lambda: change("1106", 1, [Wish(0, "visits", 1)], who=who),
        lambda: spread_anew(actor=actor(who), plan=plan()),
        lambda: hold_checkpoint(actor=actor(who), plan=plan(), month=1, third=1, field="visits", held=True),
    ):
        with pytest.raises((Denied, refused)):
            act()


def test_a_plan_that_was_handed_in_is_not_changed() -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("UPDATE work_plans SET status = 'submitted' WHERE id = %s", [plan()])
    with pytest.raises(Conflict):
        change("1106", 1, [Wish(0, "visits", 1)], who="1106")


def test_the_record_tells_who_changed_what() -> None:
    take_proposal(actor=actor("1106"), plan=plan())
    change("1106", 3, [Wish(0, "visits", 1)], who="1106")
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM records WHERE \"table\" = 'checkpoints' AND action = 'update' AND after ? 'visits'"
        )
        assert cursor.fetchone()[0] >= 2


def test_the_queries_do_not_grow_with_the_organisation(django_assert_max_num_queries: Callable[..., object]) -> None:
    for one in [plan("1106"), plan("HQ")]:
        with django_assert_max_num_queries(12):
            long_term(actor=actor("director"), plan=one)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, MONTHS - 1), st.integers(0, 2), st.sampled_from(FIELDS), st.integers(0, 3 * 10**7),
            st.booleans(),
        ),
        max_size=5,
    )
)  # fmt: skip
def test_whatever_is_edited_and_held_adds_up(steps: list[tuple[int, int, str, int, bool]]) -> None:
    for month, third, field, amount, held in steps:
        try:
            change("1214", month, [Wish(third, field, amount)])
            hold_checkpoint(
                actor=actor("director"), plan=plan("1214"), month=month, third=third, field=field, held=held
            )
        except ServiceError:
            continue
    sound(shown("1214"))
