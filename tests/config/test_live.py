"""The server that browser tests use, and the cast that goes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cast import CAST, As


@pytest.mark.parametrize("who", CAST)
def test_everybody_of_the_cast_has_a_client(as_: As, who: str) -> None:
    actor = as_(who).get("/health/").wsgi_request.actor  # type: ignore[attr-defined]
    assert (actor is None) == (who == "anonymous")
    if who == "outsider":
        assert actor.rights == ()


def test_a_browser_is_signed_in_as_one_of_the_cast(open_page: Callable[..., Any]) -> None:
    page = open_page("seller", "/health/")
    assert '"ok"' in page.content()
    assert page.request.get("/accounts/login/", max_redirects=0).status == 302
