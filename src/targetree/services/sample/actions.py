"""Actions of some plans of the sample company, and the expense budget of all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from targetree.services.access import Actor
from targetree.services.actions.budgets import set_budget
from targetree.services.actions.choosing import choices_for
from targetree.services.actions.progress import record_result
from targetree.services.actions.writing import Contents, create_action
from targetree.services.plans.opening import open_plan

from .action_list import LEADER, MANAGER, OTHERS, SELLER, Day, PlannedAction
from .commitments import _Cast

PLANS = (
    ("1103", "1103", SELLER), ("E1", "1101", LEADER), ("E", "1100", MANAGER), ("1104", "1104", OTHERS),
    ("1111", "1111", OTHERS), ("1203", "1203", OTHERS), ("S1", "1201", OTHERS[:2]),
)  # fmt: skip
"""(node, who writes it, actions)"""
COMPANY_SHARE = 20
"""The company's expense budget in thousandths of its target."""


def add(lang: str) -> None:
    """The budget, shared out by the targets, and the actions; `lang` is zh or en."""
    at = 0 if lang == "zh" else 1
    people = _Cast()
    director = people.actor("1001")
    company = people.line(director, people.sheet(director), "HQ").year
    amount = company * COMPANY_SHARE // 1000 // 1_000_000 * 1_000_000
    set_budget(actor=director, node=people.node(director, "HQ"), amount=amount)
    for node, who, actions in PLANS:
        actor = people.actor(who)
        _add(actor, open_plan(actor=actor, node=people.node(actor, node)), actions, at)


def _add(actor: Actor, plan: int, actions: tuple[PlannedAction, ...], at: int) -> None:
    customers = choices_for(actor=actor, plan=plan).customers
    made: list[int] = []
    for one in actions:
        customer = customers[one.customer % len(customers)].id if one.customer is not None and customers else None
        contents = Contents(
            one.text[at], customer, one.outcome[at], _day(one.starts), _day(one.due), "", one.materials[at],
            _fen(one.cost), one.marketing[at], _fen(one.marketing_cost), _fen(one.brings), None, one.urgent,
            one.important,
        )  # fmt: skip
        contents = replace(contents, after=tuple(made[n] for n in one.after))
        made.append(create_action(actor=actor, plan=plan, contents=contents))
        if one.status != "planned":
            due, today = contents.due, timezone.localdate()
            record_result(
                actor=actor, plan=plan, action=made[-1], status=one.status, spent_fen=_fen(one.spent),
                confirmed_on=min(due or today, today) if one.confirmed else None, returned_fen=None,
            )  # fmt: skip


def _day(day: Day | None) -> date | None:
    return None if day is None else date(2027 + day[0], day[1], day[2])


def _fen(yuan: int | None) -> int | None:
    return None if yuan is None else yuan * 100
