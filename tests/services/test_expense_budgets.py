"""The expense budget: handed down exactly, set by the one above, held against what actions cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from people import actor, bookings, node, year
from targetree.services.access import acting
from targetree.services.actions.budgets import BudgetShown, budget_of, set_budget, share_budget
from targetree.services.actions.progress import record_result
from targetree.services.actions.writing import Contents, create_action
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db
COMPANY = 6_000_000_00


def shown(code: str, who: str = "director") -> BudgetShown:
    return budget_of(actor=actor(who), plan=open_plan(actor=actor(who), node=node(code)))


@pytest.fixture
def company() -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("DELETE FROM expense_budgets")
    set_budget(actor=actor("director"), node=node("HQ"), amount=COMPANY)


def everything_adds_up() -> None:
    """Nobody has handed down more than there is; where nobody set a share, exactly all of it."""
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("""
            SELECT p.node_id, b.amount_fen, sum(c.amount_fen), bool_and(c.stated) FROM places p
            JOIN expense_budgets b ON b.node_id = p.node_id
            JOIN places q ON q.parent_id = p.node_id AND q.version_id = p.version_id
            JOIN expense_budgets c ON c.node_id = q.node_id
            JOIN versions v ON v.id = p.version_id AND v.status = 'open' GROUP BY p.node_id, b.amount_fen""")
        found = cursor.fetchall()
    assert found
    for _, own, below, all_stated in found:
        assert below <= own if all_stated else below == own


def test_it_cascades_by_the_targets(company: None) -> None:
    everything_adds_up()
    found = shown("HQ")
    assert found.own.budget == COMPANY and found.own.stated and found.reserve == 0
    total = year(bookings(), "HQ")
    for line in found.below:
        assert line.budget is not None
        assert abs(line.budget - COMPANY * line.target / total) < 1
        assert not line.stated and line.may_set


def test_what_is_set_stands_while_others_make_room(company: None) -> None:
    before = shown("E").own.budget
    assert before is not None
    set_budget(actor=actor("director"), node=node("S"), amount=1_000_000_00)
    everything_adds_up()
    assert shown("S").own.budget == 1_000_000_00
    set_budget(actor=actor("manager"), node=node("E1"), amount=100_000_00)
    everything_adds_up()
    set_budget(actor=actor("director"), node=node("HQ"), amount=COMPANY * 2)
    everything_adds_up()
    assert (shown("S").own.budget, shown("E1").own.budget) == (1_000_000_00, 100_000_00)
    set_budget(actor=actor("manager"), node=node("E1"), amount=None)
    everything_adds_up()
    assert not shown("E1").own.stated


def test_too_little_names_the_place_and_changes_nothing(company: None) -> None:
    own = shown("E").own.budget
    assert own is not None
    with pytest.raises(Conflict) as refused:
        set_budget(actor=actor("manager"), node=node("E1"), amount=own + 1)
    assert refused.value.code == "budget-too-little" and refused.value.values["name"] == "华东大区"
    set_budget(actor=actor("manager"), node=node("E1"), amount=own // 2)
    with pytest.raises(Conflict):
        set_budget(actor=actor("director"), node=node("E"), amount=own // 2 - 1)
    assert shown("E").own.budget == own
    everything_adds_up()


def test_all_set_leaves_a_reserve(company: None) -> None:
    own = shown("E").own.budget
    assert own is not None
    for line in shown("E").below:
        set_budget(actor=actor("manager"), node=line.node, amount=own // 10)
    found = shown("E")
    assert found.reserve == own - own // 10 * len(found.below) > 0
    everything_adds_up()


def test_who_sets_it(company: None) -> None:
    with pytest.raises(Denied) as refused:
        set_budget(actor=actor("manager"), node=node("E"), amount=10**12)
    assert refused.value.code == "budget-from-above"
    for who, code, error in (
        ("seller", "1103", Denied), ("auditor", "E", Denied), ("1200", "E1", Missing), ("colleague", "E", Missing),
    ):  # fmt: skip
        with pytest.raises(error):
            set_budget(actor=actor(who), node=node(code), amount=1)
    set_budget(actor=actor("leader"), node=node("1103"), amount=12_345_67)
    assert shown("1103", "seller").own.budget == 12_345_67
    assert not shown("1103", "seller").own.may_set
    everything_adds_up()


def test_nothing_to_share_out_without_one_above() -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("DELETE FROM expense_budgets")
    with pytest.raises(Conflict) as refused:
        set_budget(actor=actor("manager"), node=node("E1"), amount=1)
    assert refused.value.code == "budget-none-above"
    with pytest.raises(Invalid):
        set_budget(actor=actor("director"), node=node("HQ"), amount=None)
    for amount in (-1, 10**18):
        with pytest.raises(Invalid):
            set_budget(actor=actor("director"), node=node("HQ"), amount=amount)
    assert shown("E").own.budget is None and shown("E").own.left is None


def test_of_two_who_set_it_the_second_is_told(company: None) -> None:
    revision = shown("E1").own.revision
    set_budget(actor=actor("director"), node=node("E1"), amount=5, seen_revision=revision)
    with pytest.raises(Conflict) as refused:
        set_budget(actor=actor("manager"), node=node("E1"), amount=6, seen_revision=revision)
    assert refused.value.code == "budget-changed" and refused.value.values["who"] == actor("director").name


def test_shared_anew_it_is_the_same_while_the_targets_are(company: None) -> None:
    set_budget(actor=actor("leader"), node=node("1103"), amount=1_00)
    before = shown("E1")
    share_budget(actor=actor("manager"), node=node("E"))
    assert shown("E1") == before
    with pytest.raises(Denied):
        share_budget(actor=actor("seller"), node=node("1103"))


def test_what_actions_cost_is_held_against_it_at_every_level(company: None) -> None:
    start = {code: shown(code).own for code in ("1103", "E1", "E", "HQ")}
    plan = open_plan(actor=actor("seller"), node=node("1103"))
    contents = Contents("展会", due=date(2027, 5, 1), cost_fen=2_000_00, marketing_fen=3_000_00, return_fen=90_000_00)
    made = create_action(actor=actor("seller"), plan=plan, contents=contents)
    for code, before in start.items():
        now = shown(code).own
        assert now.planned - before.planned == now.to_come - before.to_come == 5_000_00
        assert now.spent == before.spent and now.return_planned - before.return_planned == 90_000_00
    record_result(
        actor=actor("seller"), plan=plan, action=made, status="done", confirmed_on=None, spent_fen=4_500_00,
        returned_fen=100_000_00,
    )  # fmt: skip
    for code, before in start.items():
        now = shown(code).own
        assert now.spent - before.spent == 4_500_00 and now.to_come == before.to_come
        assert now.returned - before.returned == 100_000_00
        assert now.left is not None and before.left is not None and before.left - now.left == 4_500_00
        assert now.ratio == pytest.approx(now.taken / now.target)
    set_budget(actor=actor("leader"), node=node("1103"), amount=1_00)
    assert shown("1103").own.over == shown("1103").own.taken - 1_00


def test_on_record_stands_who_set_it(company: None) -> None:
    set_budget(actor=actor("manager"), node=node("E1"), amount=7_00, why="展会推迟")
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_name, why, after FROM records WHERE \"table\" = 'expense_budgets' ORDER BY id DESC"
        )
        (name, why, after), *_ = cursor.fetchall()
    assert (name, why) == (actor("manager").name, "展会推迟") and '"amount_fen": 700' in after
