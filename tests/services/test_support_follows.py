"""Support follows the customers: who changes hands, whose owner leaves, whose opportunity is gone; and lost orders."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from people import actor, bookings, node, open_version
from targetree.services.access import acting
from targetree.services.errors import Denied, Missing
from targetree.services.settings.customers import hand_over
from targetree.services.settings.market import write_note
from targetree.services.support.competition import Competition, competition_of
from targetree.services.support.judging import judge_customer
from targetree.services.support.reactivating import reactivation
from targetree.services.support.reading import CustomerOutlook
from targetree.services.support.renewing import renew_outlooks
from targetree.services.support.showing import SupportShown, support_of
from targetree.services.support.white_space import white_space
from targetree.services.versioning.versions import copy_version
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def shown(code: str = "1103", who: str = "director") -> SupportShown:
    return support_of(actor=actor(who), sheet=bookings(), node=node(code))


def largest(code: str = "1103") -> CustomerOutlook:
    return next(row for row in shown(code).customers if row.customer is not None and row.orders and row.expected)


def lost(code: str = "HQ", who: str = "director", customer: int | None = None) -> Competition:
    return competition_of(actor=actor(who), sheet=bookings(), node=node(code), customer=customer)


def test_a_customer_who_changes_hands_is_the_new_owners_at_once() -> None:
    row, giver, taker, unit = largest(), shown(), shown("1203"), shown("HQ")
    judge_customer(actor=actor("seller"), sheet=bookings(), node=node("1103"), customer=row.customer or 0,
                   amount=row.expected + 500, reason="x")  # fmt: skip
    hand_over(actor=actor("director"), to="1203", customers=[row.code])
    now = shown("1203")
    assert row.customer not in {r.customer for r in shown().customers}
    assert [r.node for r in now.customers if r.customer == row.customer] == [node("1203")]
    assert now.in_hand == taker.in_hand + row.expected + 500
    assert shown().in_hand == giver.in_hand - sum(r.expected for r in giver.customers if r.customer == row.customer)
    assert shown("HQ").in_hand == unit.in_hand + 500
    assert row.customer in white_space(actor=actor("1203"), sheet=bookings(), node=node("1203")).bought
    assert row.customer not in white_space(actor=actor("seller"), sheet=bookings(), node=node("1103")).bought
    before = shown("HQ").parts
    renew_outlooks(actor=actor("director"), version=open_version())
    assert row.customer in {r.customer for r in shown("1203").customers}
    assert [part.customers for part in shown("HQ").parts] == [part.customers for part in before]


def test_in_a_copied_version_the_customer_is_with_the_new_owner_too() -> None:
    row = largest()
    hand_over(actor=actor("director"), to="1104", customers=[row.code])
    copy_version(actor=actor("director"), version=open_version(), name="副本")
    with acting(actor("director").account_id):
        sheet = store.Sheet.objects.get(version__name="副本", measure__code="bookings", tier="base").id
    found = support_of(actor=actor("director"), sheet=sheet, node=node("1104"))
    assert row.customer in {r.customer for r in found.customers}


def test_a_customer_whom_nobody_has_any_more_stays_with_the_unit() -> None:
    row, unit = largest(), shown("E1")
    with acting(actor("director").account_id):
        store.Customer.objects.filter(id=row.customer).update(owner=None)
    assert row.customer not in {r.customer for r in shown().customers}
    assert [r.node for r in shown("E1").customers if r.customer == row.customer] == [node("E1")]
    assert shown("E1").in_hand == unit.in_hand


def test_an_owner_who_leaves_leaves_the_customers_to_the_unit() -> None:
    unit, row = shown("E1"), largest()
    with acting(actor("director").account_id):
        store.Person.objects.filter(code="1103").update(end_date=date(2026, 12, 31))
    assert shown("E1").in_hand == unit.in_hand
    renew_outlooks(actor=actor("director"), version=open_version())
    assert row.customer in {r.customer for r in shown("E1").customers}
    assert row.customer in {r.customer for r in shown("HQ").customers}


def test_an_opportunity_that_is_deleted_is_not_told_of_any_more() -> None:
    row = next(r for r in shown().customers if r.open_count)
    with acting(actor("director").account_id):
        store.Opportunity.objects.filter(customer_id=row.customer).delete()
    now = next(r for r in shown().customers if r.customer == row.customer)
    assert (now.open_count, now.open_fen, now.next_close) == (0, 0, None)
    renew_outlooks(actor=actor("director"), version=open_version())
    after = [r for r in shown().customers if r.customer == row.customer]
    assert sum(r.expected for r in after) <= row.expected


def test_lost_orders_add_up_by_reason_and_by_product() -> None:
    found = lost()
    assert len(found.lost) > 50 and found.amount == sum(row.amount for row in found.lost)
    for groups in (found.by_reason, found.by_product):
        assert sum(g.amount for g in groups) == found.amount and sum(g.count for g in groups) == len(found.lost)
        assert [g.amount for g in groups] == sorted((g.amount for g in groups), reverse=True)
    assert "价格高于竞品" in {g.name for g in found.by_reason}
    assert {row.id for row in lost("E").lost} < {row.id for row in found.lost}
    assert {row.id for row in lost("1103", "seller").lost} <= {row.id for row in lost("E1", "leader").lost}


def test_reasons_that_differ_by_blanks_and_case_are_one_and_name_the_competitor() -> None:
    rows = lost().lost[:2]
    with acting(actor("director").account_id):
        store.Opportunity.objects.filter(id=rows[0].id).update(reason="输给 外资A品牌")
        store.Opportunity.objects.filter(id=rows[1].id).update(reason=" 输给  外资a品牌 ")
    found = lost()
    group = next(g for g in found.by_reason if g.name.startswith("输给"))
    assert group.count == 2 and group.amount == rows[0].amount + rows[1].amount
    assert [(g.name, g.count) for g in found.by_competitor] == [("外资A品牌", 2)]


def test_notes_are_those_of_the_node_above_and_below() -> None:
    write_note(actor=actor("operations"), note="全行业需求放缓")
    of_seller = lost("1103", "seller").notes
    assert {note.unit_name for note in of_seller} == {"", "华东大区"}
    assert len(lost().notes) > len(of_seller)
    assert not {note.unit_name for note in lost("S1", "1201").notes} & {"华东大区"}


def test_of_one_customer_only_what_was_lost_there() -> None:
    row = lost("1103").lost[0]
    found = lost("1103", "seller", row.customer)
    assert found.lost and {one.customer for one in found.lost} == {row.customer}


@pytest.mark.parametrize("who", ["1104", "1200"])
def test_lost_orders_of_others_are_not_theirs_to_know(who: str) -> None:
    with pytest.raises((Missing, Denied)):
        lost("1103", who)
    with acting(actor(who).account_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM targetree_lost(%s, %s)", [bookings(), node("1103")])
        assert cursor.fetchone() == (0,)


def test_all_past_customers_once_each_and_the_one_that_ordered_most_first() -> None:
    found = reactivation(actor=actor("director"), sheet=bookings(), node=node("HQ"))
    assert len({row.customer for row in found}) == len(found) > 40
    assert all(row.stage == "past" and row.orders for row in found)
    worth = [row.orders * row.order_value for row in found]
    assert worth == sorted(worth, reverse=True)
