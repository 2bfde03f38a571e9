"""The gap in customers and activity: sums that hold at every level, own rates beside the model's, targets of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actor, node, nothing_is_wrong, open_version, year
from targetree.services.access import acting
from targetree.services.activity.own_rates import set_own_rates
from targetree.services.activity.rates import Own
from targetree.services.activity.showing import ActivityShown, activity_of
from targetree.services.activity.targets import make_targets, preview_targets
from targetree.services.agreement.commitments import part
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Conflict, Denied, Invalid, Missing, Refused, ServiceError
from targetree.services.holds.holding import hold_cell
from targetree.services.plans.opening import open_plan
from targetree.services.settings.customers import hand_over
from targetree.services.support.judging import judge_customer
from targetree.services.support.showing import support_of
from targetree.services.tree.targets import sheets
from targetree.services.versioning.versions import publish
from targetree.store import models as store

pytestmark = pytest.mark.django_db
WORK = ("cold_visits", "visits", "return_visits", "opportunities", "signings", "new_customers")


@pytest.fixture(autouse=True)
def nobody_has_rates_of_their_own(db: None) -> None:
    """The sample company's people have."""
    with acting(actor("director").account_id):
        store.OwnRates.objects.all().delete()


def plan(code: str = "1103", measure: str = "bookings") -> int:
    return open_plan(actor=actor("director"), node=node(code), measure=measure)


def gap(code: str = "1103", who: str = "seller", trial: Own | None = None) -> ActivityShown:
    return activity_of(actor=actor(who), plan=plan(code), trial=trial)


def count(found: ActivityShown, work: str) -> int:
    return next(line.year.count for line in found.lines if line.work == work)


def sheet(measure: str) -> int:
    found = sheets(actor=actor("director"), version=open_version())
    return next(s.id for s in found if s.measure == measure and s.tier == "base")


@pytest.mark.parametrize(("code", "who"), [("1103", "seller"), ("E1", "leader"), ("E", "manager"), ("HQ", "director")])
def test_needed_is_in_hand_and_to_be_won_and_months_make_the_year(code: str, who: str) -> None:
    found = gap(code, who)
    assert found.target == year(found.head.sheet or 0, code)
    assert found.customers_needed == found.customers_in_hand + found.to_win.count
    assert found.gap > 0 and found.to_win.count > 0
    for line in found.lines:
        assert sum(span.count for span in line.months) == line.year.count
        assert line.year.low <= line.year.count <= line.year.high
    assert [line.work for line in found.lines] == list(WORK)


def test_a_unit_is_the_sum_of_its_people_at_every_level() -> None:
    company = gap("HQ", "director")
    for work in WORK:
        assert count(company, work) == sum(row.years[work] for row in company.below)
    team = gap("E1", "leader")
    of_region = next(row for row in gap("E", "manager").below if row.name == team.head.name)
    assert {work: count(team, work) for work in WORK} == dict(of_region.years)
    own = gap("1103")
    of_team = next(row for row in team.below if row.name == own.head.name)
    assert {work: count(own, work) for work in WORK} == dict(of_team.years)
    assert of_team.gap == own.gap == support_of(actor=actor("seller"), sheet=own.head.sheet or 0, node=node("1103")).gap


def test_rates_say_from_how_many_tries_and_what_the_unit_above_shows() -> None:
    cold, visit, win, deal = gap().rates
    team = gap("E1", "leader").rates
    for rate, above in zip((cold, visit, win, deal), team, strict=True):
        assert 0 < rate.low <= rate.model <= rate.high
        assert rate.tries > 0 and rate.team == pytest.approx(above.model) and rate.team_tries == above.tries
        assert rate.own is None and rate.counts == rate.model
    assert win.wins / win.tries < win.model < team[2].model  # a few tries of one's own lean on the team's


