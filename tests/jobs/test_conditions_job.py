"""Every hour conditions turn by what their figures say, though nobody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from people import actor, node
from targetree.jobs.conditions import renew_conditions
from targetree.services.conditions.figures import Binding
from targetree.services.conditions.standing import standing
from targetree.services.conditions.writing import add_condition
from targetree.services.plans.opening import open_plan


def test_the_job_lets_conditions_turn(own_database: Callable[[], Any]) -> None:
    who = actor("1104")
    plan = open_plan(actor=who, node=node("1104"))
    binding = Binding("customers", 1, {"stage": "current"})
    add_condition(actor=who, plan=plan, fields={"text": "手上有客户", "binding": binding})
    assert standing(actor=who, plans=[plan])[plan].holds == 1
    with own_database() as owner:
        owner.execute("UPDATE customers SET owner_id = NULL")
    renew_conditions(timestamp=0)
    told = standing(actor=who, plans=[plan])[plan]
    assert (told.holds, told.fails) == (0, 1)
