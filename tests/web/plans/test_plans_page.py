"""The plan on one page: what it asks of the database, and what it does with odd things."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import As
from people import actor, node
from targetree.services.access import acting
from targetree.services.plans.opening import open_plan
from targetree.services.reviews.comments import comment_plan
from targetree.services.reviews.flow import submit_plan
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def begun() -> int:
    return open_plan(actor=actor("1203"), node=node("1203"))


def filled(plan: int, count: int) -> None:
    with acting(actor("1203").account_id):
        for n in range(count):
            line = store.Condition.objects.create(plan_id=plan, text=f"{n} <script>alert(1)</script> 😀 \u202eمرحبا")
            store.PlanPoint.objects.create(plan_id=plan, part="must", text=str(n))
            store.Action.objects.create(plan_id=plan, text=str(n))
            comment_plan(actor=actor("1203"), plan=plan, about="condition", about_id=line.id, words="<b>x</b>")


def queries(as_: As, path: str) -> int:
    as_("other_seller").get(path)
    with CaptureQueriesContext(connection) as found:
        assert as_("other_seller").get(path).status_code == 200
    return len(found)


def test_the_queries_do_not_depend_on_the_lines(as_: As) -> None:
    plan = begun()
    filled(plan, 2)
    few = queries(as_, f"/plans/{plan}/")
    filled(plan, 30)
    assert queries(as_, f"/plans/{plan}/") == few <= 46


def test_what_somebody_wrote_is_text(as_: As) -> None:
    plan = begun()
    filled(plan, 1)
    submit_plan(actor=actor("1203"), plan=plan, note="<i>")
    page = as_("other_manager").get(f"/plans/{plan}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "<b>x</b>" not in page
    for path in ("copies/", "copies/1/", "copies/compare/?from=1", "plan.pdf", "plan.pdf?copy=1", "talk/"):
        assert as_("other_manager").get(f"/plans/{plan}/{path}").status_code == 200, path


@pytest.mark.parametrize("path", [
    "copies/99/", "copies/compare/?from=99", "letters/1/", "letters/1.pdf", "plan.pdf?copy=7", f"letters/{10**12}/",
])  # fmt: skip
def test_what_is_not_there(as_: As, path: str) -> None:
    assert as_("other_seller").get(f"/plans/{begun()}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["copies/compare/", "copies/compare/?from=x", "plan.pdf?copy=-1", "talk/?id=x"])
def test_odd_addresses_are_told(as_: As, path: str) -> None:
    assert as_("other_seller").get(f"/plans/{begun()}/{path}").status_code == 422


def test_a_refused_step_keeps_what_was_written(as_: As) -> None:
    plan = begun()
    filled(plan, 1)
    answer = as_("other_seller").post(f"/plans/{plan}/submit/", {"note": "我的说明", "revision": "999"})
    assert answer.status_code == 409 and "我的说明" in answer.content.decode()
    assert as_("other_seller").post(f"/plans/{plan}/submit/", {"note": "x", "revision": "abc"}).status_code == 422
    long = as_("other_seller").post(f"/plans/{plan}/submit/", {"note": "长" * 1_000_000})
    assert long.status_code == 422


def test_an_old_filter_or_page_does_no_harm(as_: As) -> None:
    for query in ("?state=nonsense", "?q=%00%F0%9F%98%80", "?page=999", "?measure=nothing"):
        assert as_("director").get(f"/plans/{query}").status_code == 200
    assert as_("director").get("/plans/?page=0").status_code == 422
