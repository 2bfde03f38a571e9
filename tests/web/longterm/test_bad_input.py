"""Whatever is sent to the pages of the long-term plan is answered with a sentence, and nothing is lost or changed."""

from __future__ import annotations

from typing import Any

import pytest

from cast import client_of
from people import actor, node
from targetree.services.longterm.changing import take_proposal
from targetree.services.longterm.showing import long_term
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db
ODD = [
    "", " ", "\x00", "-1", "1e400", "九", "🎯", "\u202e12\u202c", "x" * 1_000_000, "NaN", "12.5.1", "9" * 20,
]  # fmt: skip


def _plan() -> int:
    return open_plan(actor=actor("director"), node=node("1106"))


def _figures() -> list[Any]:
    return [month.fields for month in long_term(actor=actor("director"), plan=_plan()).months]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_figures_are_refused_with_a_sentence(text: str) -> None:
    plan, before = _plan(), _figures()
    answer = client_of("leader").post(f"/plans/{plan}/long-term/3/", {"seen": "0", "visits-0": text})
    assert answer.status_code in (409, 422), answer.status_code
    assert 'role="alert"' in answer.content.decode()
    assert _figures() == before


@pytest.mark.parametrize("text", ODD[:9], ids=range(9))
def test_odd_words_of_a_focus_are_kept_as_words_or_refused(text: str) -> None:
    answer = client_of("leader").post(f"/plans/{_plan()}/long-term/quarters/2/", {"text": text, "seen": "0"})
    focus = long_term(actor=actor("director"), plan=_plan()).quarters[2].focus
    if answer.status_code == 302:
        assert focus is not None and focus.text == text.replace("\x00", "").strip()
    else:
        assert answer.status_code == 422 and focus is None


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("12/", {"visits-0": "1"}, 422), ("99999999999999999999999/", {"visits-0": "1"}, 422),
        ("3/", {"visits-7": "1"}, 422), ("3/", {"visits-": "1"}, 422), ("3/", {"hold": "nothing-0"}, 422),
        ("3/", {"seen": "x", "visits-0": "1"}, 422), ("take/", {"month": "77"}, 422), ("take/", {"month": "-1"}, 422),
        ("spread/", {"month": "x"}, 422), ("quarters/7/", {"text": "x"}, 404),
        ("quarters/2/", {"text": "x", "serving": "1"}, 422), ("quarters/2/", {"remove": "1", "seen": "0"}, 404),
        ("quarters/2/", {"text": "x", "share": "1000"}, 422),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(path: str, sent: dict[str, str], status: int) -> None:
    assert client_of("leader").post(f"/plans/{_plan()}/long-term/{path}", sent).status_code == status


def test_months_that_are_none_are_refused() -> None:
    for month in ("12", "-1", "x", "9" * 400):
        assert client_of("leader").get(f"/plans/{_plan()}/long-term/", {"month": month}).status_code == 422


def test_who_looked_before_somebody_else_changed_it_is_told() -> None:
    plan = _plan()
    take_proposal(actor=actor("leader"), plan=plan)
    client = client_of("leader")
    assert client.post(f"/plans/{plan}/long-term/3/", {"seen": "1", "visits-0": "2"}).status_code == 302
    late = client.post(f"/plans/{plan}/long-term/3/", {"seen": "1", "visits-1": "2"})
    assert late.status_code == 409 and 'role="alert"' in late.content.decode()


def test_a_colleague_finds_only_units_right_below_the_company() -> None:
    client = client_of("colleague")
    assert client.get("/plans/load/", {"at": node("E")}).status_code == 200
    assert client.get("/plans/load/", {"at": node("E1")}).status_code == 404
    assert client.get("/plans/load/", {"at": "x" * 99, "by": "\x00"}).status_code == 200
