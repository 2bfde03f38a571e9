"""Strategy: statements in their order, what serves them, how far they are; who may write and link."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actor, bookings, node
from targetree.services.access import acting
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.reasons.receipts import receipt
from targetree.services.reasons.strategy import (
    StatementShown,
    archive_statement,
    link_choices,
    link_target,
    order_statements,
    strategy,
    unlink_target,
    write_statement,
)
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def statements(who: str = "director", **more: object) -> dict[str, StatementShown]:
    return {s.code: s for s in strategy(actor=actor(who), **more).statements}  # type: ignore[arg-type]


def test_each_statement_shows_its_targets_and_their_growth() -> None:
    found = statements()
    (company,) = found["ST1"].targets
    assert company.target == 180_000_000_00, "the company's own, without what it hands on beyond it"
    assert company.growth == pytest.approx(0.15, abs=0.002)
    vision = next(t for t in found["ST2"].targets if t.what)
    assert (vision.what_name, vision.measure) == ("机器视觉系统", "bookings")
    assert vision.growth == pytest.approx(0.40, abs=0.005)


def test_progress_is_what_was_done_in_the_plan_year_until_today() -> None:
    with acting(actor("director").account_id):
        person = store.Person.objects.get(code="1401")
        measure = store.Measure.objects.get(code="bookings")
        for day, amount in ((date(2027, 3, 1), 281_000_00), (date(2027, 9, 1), 999_00)):
            store.Actual.objects.create(day=day, person=person, measure=measure, amount=amount)
    (west,) = statements(today=date(2027, 6, 30))["ST3"].targets
    assert west.actual == 281_000_00
    assert west.attained == pytest.approx(0.01, abs=1e-4)
    (whole,) = statements(today=date(2027, 6, 30))["ST1"].targets
    assert whole.actual == 281_000_00


def test_everybody_reads_the_progress_and_nobody_the_amounts_of_others() -> None:
    theirs = statements("seller")
    (west,) = theirs["ST3"].targets
    assert (west.seen, west.target, west.committed, west.node_name) == (False, None, None, None)
    (own,) = statements()["ST3"].targets
    assert west.promised == own.promised
    assert theirs["ST1"].targets[0].seen, "the chain above the own number"
    assert statements("colleague")["ST1"].targets == ()
    with pytest.raises(Denied):
        strategy(actor=actor("outsider"))


def test_statements_are_written_put_away_and_ordered() -> None:
    operations = actor("operations")
    new = write_statement(actor=operations, words="  老客户复购率提高到七成 ", quarter="2027-Q2")
    assert list(statements().values())[-1].text == "老客户复购率提高到七成"
    write_statement(actor=operations, statement=new, words="复购七成")
    order = [s.id for s in strategy(actor=operations).statements]
    order_statements(actor=operations, statements=order[::-1])
    assert [s.id for s in strategy(actor=operations).statements] == order[::-1]
    archive_statement(actor=operations, statement=new)
    assert new not in {s.id for s in strategy(actor=operations).statements}
    assert [s.id for s in strategy(actor=operations).archived] == [new]
    assert strategy(actor=actor("seller")).archived == ()
    archive_statement(actor=operations, statement=new, back=True)
    assert new in {s.id for s in strategy(actor=operations).statements}


def test_what_makes_no_statement_is_refused() -> None:
    with pytest.raises(Invalid):
        write_statement(actor=actor("director"), words="   ")
    with pytest.raises(Invalid):
        write_statement(actor=actor("director"), words="Win", quarter="the second quarter")
    with pytest.raises(Missing):
        write_statement(actor=actor("director"), statement=999_999, words="Win")
    for who in ("manager", "seller", "auditor", "colleague"):
        with pytest.raises(Denied):
            write_statement(actor=actor(who), words="Win")


def test_a_manager_links_the_own_part_and_those_below_inherit_it() -> None:
    cash = statements()["ST4"].id
    link = link_target(actor=actor("manager"), statement=cash, measure="bookings", node=node("E1"))
    shown = receipt(actor=actor("seller"), sheet=bookings(), node=node("1103")).statement
    assert shown is not None and (shown.code, shown.node_name, shown.own) == ("ST4", "上海组", False)
    with pytest.raises(Missing):
        unlink_target(actor=actor("1200"), link=link)
    unlink_target(actor=actor("leader"), link=link)
    shown = receipt(actor=actor("seller"), sheet=bookings(), node=node("1103")).statement
    assert shown is not None and shown.code == "ST1"


@pytest.mark.parametrize(("who", "code"), [("manager", "S"), ("manager", "HQ"), ("seller", "1103"), ("auditor", "E")])
def test_others_targets_are_not_linked(who: str, code: str) -> None:
    with pytest.raises((Denied, Missing)):
        link_target(actor=actor(who), statement=statements()["ST4"].id, measure="bookings", node=node(code))


def test_activities_have_no_products() -> None:
    with pytest.raises(Invalid):
        link_target(
            actor=actor("director"), statement=statements()["ST4"].id, measure="visits", node=node("E"), what="P22"
        )  # fmt: skip


def test_what_can_be_linked() -> None:
    assert [name for _, name, _ in link_choices(actor=actor("manager")).units] == [
        "华东大区", "上海组", "苏锡组", "浙江组",
    ]  # fmt: skip
    assert link_choices(actor=actor("seller")).units == ()


def test_the_number_of_queries_does_not_grow_with_the_targets() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            strategy(actor=actor("director"))
        return len(seen)

    before = queries()
    statement = statements()["ST4"].id
    for code in ("E", "S", "N", "E1", "E2"):
        link_target(actor=actor("director"), statement=statement, measure="bookings", node=node(code), what="P1")
    assert queries() == before
