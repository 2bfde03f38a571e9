"""Conditions of a target: a tree that stays one, judged by people or by figures, also when two write at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people import actor, bookings, node
from targetree.services.access import acting
from targetree.services.conditions.figures import Binding, renew
from targetree.services.conditions.judging import judge_condition
from targetree.services.conditions.placing import DEEPEST, move_condition, shift_condition
from targetree.services.conditions.reading import ConditionShown, Tree, conditions_of
from targetree.services.conditions.standing import standing
from targetree.services.conditions.writing import (
    MOST,
    Fields,
    add_condition,
    change_condition,
    remove_condition,
)
from targetree.services.errors import Conflict, Denied, Invalid, Missing, ServiceError
from targetree.services.plans.opening import open_plan
from targetree.services.settings.customers import hand_over
from targetree.services.settings.products import archive_product
from targetree.services.support.showing import support_of
from targetree.store import models as store

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> int:
    """An empty plan of seller 1104, whom the sample leaves without conditions."""
    return open_plan(actor=actor("1104"), node=node("1104"))


def add(plan: int, text: str = "条件", who: str = "1104", **more: Any) -> int:
    at = {name: more.pop(name) for name in ("parent", "after") if name in more}
    return add_condition(actor=actor(who), plan=plan, fields=Fields(text=text, **more), **at)  # type: ignore[typeddict-item]


def tree(plan: int, who: str = "1104") -> Tree:
    return conditions_of(actor=actor(who), plan=plan)


def one(plan: int, id: int) -> ConditionShown:
    found = tree(plan).one(id)
    assert found is not None
    return found


def texts(plan: int) -> list[tuple[str, int]]:
    return [(c.text, c.depth) for c in tree(plan).conditions]


def judge(plan: int, id: int, state: str, note: str = "") -> None:
    judge_condition(actor=actor("1104"), plan=plan, condition=id, state=state, note=note)


def sql(statement: str, *values: object, who: str = "director") -> list[tuple[Any, ...]]:
    with acting(actor(who).account_id), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall() if cursor.description else []


def test_a_tree_is_written_moved_and_taken_away(plan: int) -> None:
    a = add(plan, "甲")
    b = add(plan, "乙")
    c = add(plan, "丙", after=a)
    assert texts(plan) == [("甲", 0), ("丙", 0), ("乙", 0)]
    for id, how in ((c, "in"), (b, "in"), (b, "up"), (b, "down"), (b, "up")):
        shift_condition(actor=actor("1104"), plan=plan, condition=id, how=how)  # type: ignore[arg-type]
    assert texts(plan) == [("甲", 0), ("乙", 1), ("丙", 1)]
    shift_condition(actor=actor("1104"), plan=plan, condition=b, how="out")
    assert texts(plan) == [("甲", 0), ("丙", 1), ("乙", 0)]
    move_condition(actor=actor("1104"), plan=plan, condition=b, parent=c, place=0)
    assert texts(plan) == [("甲", 0), ("丙", 1), ("乙", 2)]
    assert remove_condition(actor=actor("1104"), plan=plan, condition=c) == 2
    assert texts(plan) == [("甲", 0)]
    for how in ("up", "down", "in", "out"):  # leads nowhere
        shift_condition(actor=actor("1104"), plan=plan, condition=a, how=how)  # type: ignore[arg-type]
    assert texts(plan) == [("甲", 0)]


def test_a_condition_is_not_moved_below_itself(plan: int) -> None:
    a = add(plan, "甲")
    b = add(plan, "乙", parent=a)
    for parent in (a, b):
        with pytest.raises(Conflict, match="condition-below-itself"):
            move_condition(actor=actor("1104"), plan=plan, condition=a, parent=parent)
    for parent, child in ((a, a), (b, a)):
        with pytest.raises(DatabaseError, match="below itself"), transaction.atomic():
            sql("UPDATE conditions SET parent_id = %s WHERE id = %s", parent, child)


def test_conditions_stand_only_so_deep(plan: int) -> None:
    parent = None
    for depth in range(DEEPEST):
        parent = add(plan, str(depth), parent=parent)
    with pytest.raises(Conflict, match="condition-too-deep"):
        add(plan, "x", parent=parent)
    other = add(plan, "另一条")
    add(plan, "其下", parent=other)
    with pytest.raises(Conflict, match="condition-too-deep"):
        move_condition(actor=actor("1104"), plan=plan, condition=other, parent=one(plan, parent or 0).parent)
    with pytest.raises(DatabaseError, match="twelve deep"), transaction.atomic():
        sql("UPDATE conditions SET parent_id = %s WHERE id = %s", one(plan, parent or 0).parent, other)


def test_a_condition_of_another_plan_is_not_there(plan: int) -> None:
    other = open_plan(actor=actor("1106"), node=node("1106"))
    theirs = add(other, who="1106")
    mine = add(plan)
    for call in (
        lambda: add(plan, parent=theirs),
        lambda: add(plan, after=theirs),
        lambda: move_condition(actor=actor("1104"), plan=plan, condition=mine, parent=theirs),
        lambda: change_condition(actor=actor("1104"), plan=plan, condition=theirs, fields={"text": "x"}),
        lambda: remove_condition(actor=actor("1104"), plan=plan, condition=theirs),
        lambda: judge(plan, theirs, "holds"),
    ):
        with pytest.raises(Missing):
            call()
    with pytest.raises(DatabaseError, match="same plan"), transaction.atomic():
        sql("UPDATE conditions SET parent_id = %s WHERE id = %s", theirs, mine)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " \x00 "}, "plan-text-needed"),
        ({"text": "长" * 1_000_000}, "too-long"),
        ({"difficulty": "x" * 4001}, "too-long"),
        ({"kind": "nonsense" * 20}, "condition-kind"),
        ({"due": date(1900, 1, 1)}, "condition-due-far"),
        ({"due": date(9999, 12, 31)}, "condition-due-far"),
        ({"owner": 10**12}, "condition-owner-unknown"),
        ({"owner": 10**30}, "condition-owner-unknown"),
        ({"effect": -1}, "amount-out-of-range"),
        ({"effect": 10**16}, "amount-out-of-range"),
        ({"effect_month": 12}, "condition-effect-month"),
        ({"effect_product": 10**12}, "condition-effect-product"),
        ({"binding": Binding("weather")}, "condition-figure-unknown"),
        ({"binding": Binding("repeat", 1.2)}, "condition-threshold-rate"),
        ({"binding": Binding("repeat", float("nan"))}, "condition-threshold-rate"),
        ({"binding": Binding("customers", 0)}, "condition-threshold"),
        ({"binding": Binding("customers", float("inf"))}, "condition-threshold"),
        ({"binding": Binding("share", 0.2)}, "condition-figure-needs-product"),
        ({"binding": Binding("customer_share", 0.2)}, "condition-figure-needs-customer"),
        ({"binding": Binding("opportunity")}, "condition-figure-needs-opportunity"),
        ({"binding": Binding("opportunity", 1, {"opportunity": 10**12})}, "condition-figure-nothing"),
        ({"binding": Binding("share", 0.2, {"product": "x"})}, "condition-figure-nothing"),
        ({"binding": Binding("customers", 3, {"stage": "gone"})}, "condition-figure-not-valid"),
        ({"binding": Binding("done", 3, {"first_month": 9, "month_count": 6})}, "condition-figure-not-valid"),
        ({"binding": Binding("done", 3, {"first_month": "x"})}, "condition-figure-not-valid"),
    ],
)
def test_what_makes_no_sense_is_refused(plan: int, fields: Any, code: str) -> None:
    with pytest.raises(ServiceError, match=f"^{code}$"):
        add_condition(actor=actor("1104"), plan=plan, fields={"text": "条件", **fields})
    assert texts(plan) == []


def test_text_of_all_kinds_is_kept(plan: int) -> None:
    words = "🎯 الشروط \u202eRTL 条件\n第二行"
    id = add(plan, words, difficulty="😀" * 2000, breakthrough="א" * 4000)
    assert (one(plan, id).text, len(one(plan, id).difficulty)) == (words, 2000)


def test_a_plan_has_room_for_so_many(plan: int) -> None:
    with acting(actor("1104").account_id):
        store.Condition.objects.bulk_create(store.Condition(plan_id=plan, text="x", position=n) for n in range(MOST))
    with pytest.raises(Conflict, match="condition-too-many"):
        add(plan)


def test_the_second_of_two_editors_is_told(plan: int) -> None:
    id = add(plan)
    seen = one(plan, id).revision
    change_condition(actor=actor("leader"), plan=plan, condition=id, fields={"text": "组长改的"}, seen_revision=seen)
    for call in (
        lambda: change_condition(
            actor=actor("1104"), plan=plan, condition=id, fields={"text": "x"}, seen_revision=seen),
        lambda: remove_condition(actor=actor("1104"), plan=plan, condition=id, seen_revision=seen),
        lambda: judge_condition(actor=actor("1104"), plan=plan, condition=id, state="holds", seen_revision=seen),
    ):  # fmt: skip
        with pytest.raises(Conflict, match="plan-row-changed"):
            call()
    assert one(plan, id).text == "组长改的"


def test_people_judge_what_no_figure_decides(plan: int) -> None:
    a, b = add(plan, "甲"), add(plan, "乙")
    c, d = add(plan, "丙", parent=a), add(plan, "丁", parent=a)
    told = tree(plan).standing
    assert (told.of, told.holds, told.left_open) == (2, 0, 3)
    for id in (c, d):
        judge(plan, id, "holds", "已落实")
    assert one(plan, a).state == "holds" and one(plan, a).own == "open"
    assert one(plan, c).since is not None and one(plan, c).judged_by and one(plan, c).note == "已落实"
    judge(plan, d, "fails")
    assert one(plan, a).state == "fails" and one(plan, c).state == "holds"
    judge(plan, d, "open")
    assert one(plan, a).state == "open" and one(plan, d).since is None
    told = tree(plan).standing
    assert (told.of, told.holds, told.fails, told.open, told.left_open) == (2, 0, 0, 2, 2)
    assert standing(actor=actor("1104"), plans=[plan])[plan] == told
    assert standing(actor=actor("1106"), plans=[plan]) == {}
    with pytest.raises(Invalid, match="condition-state"):
        judge(plan, b, "maybe")


def test_judgements_go_on_when_the_plan_is_agreed_but_nothing_else(plan: int) -> None:
    id = add(plan)
    sql("UPDATE work_plans SET status = 'agreed' WHERE id = %s", plan)
    judge(plan, id, "holds")
    for call in (lambda: add(plan), lambda: remove_condition(actor=actor("1104"), plan=plan, condition=id)):
        with pytest.raises(Conflict, match="plan-agreed"):
            call()
    assert one(plan, id).state == "holds"


@pytest.mark.parametrize(("who", "refused"), [("auditor", Denied), ("1106", Missing), ("colleague", Missing)])
def test_others_write_nothing(plan: int, who: str, refused: type[Exception]) -> None:
    id = add(plan)
    for call in (
        lambda: add(plan, who=who),
        lambda: judge_condition(actor=actor(who), plan=plan, condition=id, state="holds"),
        lambda: remove_condition(actor=actor(who), plan=plan, condition=id),
    ):
        with pytest.raises((refused, Denied, Missing)):
            call()


def test_a_figure_decides_and_says_since_when(plan: int) -> None:
    shown = support_of(actor=actor("1104"), sheet=bookings(), node=node("1104"))
    current = len({c.customer for c in shown.customers if c.stage == "current" and c.customer})
    id = add(plan, binding=Binding("customers", current, {"stage": "current"}))
    found = one(plan, id)
    assert (found.own, found.value, found.judged_by) == ("holds", current, "")
    assert found.since is not None
    since = found.since
    assert one(plan, id).since == since  # looked at again, it has not turned
    change_condition(actor=actor("1104"), plan=plan, condition=id, fields={"binding": Binding(
        "customers", current + 1, {"stage": "current"})})  # fmt: skip
    found = one(plan, id)
    assert found.own == "fails" and found.since is not None and found.since > since
    with pytest.raises(Conflict, match="condition-bound"):
        judge(plan, id, "holds")
    change_condition(actor=actor("1104"), plan=plan, condition=id, fields={"binding": None})
    found = one(plan, id)
    assert (found.own, found.since, found.value) == ("open", None, None)


def test_figures_agree_with_the_support_page(plan: int) -> None:
    shown = support_of(actor=actor("1104"), sheet=bookings(), node=node("1104"))
    brings = one(plan, add(plan, binding=Binding("brings", shown.in_hand)))
    assert (brings.value, brings.own) == (shown.in_hand, "holds")
    again = one(plan, add(plan, binding=Binding("repeat", 0.999)))
    assert again.value == pytest.approx(shown.base.repeat_rate) and again.own == "fails"
    whole: dict[int, int] = {}
    for row in shown.customers:
        if row.customer:
            whole[row.customer] = whole.get(row.customer, 0) + row.expected
    largest = one(plan, add(plan, binding=Binding("concentration", 1.0)))
    assert largest.value == pytest.approx(max(whole.values()) / sum(whole.values()))
    assert largest.own == "holds"  # at most


def some_deal() -> tuple[int, int]:
    """(opportunity, customer) of an open one of 1104's."""
    return sql(
        "SELECT o.id, o.customer_id FROM opportunities o JOIN people p ON p.id = o.owner_id"
        " WHERE p.code = '1104' AND o.outcome = '' AND o.closed IS NULL ORDER BY o.id LIMIT 1"
    )[0]  # type: ignore[return-value]