def test_own_rates_count_and_the_model_stays_beside_them() -> None:
    before = gap()
    set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.6, deal=50_000_000), reason="大客户已谈妥")
    after = gap()
    assert (after.rates[2].own, after.rates[2].model) == (0.6, before.rates[2].model)
    assert after.kept is not None and after.kept.reason == "大客户已谈妥" and after.kept.by == "谢俊杰"
    assert after.kept.model_said["win_rate"] == before.rates[2].model
    assert count(after, "opportunities") < count(before, "opportunities")
    assert count(after, "visits") < count(before, "visits")
    set_own_rates(actor=actor("seller"), plan=plan(), own=Own(), seen_revision=after.kept.revision)
    assert [line.year for line in gap().lines] == [line.year for line in before.lines]
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM records WHERE \"table\" = 'own_rates' AND account_name = '谢俊杰'"
            " AND row_id = (SELECT max(id) FROM own_rates)"
        )
        assert cursor.fetchone() == (2,)


def test_a_units_own_rate_moves_those_who_have_none_of_their_own() -> None:
    set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.6), reason="x")
    before = {row.name: row.years for row in gap("E1", "leader").below}
    set_own_rates(actor=actor("leader"), plan=plan("E1"), own=Own(win_rate=0.9), reason="x")
    after = {row.name: row.years for row in gap("E1", "leader").below}
    own = gap().head.name
    assert after[own] == before[own]
    others = [name for name in before if name != own and before[name]["opportunities"] > 5]
    assert others and all(after[name]["opportunities"] < before[name]["opportunities"] for name in others)
    assert gap().rates[2].own == 0.6
    told = gap("1104", "1104")  # who sees no plan of the unit's sees what it plans with, and by whom
    win = told.rates[2]
    assert win.own is None and win.above_name == "上海组"
    assert win.above == pytest.approx(min(win.model * 0.9 / gap("E1", "leader").rates[2].model, 1.0))
    set_own_rates(actor=actor("manager"), plan=plan("E"), own=Own(visit_rate=0.3, win_rate=0.2), reason="x")
    assert gap("1104", "1104").rates[2].above_name == "上海组"  # the nearest one counts
    region, team = gap("E", "manager"), gap("E1", "leader")
    assert {work: count(team, work) for work in WORK} == dict(region.below[0].years)
    for row in team.below:
        code = {"谢俊杰": "1103"}.get(row.name)
        if code:
            assert {work: count(gap(code, "director"), work) for work in WORK} == dict(row.years)


def test_trying_keeps_nothing() -> None:
    before = gap()
    tried = gap(trial=Own(win_rate=1.0))
    assert count(tried, "opportunities") < count(before, "opportunities")
    assert [line.year for line in gap().lines] == [line.year for line in before.lines] and gap().kept is None


@pytest.mark.parametrize(
    "own",
    [Own(win_rate=-0.1), Own(win_rate=0.0), Own(cold_rate=1.01), Own(visit_rate=float("nan")), Own(deal=-1),
     Own(deal=0), Own(win_rate=float("inf")), Own(deal=10**19), Own(visits_a_day=0.0), Own(visits_a_day=-3.0),
     Own(visits_a_day=1e9)],
)  # fmt: skip
def test_rates_that_cannot_be_are_refused(own: Own) -> None:
    with pytest.raises(Invalid):
        set_own_rates(actor=actor("seller"), plan=plan(), own=own, reason="x")
    assert gap().kept is None


def test_a_reason_is_asked_for_and_texts_are_kept_as_they_are() -> None:
    for words in ("", "  \x00 ", "x" * 1_000_000):
        with pytest.raises(Invalid):
            set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.5), reason=words)
    set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.5), reason="🚀 مرحبا <b>")
    kept = gap().kept
    assert kept is not None and kept.reason == "🚀 مرحبا <b>"


def test_of_two_who_set_them_the_second_is_told() -> None:
    set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.5), reason="x", seen_revision=0)
    with pytest.raises(Conflict) as told:
        set_own_rates(actor=actor("leader"), plan=plan(), own=Own(win_rate=0.4), reason="y", seen_revision=0)
    assert told.value.code == "plan-row-changed"
    assert gap().rates[2].own == 0.5


def test_a_plan_that_is_handed_in_keeps_its_rates() -> None:
    with acting(actor("director").account_id):
        store.WorkPlan.objects.filter(id=plan()).update(status="submitted")
    with pytest.raises(Conflict):
        set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.5), reason="x")


