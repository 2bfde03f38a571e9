"""Checks of plans as the services give them: on the figures of the pages beside them, for those who may see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actor, bookings, node, year
from targetree.engine.plan_checks.facts import PlanFacts
from targetree.engine.plan_checks.judging import CHECKS
from targetree.engine.plan_checks.verdicts import Units
from targetree.services.access import acting
from targetree.services.agreement.answering import accept
from targetree.services.checks.checking import PlanChecked, checks_of, score_of, scores_below
from targetree.services.checks.gathering import gather
from targetree.services.checks.telling import sentence, title
from targetree.services.errors import Denied, Missing
from targetree.services.plans.heads import plan_head, save_row
from targetree.services.plans.opening import open_plan, plans_below
from targetree.services.support.judging import judge_customer
from targetree.services.support.showing import support_of
from targetree.store import models as store

pytestmark = pytest.mark.django_db
WEAK, SOUND = "1118", "1114"


def plan(code: str, who: str = "director") -> int:
    return open_plan(actor=actor(who), node=node(code))


def checked(code: str, who: str = "director") -> PlanChecked:
    return checks_of(actor=actor(who), plan=plan(code))


def state(code: str, check: str) -> str:
    return next(c.verdict.code for c in checked(code).checks if c.check == check)


def facts(code: str, who: str = "director") -> PlanFacts:
    with acting(actor(who).account_id):
        return gather(actor(who), [plan(code)])[0].facts


def put(model: type, code: str = "1105", **values: object) -> None:
    """A row of the person's plan, as their own."""
    who = actor("seller" if code == "1103" else code)
    with acting(who.account_id):
        head = plan_head(who, "write_plan", open_plan(actor=who, node=node(code)), change=True)
        save_row(who, model(plan_id=head.id, **values))


def test_a_sound_plan_is_told_from_empty_words() -> None:
    weak, sound = checked(WEAK), checked(SOUND)
    assert weak.score < 40
    assert sound.score > 90
    words = {c.check: c.state for c in weak.checks}
    assert words["words"] == words["focus"] == words["actions"] == words["parts"] == "fail"
    spots = next(c.verdict.spots for c in weak.checks if c.check == "words")
    assert {spot.why for spot in spots} >= {"slogan", "placeholder"}


@pytest.mark.parametrize("code", ["1103", "E1", "E", "HQ", "1203"])
def test_the_points_of_all_checks_are_the_score(code: str) -> None:
    found = checked(code)
    assert sum(c.points.got for c in found.checks) == found.score
    assert sum(c.points.most for c in found.checks) == 100
    assert {c.check for c in found.checks} == set(CHECKS)
    order = ["fail", "pass", "off"]
    for principle in found.principles:
        states = [order.index(c.state) for c in principle.checks]
        assert states == sorted(states)


@pytest.mark.parametrize("code", ["1103", "E1", "HQ"])
def test_they_rest_on_the_figures_of_the_support_page(code: str) -> None:
    support, known = support_of(actor=actor("director"), sheet=bookings(), node=node(code)), facts(code)
    assert known.forecast is not None and known.target == support.target == year(bookings(), code)
    assert known.forecast.in_hand == support.in_hand
    assert known.forecast.new_customer == support.base.new_customer or support.base.new_customer
    by_customer: dict[int, int] = {}
    for row in support.customers:
        if row.customer is not None:
            by_customer[row.customer] = by_customer.get(row.customer, 0) + row.expected
    assert known.forecast.largest == max(by_customer.values())


