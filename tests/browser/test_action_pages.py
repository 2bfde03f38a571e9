"""Actions in five views, as a seller writes them on a phone and a leader moves them on a board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots

Open = Callable[..., Any]
VIEWS = ("list", "board", "timeline", "calendar", "map")


def address(live: Any, code: str = "1103") -> str:
    """The actions of somebody's plan."""
    from people import actor, node
    from targetree.services.plans.opening import open_plan

    return f"/plans/{open_plan(actor=actor('director'), node=node(code))}/actions/"


@pytest.mark.parametrize("view", VIEWS)
def test_a_seller_sees_it_right_in_every_way(open_page: Open, live: Any, view: str) -> None:
    shots(open_page, "seller", f"actions-{view}", f"{address(live)}?view={view}")


@pytest.mark.parametrize("view", ["list", "map"])
def test_a_manager_sees_those_below(open_page: Open, live: Any, view: str) -> None:
    shots(open_page, "manager", f"actions-manager-{view}", f"{address(live, 'E')}?view={view}")


def test_the_budget_in_every_way(open_page: Open, live: Any) -> None:
    shots(open_page, "manager", "actions-budget", address(live, "E").replace("actions", "budget"))
