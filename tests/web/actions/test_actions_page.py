"""The pages of actions: quick to add, filtered by the address, odd input said and never a failure of the server."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import As, client_of
from people import actor, node
from targetree.services.actions.choosing import choices_for
from targetree.services.actions.reading import ActionShown, actions_of
from targetree.services.actions.writing import Contents, create_action
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db
VIEWS = ("list", "board", "timeline", "calendar", "map")


def plan(code: str = "1103", who: str = "seller") -> int:
    return open_plan(actor=actor(who), node=node(code))


def at(code: str = "1103", who: str = "seller") -> str:
    return f"/plans/{plan(code, who)}/actions/"


def called(text: str, code: str = "1103", who: str = "seller") -> ActionShown:
    return next(a for a in actions_of(actor=actor(who), plan=plan(code, who)).actions if a.text == text)


def quick(**more: Any) -> Any:
    return client_of("seller").post(f"{at()}new/", {"quick": "1", "text": "快速新增", **more})


def test_three_fields_make_an_action() -> None:
    customer = choices_for(actor=actor("seller"), plan=plan()).customers[0]
    answer = quick(customer=customer.id, due="2027-03-10", back=f"{at()}?view=board")
    assert answer.status_code == 302 and answer.headers["Location"] == f"{at()}?view=board"
    made = called("快速新增")
    assert made.customer is not None and made.customer.id == customer.id
    assert (made.owner, made.important, made.urgent) == (actor("seller").person_id, True, False)


@pytest.mark.parametrize(
    "back", ["https://evil.example/plans/", "//evil.example", "/admin/", "/plans/1/#x", "x" * 9999]
)
def test_the_way_back_stays_here(back: str) -> None:
    assert quick(back=back).headers["Location"] == at()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""}, {"text": "长" * 1_000_000}, {"due": "2027-99-01"}, {"due": "2099-01-01"}, {"customer": "2" * 30},
        {"customer": "x\x00"}, {"cost_fen": "-5"}, {"cost_fen": "很多"}, {"owner": "999999999"}, {"after": ["7", "x"]},
        {"condition": "999999999"}, {"place": "p" * 301}, {"starts": "2027-03-11", "due": "2027-03-10"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_on_the_form(wrong: dict[str, Any]) -> None:
    answer = client_of("seller").post(f"{at()}new/", {"text": "不应保存", "important": "on", **wrong})
    assert answer.status_code == 422
    assert "invalid-feedback" in answer.text or "alert-danger" in answer.text
    assert all(a.text != "不应保存" for a in actions_of(actor=actor("seller"), plan=plan()).actions)


def test_markup_emoji_and_other_scripts_are_text() -> None:
    text = "<script>alert(1)</script> 🚀 مرحبا بالعالم \u202e"
    quick(text=text, due="2027-03-10")
    for view in VIEWS:
        shown = client_of("seller").get(f"{at()}?view={view}&month=2027-03")
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
        assert ("&lt;script&gt;" in shown.text) or view == "map"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    ["who=99999999999999999999&flag=nothing", "status=x&condition=abc&q=%00%F0%9F%9A%80", "month=9999-99&group=x",
     "q=" + "x" * 5000, "who=-1&view=zzz"],
)  # fmt: skip
def test_any_address_is_a_page(view: str, query: str) -> None:
    assert client_of("seller").get(f"{at()}?view={view}&{query}").status_code == 200


def test_filters_stand_in_the_address() -> None:
    shown = client_of("leader").get(f"{at('E1', 'leader')}?who={node('1104')}")
    assert "提交年度框架续签方案" not in shown.text and "新品样机试用" in shown.text
    shown = client_of("seller").get(f"{at()}?flag=no-date&q=竞品")
    assert "更新区域竞品价格表" in shown.text and "提交年度框架续签方案" not in shown.text
    by_date = client_of("seller").get(f"{at()}?group=date").text
    assert by_date.index("2027-01") < by_date.index("更新区域竞品价格表")


def test_the_second_who_saves_is_told_and_keeps_the_words() -> None:
    made = called("更新区域竞品价格表")
    address = f"{at()}{made.id}/"
    for text, status in (("甲先保存", 302), ("乙后保存", 422)):
        answer = client_of("seller").post(address, {"text": text, "revision": made.revision})
        assert answer.status_code == status
    assert "乙后保存" in answer.text and "谢俊杰" in answer.text
    assert called("甲先保存").revision == made.revision + 1
    moved = client_of("seller").post(f"{address}move/", {"status": "done", "revision": made.revision}, follow=True)
    assert "修改了这一条" in moved.text and called("甲先保存").status == "planned"


@pytest.mark.parametrize(("status", "wanted"), [("done", 302), ("finished", 422), ("", 422)])
def test_moving(status: str, wanted: int) -> None:
    made = called("更新区域竞品价格表")
    assert client_of("seller").post(f"{at()}{made.id}/move/", {"status": status}).status_code == wanted


def test_ids_beyond_all_are_not_there(as_: As) -> None:
    huge = 10**30
    for address in (
        f"/plans/{huge}/actions/",
        f"{at()}{huge}/",
        f"/plans/{huge}/budget/",
        f"/plans/{huge}/actions/new/",
    ):
        assert as_("seller").get(address).status_code in (404, 422)
    assert as_("manager").post(f"/plans/{plan('E', 'manager')}/budget/{huge}/", {"amount": "1"}).status_code in (
        404,
        422,
    )


def test_budgets_are_set_on_the_page(as_: As) -> None:
    address = f"/plans/{plan('E', 'manager')}/budget/"
    assert as_("manager").post(f"{address}{node('E1')}/", {"amount": "1万"}).status_code == 302
    assert 'value="10,000"' in as_("manager").get(address).text
    refused = as_("manager").post(f"{address}{node('E1')}/", {"amount": "9亿"})
    assert refused.status_code == 409 and "华东大区" in refused.text and 'value="9亿"' in refused.text
    for amount in ("-1", "很多", "9" * 39):
        assert as_("manager").post(f"{address}{node('E1')}/", {"amount": amount}).status_code == 422
    assert as_("manager").post(f"{address}{node('E1')}/", {"amount": ""}).status_code == 302
    assert as_("manager").post(f"{address}{node('1203')}/", {"amount": "1"}).status_code == 404
    assert as_("manager").post(f"{address}share/").status_code == 302


def test_as_many_queries_for_many_as_for_few(as_: As) -> None:
    def queries(view: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert as_("leader").get(f"{at('E1', 'leader')}?view={view}").status_code == 200
        return len(caught)

    for view in VIEWS:
        queries(view)
    few = {view: queries(view) for view in VIEWS}
    customers = choices_for(actor=actor("seller"), plan=plan()).customers
    last: tuple[int, ...] = ()
    for n in range(30):
        last = (create_action(actor=actor("seller"), plan=plan(), contents=Contents(
            f"第 {n}", customers[n % len(customers)].id, after=last)),)  # fmt: skip
    assert {view: queries(view) for view in VIEWS} == few
