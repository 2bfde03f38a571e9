"""Conditions offered from the gap, templates by trade, and the target split again from conditions."""

from __future__ import annotations

from typing import Any

import pytest

from people import actor, bookings, node, year
from targetree.services.access import acting
from targetree.services.agreement.commitments import part
from targetree.services.conditions.figures import FIGURES
from targetree.services.conditions.judging import judge_condition
from targetree.services.conditions.proposals import accept_proposal, proposals
from targetree.services.conditions.reading import conditions_of
from targetree.services.conditions.splitting import propose_split, split_preview
from targetree.services.conditions.templates import take_templates, templates_shown
from targetree.services.conditions.writing import Fields, add_condition
from targetree.services.errors import Conflict, Invalid
from targetree.services.plans.opening import open_plan
from targetree.services.support.showing import support_of
from targetree.store import models as store
from targetree.store.models.plans import KINDS_OF_CONDITION
from targetree.terms.condition_templates import TEMPLATES, TRADES

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> int:
    return open_plan(actor=actor("1104"), node=node("1104"))


def test_proposals_come_from_the_gap_and_are_never_written_unasked(plan: int) -> None:
    offered = proposals(actor=actor("1104"), plan=plan, lang="zh")
    assert {"new", "habit", "in_hand", "deals", "deal", "space"} <= {one.slug for one in offered}
    assert conditions_of(actor=actor("1104"), plan=plan).conditions == ()
    shown = support_of(actor=actor("1104"), sheet=bookings(), node=node("1104"))
    new = [one for one in offered if one.slug == "new"]
    assert sum(one.effect or 0 for one in new) == shown.gap > 0
    assert sum(one.values["count"] for one in new) == -(-shown.gap // shown.base.new_customer)
    chosen = new[0]
    id = accept_proposal(actor=actor("1104"), plan=plan, key=chosen.key, lang="zh")
    kept = conditions_of(actor=actor("1104"), plan=plan).one(id)
    assert kept is not None and (kept.text, kept.effect, kept.figure) == (chosen.text, chosen.effect, "done")
    assert kept.owner is not None and kept.due is not None
    left = {one.key for one in proposals(actor=actor("1104"), plan=plan, lang="zh")}
    assert left == {one.key for one in offered} - {chosen.key}
    with pytest.raises(Conflict, match="condition-proposal-gone"):
        accept_proposal(actor=actor("1104"), plan=plan, key=chosen.key, lang="zh")


@pytest.mark.parametrize(("who", "code"), [("leader", "E1"), ("manager", "E"), ("director", "HQ")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_proposal_can_be_taken_over(who: str, code: str, lang: str) -> None:
    plan = open_plan(actor=actor(who), node=node(code))
    for one in proposals(actor=actor(who), plan=plan, lang=lang):
        accept_proposal(actor=actor(who), plan=plan, key=one.key, lang=lang)
    assert proposals(actor=actor(who), plan=plan, lang=lang) == []


def test_nothing_is_offered_for_a_number_that_is_not_money() -> None:
    plan = open_plan(actor=actor("1104"), node=node("1104"), measure="visits")
    assert proposals(actor=actor("1104"), plan=plan, lang="zh") == []


def test_every_trade_has_five_to_eight_templates_in_both_languages() -> None:
    assert set(TEMPLATES) == set(TRADES) == {"distribution", "projects", "retail", "service"}
    for offered in TEMPLATES.values():
        assert 5 <= len(offered) <= 8
        for one in offered:
            assert all(both[0] and both[1] for both in (one.text, one.difficulty, one.breakthrough))
            assert one.kind in KINDS_OF_CONDITION and (not one.figure or one.figure in FIGURES)
            assert all(both[0].isascii() for both in (one.text, one.difficulty, one.breakthrough))


@pytest.mark.parametrize("trade", sorted(TRADES))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_templates_are_taken_one_by_one_or_as_a_whole(plan: int, trade: str, lang: str) -> None:
    (first,) = take_templates(actor=actor("1104"), plan=plan, trade=trade, lang=lang, numbers=[1])
    rest = take_templates(actor=actor("1104"), plan=plan, trade=trade, lang=lang)
    assert len(rest) == len(TEMPLATES[trade]) - 1 and first not in rest
    assert take_templates(actor=actor("1104"), plan=plan, trade=trade, lang=lang) == []
    shown = conditions_of(actor=actor("1104"), plan=plan).conditions
    assert all(one.difficulty and one.breakthrough for one in shown)
    wanted = sum(bool(one.figure) for one in TEMPLATES[trade])
    assert sum(one.bound for one in shown) == wanted, [one.text for one in shown if not one.bound]
    assert all(one.taken for one in templates_shown(actor=actor("1104"), plan=plan, lang=lang)[trade])


def test_templates_that_are_not_there(plan: int) -> None:
    for trade, numbers in (("mining", None), ("retail", [99]), ("retail", [-1])):
        with pytest.raises(Invalid, match="condition-template-unknown"):
            take_templates(actor=actor("1104"), plan=plan, trade=trade, lang="zh", numbers=numbers)


def effects(plan: int) -> dict[str, int]:
    """Conditions that hold, are open and fail, a tenth of the target each, one about a month and product."""
    target = year(bookings(), "1104")
    with acting(actor("director").account_id):
        product = store.Product.objects.filter(children=None, parent__isnull=False).order_by("id")[0]
    made = {}
    for state, more in (
        ("holds", {"effect_month": 3, "effect_product": product.id}), ("open", {"effect_month": 8}), ("fails", {}),
    ):  # fmt: skip
        fields: Any = {"text": f"条件 {state}", "effect": target // 10, **more}
        made[state] = add_condition(actor=actor("1104"), plan=plan, fields=Fields(**fields))
        if state != "open":
            judge_condition(actor=actor("1104"), plan=plan, condition=made[state], state=state)
    return made


@pytest.mark.parametrize("share", [0, 500, 1000])
@pytest.mark.parametrize("with_rest", [True, False])
def test_the_split_sums_to_what_is_counted(plan: int, share: int, with_rest: bool) -> None:
    effects(plan)
    found = split_preview(actor=actor("1104"), plan=plan, open_per_mille=share, with_rest=with_rest)
    tenth = year(bookings(), "1104") // 10
    assert (found.split.holds, found.split.open, found.split.fails) == (tenth,) * 3
    assert found.split.year == tenth + tenth * share // 1000 + (found.assigned - 3 * tenth if with_rest else 0)
    assert sum(now for _, now in found.months) == sum(now for *_, now in found.products) == found.split.year
    assert sum(was for was, _ in found.months) == found.assigned
    assert all(f"条件 {state}" in found.reasons for state in ("holds", "open", "fails"))


def test_a_split_is_handed_in_with_reasons_that_name_the_conditions(plan: int) -> None:
    effects(plan)
    found = propose_split(actor=actor("1104"), plan=plan, open_per_mille=300, sure=70)
    answer = part(actor=actor("1104"), sheet=bookings(), node=node("1104"))
    assert answer.answer is not None and answer.answer.state == "countered"
    assert answer.answer.amount == found.split.year and answer.answer.detailed
    assert answer.proposed is not None and list(answer.proposed) == found.split.cells.ravel().tolist()
    assert "条件 fails" in answer.answer.reason
    own = propose_split(actor=actor("1104"), plan=plan, open_per_mille=0, reasons="我的理由")
    answer = part(actor=actor("1104"), sheet=bookings(), node=node("1104"))
    assert answer.answer is not None
    assert (answer.answer.reason, answer.answer.amount) == ("我的理由", own.split.year)


def test_a_split_of_a_number_that_changed_meanwhile_is_told(plan: int) -> None:
    effects(plan)
    with pytest.raises(Conflict, match="number-changed"):
        propose_split(actor=actor("1104"), plan=plan, was=1)


def test_without_an_effect_there_is_nothing_to_split(plan: int) -> None:
    with pytest.raises(Conflict, match="condition-no-effects"):
        split_preview(actor=actor("1104"), plan=plan)
    with pytest.raises(Invalid, match="condition-share"):
        split_preview(actor=actor("1104"), plan=plan, open_per_mille=1001)


def test_only_whose_number_it_is_hands_it_in(plan: int) -> None:
    effects(plan)
    assert not split_preview(actor=actor("leader"), plan=plan).may_propose
    for who in ("leader", "auditor"):
        with pytest.raises(Exception, match="not-allowed"):
            propose_split(actor=actor(who), plan=plan)


def test_many_long_conditions_still_make_reasons_that_can_be_sent(plan: int) -> None:
    for n in range(60):
        add_condition(actor=actor("1104"), plan=plan, fields={"text": f"{n}" + "很长的条件" * 200, "effect": 1000})
    found = propose_split(actor=actor("1104"), plan=plan, open_per_mille=0)
    assert len(found.reasons) <= 4000 and "等共 60 条" in found.reasons