def test_an_opportunity_turns_when_it_is_won_or_lost(plan: int) -> None:
    deal, _ = some_deal()
    (stage,) = sql("SELECT stage FROM opportunities WHERE id = %s", deal)[0]
    won = add(plan, "赢单", binding=Binding("opportunity", 1, {"opportunity": deal}))
    there = add(plan, "到阶段", binding=Binding("opportunity", 1, {"opportunity": deal, "stage_name": stage}))
    assert (one(plan, won).own, one(plan, won).told, one(plan, there).own) == ("open", stage, "holds")
    sql("UPDATE opportunities SET outcome = 'lost', closed = current_date WHERE id = %s", deal)
    assert (one(plan, won).own, one(plan, there).own) == ("fails", "fails")
    sql("UPDATE opportunities SET outcome = 'won' WHERE id = %s", deal)
    assert (one(plan, won).own, one(plan, there).own) == ("holds", "holds")


def test_what_is_done_waits_until_its_period_is_over(plan: int) -> None:
    with acting(actor("director").account_id):
        visits = store.Measure.objects.get(code="visits")
        person = store.Person.objects.get(code="1104")
        year = store.Company.objects.get().year_start
    id = add(plan, binding=Binding("done", 2, {"measure": visits.id, "first_month": 0, "month_count": 3}))
    assert (one(plan, id).own, one(plan, id).value) == ("open", 0)
    with acting(actor("director").account_id):
        store.Actual.objects.create(day=year, person=person, measure=visits, amount=2)
    assert (one(plan, id).own, one(plan, id).value) == ("holds", 2)
    sql("UPDATE company SET year_start = year_start - interval '10 years'")
    sql("UPDATE work_plans SET year = year")  # the figure of a period that is long over
    assert one(plan, id).own == "fails"


