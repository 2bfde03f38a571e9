"""What a number rests on: stages that add up down the tree, and judgements that are kept beside the model's word."""

from __future__ import annotations

import pytest
from django.db import connection

from people import actor, bookings, node, open_version, year
from targetree.services.access import acting
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.settings.customers import hand_over
from targetree.services.support.judging import customer_outlook, judge_customer
from targetree.services.support.reading import CustomerOutlook
from targetree.services.support.renewing import renew_outlooks
from targetree.services.support.showing import SupportShown, support_of
from targetree.services.tree.targets import sheets
from targetree.services.versioning.versions import copy_version

pytestmark = pytest.mark.django_db
STAGES = ("past", "current", "future", "new")


def shown(code: str = "1103", who: str = "seller") -> SupportShown:
    return support_of(actor=actor(who), sheet=bookings(), node=node(code))


def largest(code: str = "1103") -> CustomerOutlook:
    return next(row for row in shown(code).customers if row.customer is not None and row.expected)


@pytest.mark.parametrize(("code", "who"), [("1103", "seller"), ("E1", "leader"), ("E", "manager"), ("HQ", "director")])
def test_stages_and_gap_make_the_target(code: str, who: str) -> None:
    found = shown(code, who)
    assert [part.stage for part in found.parts] == list(STAGES)
    assert found.target == year(bookings(), code)
    assert found.gap == max(found.target - found.in_hand, 0) > 0
    for part in found.parts:
        assert 0 <= part.low <= part.expected <= part.high
    assert found.low <= found.in_hand <= found.high
    assert sum(row.expected for row in found.customers) == found.in_hand
    assert all(0 <= row.range[0] <= row.expected <= row.range[1] for row in found.customers)
    assert {row.customer for row in found.customers if row.customer is None or row.stage == "current"}


def test_units_are_the_sums_of_those_below() -> None:
    company = shown("HQ", "director")
    for at in range(3):
        own = [r for r in company.customers if r.node == company.node and r.stage == STAGES[at]]
        assert company.parts[at].expected == sum(b.expected[at] for b in company.below) + sum(r.expected for r in own)
    assert sum(b.target for b in company.below) == company.target


def test_a_judgement_takes_the_place_of_the_model_and_both_are_kept() -> None:
    row, before = largest(), shown()
    assert row.customer is not None
    judge_customer(
        actor=actor("seller"), sheet=bookings(), node=node("1103"), customer=row.customer,
        amount=row.modelled + 1_000_000, reason="年度框架已谈妥",
    )  # fmt: skip
    after = shown()
    now = next(r for r in after.customers if r.customer == row.customer)
    assert now.judged is not None and now.judged.by == "谢俊杰" and now.judged.reason == "年度框架已谈妥"
    assert now.modelled == row.modelled and now.expected == row.modelled + 1_000_000
    assert after.gap == before.gap - 1_000_000
    judge_customer(actor=actor("leader"), sheet=bookings(), node=node("E1"), customer=row.customer, amount=None)
    assert next(r for r in shown().customers if r.customer == row.customer).judged is None
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT amount IS NULL, model_said FROM judgements WHERE customer_id = %s ORDER BY id", [row.customer]
        )
        assert cursor.fetchall() == [(False, row.modelled), (True, row.modelled)]
        cursor.execute("SELECT count(*) FROM records WHERE \"table\" = 'judgements' AND account_name = '谢俊杰'")
        assert cursor.fetchone() == (1,)


def test_a_judgement_needs_a_reason_and_an_amount_that_can_be() -> None:
    row = largest()
    assert row.customer is not None
    for amount, reason in ((1, "  "), (-1, "x"), (10**18, "x"), (1, "x" * 5000)):
        with pytest.raises(Invalid):
            judge_customer(actor=actor("seller"), sheet=bookings(), node=node("1103"), customer=row.customer,
                           amount=amount, reason=reason)  # fmt: skip
    assert largest() == row


@pytest.mark.parametrize(("who", "refused"), [("auditor", Denied), ("1104", Missing), ("1200", Missing)])
def test_others_do_not_judge(who: str, refused: type[Exception]) -> None:
    row = largest()
    assert row.customer is not None
    with pytest.raises((Denied, refused)):
        judge_customer(
            actor=actor(who), sheet=bookings(), node=node("1103"), customer=row.customer, amount=1, reason="x"
        )


def test_a_customer_of_somebody_else_is_not_there() -> None:
    other = next(r for r in shown("1104", "director").customers if r.customer is not None)
    assert other.customer is not None
    with pytest.raises(Missing):
        customer_outlook(actor=actor("seller"), sheet=bookings(), node=node("1103"), customer=other.customer)


def test_the_database_keeps_judgements_as_they_are_and_to_those_whose_they_are() -> None:
    row = largest()
    judge_customer(actor=actor("seller"), sheet=bookings(), node=node("1103"), customer=row.customer or 0, amount=5,
                   reason="x")  # fmt: skip
    with acting(actor("1104").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM judgements), (SELECT count(*) FROM targetree_outlooks(%s, %s))",
                       [bookings(), node("1103")])  # fmt: skip
        assert cursor.fetchone() == (0, 0)


def test_worked_out_anew_it_is_the_same_as_long_as_nothing_changed() -> None:
    before = shown("HQ", "director")
    assert renew_outlooks(actor=actor("operations"), version=open_version()) > 500
    after = shown("HQ", "director")
    assert (after.parts, after.low, after.high, after.base) == (before.parts, before.low, before.high, before.base)
    assert before.at is not None and after.at is not None and after.at > before.at


def test_a_customer_handed_over_counts_for_the_new_owner_also_once_worked_out_anew() -> None:
    row, others = largest(), shown("1104", "director").in_hand
    hand_over(actor=actor("director"), to="1104", customers=[row.code])
    assert shown("1104", "director").in_hand == others + row.expected
    renew_outlooks(actor=actor("director"), version=open_version())
    assert row.customer not in {r.customer for r in shown().customers}
    assert shown("1104", "director").in_hand > others


@pytest.mark.parametrize("who", ["manager", "seller", "auditor", "colleague"])
def test_only_administrators_work_it_out(who: str) -> None:
    with pytest.raises(Denied):
        renew_outlooks(actor=actor(who), version=open_version())


def test_a_copied_version_rests_on_the_same() -> None:
    copied = copy_version(actor=actor("director"), version=open_version(), name="支撑副本")
    sheet = next(s.id for s in sheets(actor=actor("director"), version=copied) if s.measure == "bookings")
    found = support_of(actor=actor("director"), sheet=sheet, node=node("HQ"))
    assert found.parts == shown("HQ", "director").parts


def test_money_only() -> None:
    from people import open_version

    visits = next(s.id for s in sheets(actor=actor("director"), version=open_version()) if s.measure == "visits")
    with pytest.raises(Invalid):
        support_of(actor=actor("director"), sheet=visits, node=node("HQ"))