def test_a_judgement_counts_here_as_it_does_there() -> None:
    support = support_of(actor=actor("director"), sheet=bookings(), node=node("1110"))
    row = next(r for r in support.customers if r.expected and r.customer is not None)
    assert row.customer is not None
    judge_customer(actor=actor("1110"), sheet=bookings(), node=node("1110"), customer=row.customer,
        amount=200_000_000,
                   reason="年度框架已签")  # fmt: skip
    after = support_of(actor=actor("director"), sheet=bookings(), node=node("1110"))
    known = facts("1110").forecast
    assert known is not None and (known.in_hand, known.largest) == (after.in_hand, 200_000_000)
    assert state("1110", "concentration") == "plan-check-concentration-fail"
    put(store.Action, "1110", text="和客户签年度框架", outcome="盖章", customer_id=row.customer, due=date(2027, 3, 1))
    assert state("1110", "concentration") == "plan-check-concentration-planned"


def test_the_best_pace_is_that_of_the_actuals() -> None:
    record = facts("E1").record
    assert record is not None
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(fen) FROM (SELECT sum(a.amount) AS fen FROM actuals a JOIN measures m ON m.id = a.measure_id"
            " AND m.code = 'bookings' WHERE a.person_id IN (SELECT person_id FROM nodes WHERE %s = ANY (path))"
            " GROUP BY date_trunc('month', a.day)) months",
            [node("E1")],
        )
        best = int(cursor.fetchone()[0])
    assert best / 24 <= record.best_month <= best / 14
    assert record.best_quarter <= record.best_month


def test_a_check_turns_when_it_is_mended() -> None:
    before = checked("1105").score
    assert state("1105", "commitment") == "plan-check-commitment-none"
    accept(actor=actor("1105"), sheet=bookings(), node=node("1105"), sure=80)
    assert state("1105", "commitment") == "plan-check-commitment-pass"
    for quarter, text in enumerate(("续签年度框架", "拿下3家包装设备厂", "备件包复购", "视觉样板项目验收")):
        put(store.Focus, quarter=quarter, text=text, share_percent=40)
    assert state("1105", "focus") == "plan-check-focus-pass"
    assert state("1105", "focus-actions") == "plan-check-focus-actions-fail"
    assert checked("1105").score >= before + 4 + 4 + 2


def test_an_owner_who_leaves_and_a_product_that_goes_are_found() -> None:
    with acting(actor("director").account_id):
        product = store.Product.objects.filter(code="P12").first()
        person = store.Person.objects.get(code="1105")
    assert product is not None
    put(store.Action, text="和恒力签年度框架", outcome="盖章", due=date(2027, 6, 1), owner_id=person.id)
    put(store.Condition, text="PLC占三成", figure="share", figure_of={"product": product.id}, at_least=0.3)
    assert state("1105", "owners") == "plan-check-owners-pass"
    assert state("1105", "bound") == "plan-check-bound-pass"
    with acting(actor("director").account_id):
        store.Person.objects.filter(code="1105").update(end_date=date(2027, 3, 31))
        store.Product.objects.filter(code="P12").update(archived_at="2026-12-01T00:00:00Z")
    assert state("1105", "owners") == "plan-check-owners-fail"
    assert state("1105", "bound") == "plan-check-bound-gone"