@pytest.mark.parametrize("what", ["customer", "product", "opportunity", "measure"])
def test_a_figure_that_is_gone_keeps_what_it_said_and_counts_as_open(plan: int, what: str) -> None:
    deal, customer = some_deal()
    with acting(actor("director").account_id):
        code = store.Customer.objects.get(id=customer).code
        product = store.Product.objects.filter(children=None, parent__isnull=False).order_by("id")[0]
        measure = store.Measure.objects.get(code="visits")
    binding = {
        "customer": Binding("customer_share", 0.0001, {"customer": customer, "over": "last12"}),
        "product": Binding("share", 0.0001, {"product": product.id, "over": "last12"}),
        "opportunity": Binding("opportunity", 1, {"opportunity": deal}),
        "measure": Binding("done", 1, {"measure": measure.id}),
    }[what]
    id = add(plan, binding=binding)
    before = one(plan, id)
    assert before.gone_since is None
    if what == "customer":
        hand_over(actor=actor("director"), to="1106", customers=[code])
    elif what == "product":
        archive_product(actor=actor("director"), product=product.code)
    elif what == "opportunity":
        sql("UPDATE opportunities SET owner_id = (SELECT id FROM people WHERE code = '1106') WHERE id = %s", deal)
    else:
        sql("UPDATE measures SET archived_at = now() WHERE id = %s", measure.id)
    after = one(plan, id)
    assert after.gone_since is not None and (after.own, after.value) == (before.own, before.value)
    assert after.state == "open" and after.about["names"][what]
    assert tree(plan).standing.left_open == 1
    with pytest.raises(Invalid, match="condition-figure-nothing"):
        add(plan, binding=binding)
    change_condition(actor=actor("1104"), plan=plan, condition=id, fields={"binding": Binding("customers", 1)})
    assert one(plan, id).gone_since is None and one(plan, id).state == "holds"


