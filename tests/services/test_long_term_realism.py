"""Whether a plan is realistic, and what comes to other departments by month."""

from __future__ import annotations

import pytest
from django.db import connection

from people import actor, bookings, node, open_version
from targetree.engine.periods import MONTHS
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Denied, Missing
from targetree.services.longterm.focus import set_focus
from targetree.services.longterm.load import load_by_month
from targetree.services.longterm.realism import HOURS_A_DAY, HOURS_A_VISIT, Realism, realism
from targetree.services.longterm.showing import long_term
from targetree.services.plans.opening import open_plan
from targetree.services.tree.targets import lines_of, sheets

pytestmark = pytest.mark.django_db


def plan(code: str = "1106") -> int:
    return open_plan(actor=actor("director"), node=node(code))


def judged(code: str = "1106") -> Realism:
    found = realism(actor=actor("director"), plan=plan(code))
    assert found is not None
    return found


def test_the_pace_is_that_of_the_target_by_working_day() -> None:
    found = judged()
    (line,) = lines_of(actor=actor("director"), sheet=bookings(), nodes=[node("1106")])
    assert [pace.amount for pace in found.months] == list(line.months)
    assert found.target == sum(line.months) == sum(pace.amount for pace in found.quarters)
    year = long_term(actor=actor("director"), plan=plan())
    for pace, month in zip(found.months, year.months, strict=True):
        assert pace.days == sum(month.days)
        assert pace.per_day == pytest.approx(pace.amount / pace.days)
    best = found.best_month
    assert best is not None and best.when < "2027" and best.per_day == pytest.approx(best.amount / best.days)
    for pace in found.months:
        assert pace.times_best == pytest.approx((pace.per_day or 0) / best.per_day)
        assert (pace.at in found.beyond) is ((pace.per_day or 0) > best.per_day)


def test_the_best_month_is_the_best_of_the_books() -> None:
    best = judged().best_month
    assert best is not None
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(a.amount) FROM actuals a JOIN people p ON p.id = a.person_id JOIN measures m"
            " ON m.id = a.measure_id WHERE p.code = '1106' AND m.code = 'bookings' AND to_char(day, 'YYYY-MM') = %s",
            [best.when],
        )
        assert cursor.fetchone()[0] == best.amount


def test_a_pace_never_reached_is_found() -> None:
    best = judged().best_month
    assert best is not None and 3 not in judged().beyond
    amount = round(best.per_day * judged().months[3].days * 2) // 100_000 * 100_000
    wish = Wish(Cell(bookings(), node("1106"), "", 3, 1), amount)
    edit_cells(actor=actor("director"), wishes=[wish], why="x")
    found = judged()
    assert 3 in found.beyond and found.months[3].times_best == pytest.approx(2, abs=0.01)


def test_visits_beyond_the_hours_are_found() -> None:
    found = judged()
    assert 3 not in found.overloaded
    row = found.loads[3]
    assert row.part == pytest.approx(row.visits * HOURS_A_VISIT / (row.person_days * HOURS_A_DAY))
    visits = next(s.id for s in sheets(actor=actor("director"), version=open_version()) if s.measure == "visits")
    edit_cells(actor=actor("director"), wishes=[Wish(Cell(visits, node("1106"), "", 3, 1), 500)], why="x")
    assert 3 in judged().overloaded


def test_visits_and_the_focus_together_can_be_more_than_there_is() -> None:
    assert not judged().crowded
    set_focus(actor=actor("director"), plan=plan(), quarter=1, text="x", share_percent=90)
    found = judged()
    assert found.crowded and set(found.crowded) <= {3, 4, 5}


def test_months_without_work_are_named() -> None:
    assert judged("1214").idle == ()
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO calendar_days (day, working, node_id, note) SELECT d, false, %s, '' FROM"
            " generate_series(date '2027-04-01', '2027-04-30', '1 day') d",
            [node("1106")],
        )
    assert judged().idle == (3,)
    april = long_term(actor=actor("director"), plan=plan()).months[3]
    assert april.field("amount_signed").thirds == (0, 0, 0) and april.field("amount_signed").month > 0
    assert [m.at for m in long_term(actor=actor("director"), plan=plan()).without_days] == [3]


def test_who_has_no_history_is_compared_with_nothing() -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("DELETE FROM actuals WHERE person_id = (SELECT id FROM people WHERE code = '1106')")
    found = judged()
    assert found.best_month is None and found.beyond == () and found.last_year == 0


@pytest.mark.parametrize("who", ["colleague", "1107", "1200"])
def test_it_is_not_for_others(who: str) -> None:
    with pytest.raises((Denied, Missing)):
        realism(actor=actor(who), plan=plan())


def test_the_load_is_that_of_the_company_in_sums() -> None:
    found = load_by_month(actor=actor("colleague"))
    (line,) = lines_of(actor=actor("director"), sheet=bookings(), nodes=[node("HQ")])
    assert found.amount == tuple(line.months)
    categories = [row for row in found.supply if row.depth == 0]
    assert [sum(row.amount[m] for row in categories) for m in range(MONTHS)] == list(line.months)
    assert found.places[0].name == found.name and len(found.places) == 5
    parts = [load_by_month(actor=actor("colleague"), node=place.node) for place in found.places[1:]]
    assert [sum(part.amount[m] for part in parts) for m in range(MONTHS)] == list(found.amount)
    signings = {row.measure: row.months for row in found.counted}
    assert set(signings) == {"signings", "visits", "new_customers"}
    assert load_by_month(actor=actor("seller")) == found == load_by_month(actor=actor("auditor"))


def test_pieces_are_the_amount_by_the_price() -> None:
    found = load_by_month(actor=actor("colleague"))
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT code, price_fen FROM products WHERE price_fen IS NOT NULL")
        prices = dict(cursor.fetchall())
    products = [row for row in found.supply if row.code in prices]
    assert products
    for row in products:
        assert abs(sum(row.pieces) * prices[row.code] - sum(row.amount)) <= prices[row.code]
        for pieces, amount in zip(row.pieces, row.amount, strict=True):
            assert abs(pieces * prices[row.code] - amount) <= prices[row.code]


def test_no_person_and_no_team_is_shown() -> None:
    for code in ("1103", "E1"):
        with pytest.raises(Missing):
            load_by_month(actor=actor("colleague"), node=node(code))
    with pytest.raises(Denied):
        load_by_month(actor=actor("outsider"))


def test_requests_are_counted_by_month_and_the_unit_that_is_asked() -> None:
    with acting(actor("seller").account_id), connection.cursor() as cursor:
        for day, status in (("2027-03-05", "open"), ("2027-03-25", "accepted"), ("2027-04-01", "declined")):
            cursor.execute(
                "INSERT INTO support_requests (plan_id, node_id, text, why, needed_by, to_node_id, status, answer,"
                " revision, asked_by_id, asked_at) VALUES (%s, %s, 'x', '', %s, %s, %s, '', 0, %s, now())",
                [
                    open_plan(actor=actor("seller"), node=node("1103")), node("1103"), day, node("S1"), status,
                    actor("seller").account_id,
                ],
            )  # fmt: skip
    (row,) = [row for row in load_by_month(actor=actor("colleague")).asked if row.unit == "华南大区"]
    assert row.open[2] >= 1 and row.accepted[2] >= 1
