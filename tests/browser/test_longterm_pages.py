"""Quarters and months as a seller finds them on a phone and a leader on a wide screen; the load for colleagues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots

Open = Callable[..., Any]


def _address(page: Any) -> str:
    """The tab of the own plan."""
    page.goto("/plans/")
    page.locator("section").first.get_by_role("link", name="打开").first.click()
    page.get_by_role("link", name="季度与月度").click()
    page.wait_for_url("**/long-term/")
    return str(page.url)


def _path(open_page: Open, who: str) -> str:
    page = open_page(who, "/plans/")
    address = _address(page)
    page.context.close()
    return address[address.index("/plans/") :]


@pytest.mark.parametrize("who", ["seller", "leader"])
def test_it_is_right_in_every_way_to_see_it(open_page: Open, who: str) -> None:
    shots(open_page, who, f"longterm-{who}", _path(open_page, who))


@pytest.mark.parametrize("who", ["colleague", "director"])
def test_the_load_is_right_in_every_way_to_see_it(open_page: Open, who: str) -> None:
    shots(open_page, who, f"load-{who}", "/plans/load/")