def test_looking_is_not_judging(plan: int) -> None:
    """The record names nobody for what a figure did, and who merely looks can make it turn."""
    deal, _ = some_deal()
    id = add(plan, binding=Binding("opportunity", 1, {"opportunity": deal}))
    sql("UPDATE opportunities SET outcome = 'won', closed = current_date WHERE id = %s", deal)
    assert conditions_of(actor=actor("auditor"), plan=plan).conditions[0].state == "holds"
    rows = sql(
        "SELECT account_id, after ->> 'state' FROM records WHERE \"table\" = 'conditions' AND row_id = %s"
        " ORDER BY id DESC LIMIT 1", id)  # fmt: skip
    assert rows == [(None, "holds")]
    assert one(plan, id).revision == 1


def test_it_turns_without_anybody_looking(plan: int) -> None:
    deal, _ = some_deal()
    id = add(plan, binding=Binding("opportunity", 1, {"opportunity": deal}))
    sql("UPDATE opportunities SET outcome = 'won', closed = current_date WHERE id = %s", deal)
    with acting(None):
        renew(None)
    assert standing(actor=actor("1104"), plans=[plan])[plan].holds == 1
    sql("UPDATE opportunities SET outcome = 'lost' WHERE id = %s", deal)
    sql("UPDATE outlook_bases SET at = now()")
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # as when the import is committed
    assert sql("SELECT state FROM conditions WHERE id = %s", id) == [("fails",)]