@pytest.mark.parametrize(("who", "refused"), [("auditor", Denied), ("1104", Missing), ("1200", Missing)])
def test_others_set_no_rates_and_make_no_targets(who: str, refused: type[ServiceError]) -> None:
    with pytest.raises(refused):
        set_own_rates(actor=actor(who), plan=plan(), own=Own(win_rate=0.5), reason="x")
    with pytest.raises(refused):
        make_targets(actor=actor(who), plan=plan(), measures=["visits"], reason="x")


def test_months_too_full_are_told_by_the_days_that_there_are() -> None:
    roomy = gap(trial=Own(visits_a_day=50.0))
    assert not any(month.over for month in roomy.months)
    crammed = gap(trial=Own(visits_a_day=0.5))
    assert all(month.over == 1 for month in crammed.months if month.a_day > 0.5)
    assert any(month.over for month in crammed.months)
    assert crammed.months[1].working_days < crammed.months[2].working_days  # Spring Festival


def test_a_judgement_moves_the_gap_and_what_it_takes() -> None:
    before = gap()
    row = next(
        r for r in support_of(actor=actor("seller"), sheet=before.head.sheet or 0, node=node("1103")).customers
        if r.customer is not None and r.expected
    )  # fmt: skip
    judge_customer(actor=actor("seller"), sheet=before.head.sheet or 0, node=node("1103"), customer=row.customer or 0,
                   amount=row.expected + before.gap, reason="x")  # fmt: skip
    after = gap()
    assert after.gap == 0 and after.to_win.count == 0 and count(after, "opportunities") == 0
    assert count(after, "visits") == after.care


def test_who_may_edit_makes_them_targets_of_all_people_below() -> None:
    found = gap("E", "director")
    looked = preview_targets(actor=actor("director"), plan=plan("E"))
    assert looked.how == "set" and {c.measure for c in looked.changes} == {"visits", "signings", "new_customers"}
    assert set(looked.without) == {"cold_visits", "return_visits"}
    before = year(sheet("visits"), "E")
    told = make_targets(
        actor=actor("director"), plan=plan("E"), measures=["visits", "signings"], reason="缺口", token=looked.token
    )
    assert told == ("set", 2)
    assert before != year(sheet("visits"), "E") == count(found, "visits")
    assert year(sheet("visits"), "1103") == count(gap(), "visits")
    line = next(line for line in gap("E", "director").lines if line.work == "visits")
    assert line.now is not None and line.now.months == tuple(span.count for span in line.months)
    seen = {c.measure: c for c in looked.changes}["visits"]
    assert sum(seen.after) == count(found, "visits") and sum(seen.before) == before
    again = preview_targets(actor=actor("director"), plan=plan("E"))
    assert [c.same for c in again.changes if c.measure != "new_customers"] == [True, True]
    nothing_is_wrong()


def test_a_preview_keeps_nothing() -> None:
    before = [year(sheet(m), "HQ") for m in ("visits", "signings", "new_customers")]
    for who, code in (("director", "HQ"), ("leader", "1103"), ("seller", "1103")):
        preview_targets(actor=actor(who), plan=plan(code))
    assert before == [year(sheet(m), "HQ") for m in ("visits", "signings", "new_customers")]
    with acting(actor("director").account_id):
        assert not store.Commitment.objects.filter(sheet_id=sheet("signings")).exists()


@pytest.mark.parametrize(("who", "code"), [("seller", "1103"), ("leader", "E1")])
def test_who_may_not_edit_proposes_it_by_month(who: str, code: str) -> None:
    before, wanted = year(sheet("visits"), code), gap(code, who)
    assert make_targets(actor=actor(who), plan=plan(code), measures=["visits"], reason="按缺口推算") == ("propose", 1)
    assert year(sheet("visits"), code) == before
    answer = part(actor=actor(who), sheet=sheet("visits"), node=node(code))
    assert answer.answer is not None and answer.answer.state == "countered" and answer.answer.detailed
    assert answer.answer.amount == count(wanted, "visits") and answer.answer.reason == "按缺口推算"
    assert answer.proposed is not None
    months = [sum(answer.proposed[m::12]) for m in range(12)]
    assert months == [s.count for s in next(line for line in wanted.lines if line.work == "visits").months]