def test_checkpoints_must_make_the_month() -> None:
    months = facts("1105").months
    for month in range(12):
        for third in range(3):
            part = months[month] // 3 if third else months[month] - 2 * (months[month] // 3)
            put(store.Checkpoint, month=month, third=third, amount_signed=part + (month == third == 0))
    assert state("1105", "checkpoints") == "plan-check-checkpoints-differ"
    verdict = next(c.verdict for c in checked("1105").checks if c.check == "checkpoints")
    assert (verdict.good, verdict.of) == (11, 12) and verdict.values["sum"] == Units(months[0] + 1)
    with acting(actor("1105").account_id):
        first = store.Checkpoint.objects.filter(plan_id=plan("1105"), month=0, third=0)
        first.update(amount_signed=months[0] - 2 * (months[0] // 3))
    assert state("1105", "checkpoints") == "plan-check-checkpoints-pass"


ODD = ["努力" * 100_000, "🎉" * 1000, "بيع ثلاثة أجهزة", "\u202e待定\u202c", "<script>1</script>", "a" * 10**6]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_is_judged_and_told(text: str) -> None:
    put(store.PlanPoint, part="must", text=text)
    put(store.Condition, text=text, breakthrough=text, figure_of={"customer": "x", "product": [1], "measure": 10**30})
    put(store.Action, text=text, outcome=text)
    found = checked("1105")
    for check in found.checks:
        for lang in ("zh", "en"):
            assert sentence(check.verdict, year=found.head.year, scale=100, lang=lang)
            assert title(check.check, lang)


@pytest.mark.parametrize(("who", "refused"), [("seller", Denied), ("colleague", Denied), ("1200", Denied)])
def test_others_do_not_see_them(who: str, refused: type[Exception]) -> None:
    with pytest.raises((Missing, refused)):
        checks_of(actor=actor(who), plan=plan(WEAK))
    assert score_of(actor=actor(who), plans=[plan(WEAK)]) == {}


@pytest.mark.parametrize("who", ["1118", "1114", "manager", "auditor", "operations"])
def test_the_score_is_the_same_whoever_looks(who: str) -> None:
    one = checks_of(actor=actor(who), plan=plan(WEAK))
    all_of_it = checked(WEAK)
    assert one.score == all_of_it.score
    assert [c.verdict for c in one.checks] == [c.verdict for c in all_of_it.checks]
    assert score_of(actor=actor(who), plans=[plan(WEAK)])[plan(WEAK)].score == one.score


def test_many_at_once_are_what_each_is_alone() -> None:
    codes = ("1103", WEAK, SOUND, "E1", "E", "HQ")
    found = score_of(actor=actor("director"), plans=[plan(code) for code in codes])
    for code in codes:
        alone = checked(code)
        assert found[plan(code)].score == alone.score
        assert {*found[plan(code)].failing} == {c.check for c in alone.checks if c.state == "fail"}


def test_those_who_need_help_come_first_and_what_fails_is_counted() -> None:
    found = scores_below(actor=actor("manager"))
    scores = [-1 if one.score is None else one.score for one in found.lines]
    assert scores == sorted(scores)
    assert {one.line.node for one in found.lines} <= {line.node for line in plans_below(actor=actor("manager"))}
    for check, fails, applies in found.tally:
        assert fails == sum(check in one.failing for one in found.lines) <= applies <= len(found.begun)
    team = scores_below(actor=actor("manager"), at=node("E1"))
    assert 1 < len(team.lines) < len(found.lines)
    assert scores_below(actor=actor("manager"), at=node("S")).lines == ()


def test_the_number_of_queries_does_not_grow_with_the_plans() -> None:
    who = actor("director")
    lines = [line for line in plans_below(actor=who) if line.target]
    few = [open_plan(actor=who, node=line.node) for line in lines[:3]]
    many = [open_plan(actor=who, node=line.node) for line in lines]
    assert len(many) > 60
    counts = []
    for plans in (few, few, many):  # the first time, what stays is read
        with CaptureQueriesContext(connection) as told:
            score_of(actor=who, plans=plans)
        counts.append(len(told))
    assert counts[1] == counts[2]


def test_a_plan_of_visits_is_checked_as_far_as_that_goes() -> None:
    mine = open_plan(actor=actor("director"), node=node("1103"), measure="visits")
    found = checks_of(actor=actor("director"), plan=mine)
    assert {c.check for c in found.checks if c.state == "off"} >= {"forecast", "coverage", "gap", "concentration"}
    assert sum(c.points.most for c in found.checks) == 100


def test_requests_that_nobody_answers_are_late_to_both() -> None:
    assert state(SOUND, "support-answered") == "plan-check-support-answered-pass"
    with acting(actor("director").account_id):
        store.SupportRequest.objects.filter(plan_id=plan(SOUND)).update(needed_by=date.today() - timedelta(days=1))
    assert state(SOUND, "support-answered") == "plan-check-support-answered-fail"