def test_an_owner_who_leaves_is_shown(plan: int) -> None:
    with acting(actor("director").account_id):
        person = store.Person.objects.get(code="1104")
    id = add(plan, owner=person.id)
    assert not one(plan, id).owner_left
    sql("UPDATE people SET end_date = current_date - 1 WHERE id = %s", person.id)
    assert one(plan, id).owner_left and one(plan, id).owner_name == person.name


def test_what_a_condition_brings_counts_once(plan: int) -> None:
    a = add(plan, "上级", effect=100)
    with pytest.raises(Conflict, match="condition-effect-twice"):
        add(plan, "下级", parent=a, effect=50)
    b = add(plan, "旁边", effect=50)
    with pytest.raises(Conflict, match="condition-effect-twice"):
        shift_condition(actor=actor("1104"), plan=plan, condition=b, how="in")
    c = add(plan, "没有数额", parent=a)
    with pytest.raises(Conflict, match="condition-effect-twice"):
        change_condition(actor=actor("1104"), plan=plan, condition=c, fields={"effect": 7})
    change_condition(actor=actor("1104"), plan=plan, condition=a, fields={"effect": None})
    change_condition(actor=actor("1104"), plan=plan, condition=c, fields={"effect": 7})
    with pytest.raises(Conflict, match="condition-effect-twice"):
        change_condition(actor=actor("1104"), plan=plan, condition=a, fields={"effect": 100})


@pytest.mark.parametrize("who", ["1106", "colleague"])
def test_the_database_shows_figures_only_to_those_who_see_the_plan(plan: int, who: str) -> None:
    add(plan, binding=Binding("customers", 1))
    assert sql("SELECT count(*) FROM condition_figures WHERE condition_id IN (SELECT id FROM conditions)"
               " AND condition_id >= (SELECT min(id) FROM conditions)", who=who) in ([(0,)], [(0,)])  # fmt: skip
    assert sql("SELECT value FROM targetree_figure(%s, 'customers', '{}')", plan, who=who) == [(None,)]
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("UPDATE condition_figures SET value = 1", who="1104")


def test_a_tree_is_read_in_as_many_queries_however_large(plan: int) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            tree(plan)
        return len(queries)

    add(plan)
    few = count()
    for n in range(20):
        add(plan, str(n), binding=Binding("customers", 1) if n % 2 else None)
    assert count() == few
