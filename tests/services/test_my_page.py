"""My page: the next step, exact parts of the year, the chain; nothing of others; few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actor, bookings, node, open_version, year
from targetree.services.access import acting
from targetree.services.agreement.answering import accept, comment, propose
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Missing
from targetree.services.mine.my_page import MyPage, my_page
from targetree.services.tree.periods import part_now
from targetree.store import models as store

pytestmark = pytest.mark.django_db
IN_MARCH = date(2027, 3, 10)


def page(who: str, **more: object) -> MyPage:
    return my_page(actor=actor(who), **more)  # type: ignore[arg-type]


def fresh(who: str) -> None:
    """As if nobody had answered or said anything yet."""
    with acting(actor("director").account_id):
        store.Comment.objects.all().delete()
        store.Commitment.objects.all().delete()


def answer_all(who: str) -> None:
    for m in page(who).measures:
        place = page(who).place
        assert place is not None
        accept(actor=actor(who), sheet=m.sheet, node=place.node, was=m.year)


def test_the_chain_is_the_tree_s() -> None:
    found = page("seller")
    assert found.number is not None
    assert [(a.name, a.year) for a in found.number.chain][1:] == [
        ("华东大区", year(bookings(), "E")), ("上海组", year(bookings(), "E1")), ("谢俊杰", year(bookings(), "1103")),
    ]  # fmt: skip
    assert found.number.chain[0].own == 180_000_000_00
    assert found.number.share_of_company == pytest.approx(year(bookings(), "1103") / year(bookings(), "HQ"))


@pytest.mark.parametrize(("who", "measure"), [("seller", "bookings"), ("seller", "visits"), ("leader", "bookings")])
def test_day_and_week_are_the_same_as_anywhere_else(who: str, measure: str) -> None:
    found = page(who, measure=measure, today=IN_MARCH)
    assert found.number is not None and found.place is not None
    mine = found.number.measure
    now = part_now(actor=actor(who), sheet=mine.sheet, node=found.place.node, day=IN_MARCH)
    assert (mine.day, mine.week) == (now["day"], now["week"])
    assert mine.month == mine.months[2]


def test_the_days_of_a_month_add_up_to_it() -> None:
    start = date(2027, 3, 1)
    total = 0
    for k in range(31):
        found = page("seller", today=start + timedelta(days=k))
        assert found.times is not None and found.number is not None
        if found.times.day_is_today:
            total += found.number.measure.day or 0
    assert total == found.number.measure.months[2]


def test_before_the_year_its_first_month_week_and_working_day_are_shown() -> None:
    times = page("seller", today=date(2026, 11, 24)).times
    assert times is not None
    assert (times.phase, times.days_until, times.month) == ("before", 38, 0)
    assert times.day == date(2027, 1, 4), "after New Year"
    assert times.week_start == date(2027, 1, 4)
    after = page("seller", today=date(2028, 2, 1)).times
    assert after is not None and after.phase == "after" and after.days_left == 0


def test_today_off_shows_the_next_working_day() -> None:
    times = page("seller", today=date(2027, 2, 6)).times
    assert times is not None
    assert not times.day_is_today and times.day > date(2027, 2, 6)


def test_own_leave_counts() -> None:
    on_leave = page("director", person="1214", today=date(2027, 5, 10))
    assert on_leave.times is not None and on_leave.times.day == date(2027, 8, 30)


def test_the_next_step_is_to_answer_then_to_wait_for_the_year() -> None:
    fresh("seller")
    step = page("seller").step
    assert step is not None and (step.kind, step.count, step.sheet) == ("commit", 5, bookings())
    answer_all("seller")
    step = page("seller", today=date(2026, 11, 24)).step
    assert step is not None and (step.kind, step.count) == ("start", 38)
    step = page("seller", today=IN_MARCH).step
    assert step is not None and step.kind == "today" and step.now > 0


def test_a_changed_number_comes_first() -> None:
    fresh("seller")
    answer_all("seller")
    was = year(bookings(), "1103")
    wish = Wish(Cell(bookings(), node("1103")), was + 10_000_00)
    edit_cells(actor=actor("leader"), wishes=[wish], why="")
    step = page("seller").step
    assert step is not None and (step.kind, step.was, step.now) == ("changed", was, was + 10_000_00)


def test_a_comment_wants_an_answer_until_something_is_said() -> None:
    fresh("seller")
    answer_all("seller")
    comment(actor=actor("leader"), sheet=bookings(), node=node("1103"), words="八月怎么排？")
    step = page("seller").step
    assert step is not None and (step.kind, step.who, step.text) == ("reply", actor("leader").name, "八月怎么排？")
    comment(actor=actor("seller"), sheet=bookings(), node=node("1103"), words="拜访排满")
    step = page("seller").step
    assert step is not None and step.kind not in ("reply", "commit")


def test_a_proposal_waits_here_and_is_to_be_settled_there() -> None:
    fresh("seller")
    answer_all("seller")
    propose(actor=actor("seller"), sheet=bookings(), node=node("1103"), amount=2_500_000_00, why="丢了一家大客户")
    assert (page("seller").step or pytest.fail()).kind == "wait"
    answer_all("leader")
    step = page("leader").step
    assert step is not None and (step.kind, step.count, step.who) == ("settle", 1, "谢俊杰")


def test_a_manager_sees_who_has_not_answered() -> None:
    fresh("leader")
    found = page("leader")
    assert found.place is not None and found.place.kind == "unit"
    assert [p.kind for p in found.places] == ["unit", "seat"]
    assert found.waiting is not None
    assert (found.waiting.answered, found.waiting.people, len(found.waiting.silent)) == (0, 6, 6)
    answer_all("seller")
    again = page("leader").waiting
    assert again is not None and again.answered == 1 and "1103" not in {row.code for row in again.silent}


def test_products_and_customers_make_up_the_year() -> None:
    number = page("seller").number
    assert number is not None
    assert sum(p.amount for p in number.products if p.leaf) == number.measure.year
    assert sum(sum(c.months) for c in number.customers) == number.measure.year
    assert sum(p.share for p in number.products if p.depth == 1) == pytest.approx(1)


def test_a_manager_sees_the_page_of_somebody_below_and_nobody_else_does() -> None:
    found = page("manager", person="1103")
    assert found.number is not None and not found.own and found.step is None
    assert found.number.measure.year == year(bookings(), "1103")
    for who, code in [("seller", "1104"), ("manager", "1203"), ("colleague", "1103"), ("seller", "nobody")]:
        with pytest.raises(Missing):
            page(who, person=code)
    assert page("seller", person="1103").own


@pytest.mark.parametrize("who", ["colleague", "operations", "auditor"])
def test_everybody_has_a_page(who: str) -> None:
    found = page(who)
    assert (found.number is None) == (who == "colleague")


def test_the_number_of_queries_does_not_grow_with_the_unit() -> None:
    def queries(**more: object) -> int:
        page("director", **more)
        with CaptureQueriesContext(connection) as seen:
            page("director", **more)
        return len(seen)

    assert queries(at=node("HQ")) <= queries(person="1101") + 1
    assert queries(person="1103") <= 22


def test_nothing_chosen_that_is_not_there_is_an_error() -> None:
    found = page("seller", at=999_999, measure="nothing", version=999_999)
    assert found.shown is not None and found.shown.version == open_version()
    assert found.number is not None and found.number.measure.code == "bookings"
    assert connection.in_atomic_block