def test_a_proposal_needs_a_reason() -> None:
    with pytest.raises(Invalid):
        make_targets(actor=actor("seller"), plan=plan(), measures=["visits"], reason=" ")


def test_numbers_that_moved_since_they_were_looked_at_are_not_kept() -> None:
    looked = preview_targets(actor=actor("leader"), plan=plan())
    edit_cells(actor=actor("director"), wishes=[Wish(Cell(sheet("visits"), node("1103"), "", 3, 1), 5)])
    with pytest.raises(Conflict) as told:
        make_targets(actor=actor("leader"), plan=plan(), measures=["visits"], token=looked.token)
    assert told.value.code == "activity-preview-old"


def test_holds_stand_and_are_named_and_nothing_of_the_others_is_kept() -> None:
    hold_cell(actor=actor("director"), cell=Cell(sheet("visits"), node("1103"), "", 0, 1), why="x")
    looked = preview_targets(actor=actor("leader"), plan=plan())
    refused = {c.measure: c.refused for c in looked.changes}
    assert isinstance(refused["visits"], Refused) and refused["visits"].details and refused["signings"] is None
    before = year(sheet("signings"), "1103")
    with pytest.raises(Refused):
        make_targets(actor=actor("leader"), plan=plan(), measures=["signings", "visits"])
    assert year(sheet("signings"), "1103") == before


def test_a_published_version_is_refused_with_what_to_do() -> None:
    publish(actor=actor("director"), version=open_version())
    for who in ("leader", "seller"):
        with pytest.raises(Conflict) as told:
            preview_targets(actor=actor(who), plan=plan())
        assert told.value.code == "activity-version-published"


@pytest.mark.parametrize("measures", [[], ["cold_visits"], ["bookings"], ["visits", "nonsense"]])
def test_measures_that_have_no_sheet_are_refused(measures: list[str]) -> None:
    with pytest.raises(Invalid):
        make_targets(actor=actor("leader"), plan=plan(), measures=measures)


def test_a_plan_that_is_not_about_money_has_no_gap() -> None:
    with pytest.raises(Invalid):
        activity_of(actor=actor("seller"), plan=plan(measure="visits"))


def test_without_what_it_rests_on_it_says_what_to_do() -> None:
    with acting(actor("director").account_id):
        store.ActivityBasis.objects.all().delete()
    with pytest.raises(Conflict) as told:
        gap()
    assert told.value.code == "activity-not-worked-out"


def test_a_seat_newer_than_what_was_worked_out_leans_on_its_unit() -> None:
    with acting(actor("director").account_id):
        store.ActivityBasis.objects.filter(node__code="1103").delete()
    found, team = gap(), gap("E1", "leader")
    assert [rate.model for rate in found.rates] == [rate.model for rate in team.rates]
    assert count(found, "return_visits") == 0 and found.to_win.count > 0


def test_a_customer_who_changes_hands_takes_the_support_along() -> None:
    before, heir = gap(), gap("1104", "director")
    row = next(
        r for r in support_of(actor=actor("seller"), sheet=before.head.sheet or 0, node=node("1103")).customers
        if r.customer is not None and r.expected
    )  # fmt: skip
    hand_over(actor=actor("director"), to="1104", customers=[row.code])
    assert gap().gap > before.gap
    assert gap("1104", "director").gap <= heir.gap


def test_queries_do_not_grow_with_the_people() -> None:
    def queries(code: str, who: str) -> int:
        id = plan(code)
        with CaptureQueriesContext(connection) as captured:
            activity_of(actor=actor(who), plan=id)
        return len(captured)

    assert queries("HQ", "director") == queries("E1", "director")


def test_the_database_keeps_rates_to_those_whose_they_are() -> None:
    set_own_rates(actor=actor("seller"), plan=plan(), own=Own(win_rate=0.5), reason="x")
    with acting(actor("1104").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM own_rates), (SELECT count(*) FROM activity_bases WHERE node_id = %s),"
            " (SELECT count(*) FROM targetree_activity_bases(%s, %s))",
            [node("1103"), sheet("bookings"), node("1103")],
        )
        assert cursor.fetchone() == (0, 0, 0)
