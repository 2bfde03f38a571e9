"""The flow by plain forms, without a script: saved at each step, left and taken up again, nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cast import account_id, client_of
from people import actor, node
from targetree.services.fiveparts.points import STEPS, FiveParts, five_parts
from targetree.services.fiveparts.writing import Written, write_points
from targetree.services.plans.opening import open_plan
from targetree.services.requests.showing import requests_of_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db: None) -> int:
    """An empty plan of 1105, in E1."""
    return open_plan(actor=actor("leader"), node=node("1105"))


@pytest.fixture
def client(db: None) -> Client:
    made: Client = client_of("leader")
    return made


def shown(plan: int) -> FiveParts:
    return five_parts(actor=actor("leader"), plan=plan)


def address(plan: int, step: str = "") -> str:
    return reverse("plan-five-parts-step", args=[plan, step]) if step else reverse("plan-five-parts", args=[plan])


def send(client: Client, plan: int, step: str, **fields: Any) -> Any:
    return client.post(address(plan, step), {name.replace("__", "-"): value for name, value in fields.items()})


@pytest.mark.parametrize("step", STEPS)
def test_every_step_shows_suggestions_and_the_way_on(client: Client, plan: int, step: str) -> None:
    text = client.get(address(plan, step)).content.decode()
    assert text.count('class="chip"') >= (4 if step != "obstacles" else 5)
    assert 'value="next"' in text and 'value="later"' in text
    assert ('value="back"' in text) is (step != STEPS[0])


def test_from_the_first_step_to_the_last(client: Client, plan: int) -> None:
    went = send(client, plan, "must", new_must="", **{"new-must-text": "老客户不丢", "go": "next"})
    assert went.headers["Location"] == address(plan, "stakes")
    went = send(
        client, plan, "stakes",
        **{"new-gain-text": "奖金", "new-gain-kind": "money", "new-loss-text": "请客", "new-loss-kind": "stake"},
    )  # fmt: skip
    assert went.headers["Location"] == address(plan, "stakes")
    gain = shown(plan).gains[0]
    send(client, plan, "stakes", **{f"p{gain.id}-amount": "0.5万", f"p{gain.id}-at": "100%", "go": "next"})
    gain = shown(plan).gains[0]
    assert (gain.amount, gain.at_percent) == (500_000, 100)
    send(client, plan, "obstacles", add="obstacle|||||见不到决策人")
    obstacle = shown(plan).obstacles[0].point
    send(client, plan, "obstacles", add=f"need|skill|{obstacle.id}|||约见的方法")
    blank = f"new-need-{obstacle.id}"
    send(client, plan, "obstacles", **{f"{blank}-text": "客户组织图", f"{blank}-kind": "information"})
    assert [n.kind for n in shown(plan).obstacles[0].needs] == ["skill", "information"]
    needed = timezone.localdate() + timedelta(days=40)
    asked = {"ask-text": "催收逾期款", "ask-to": f"account-{account_id('colleague')}"}
    went = send(client, plan, "support", **asked, **{"ask-needed_by": needed.isoformat(), "go": "next"})
    assert went.headers["Location"] == address(plan, "dates")
    assert requests_of_plan(actor=actor("leader"), plan=plan)[0].needed_by == needed
    went = send(client, plan, "dates", add="stage||||2027-03-31|打开局面")
    went = send(client, plan, "dates", go="next")
    assert went.headers["Location"] == address(plan)
    assert shown(plan).next_step is None
    page = client.get(address(plan)).content.decode()
    for text in ("老客户不丢", "奖金", "请客", "见不到决策人", "客户组织图", "催收逾期款", "打开局面"):
        assert text in page


def test_left_in_the_middle_it_goes_on_there(client: Client, plan: int) -> None:
    send(client, plan, "must", **{"new-must-text": "a", "go": "later"})
    page = client.get(address(plan)).content.decode()
    assert f'btn-lg" href="{address(plan, "stakes")}"' in page


def test_what_was_typed_comes_back_with_what_is_wrong(client: Client, plan: int) -> None:
    send(client, plan, "dates", add="stage||||2027-03-31|打开局面")
    stage = shown(plan).stages[0].point
    back = send(
        client, plan, "dates",
        **{f"p{stage.id}-text": "改过的", f"p{stage.id}-starts": "2027-04-01", "new-stage-text": "另一个"},
    )  # fmt: skip
    text = back.content.decode()
    assert back.status_code == 422 and 'role="alert"' in text and "改过的" in text and "另一个" in text
    assert 'value="2027-04-01"' in text
    back = send(client, plan, "dates", **{f"p{stage.id}-starts": "morgen"})
    assert back.status_code == 422 and "morgen" in back.content.decode()
    back = send(client, plan, "support", **{"ask-text": "帮忙", "ask-to": "unit-1", "ask-needed_by": "2020-01-01"})
    assert back.status_code == 422 and "帮忙" in back.content.decode()
    assert shown(plan).stages[0].point.text == "打开局面"


def test_the_second_who_saves_is_told_and_keeps_what_was_typed(client: Client, plan: int) -> None:
    send(client, plan, "must", add="must|||||a")
    point = shown(plan).must[0]
    write_points(actor=actor("manager"), plan=plan, points=[Written("must", "别人的", id=point.id, seen=1)])
    back = send(client, plan, "must", **{f"p{point.id}-rev": "1", f"p{point.id}-text": "我的"})
    assert back.status_code == 409 and "我的" in back.content.decode()
    assert actor("manager").name in back.content.decode()
    assert shown(plan).must[0].text == "别人的"


def test_an_emptied_or_removed_line_goes(client: Client, plan: int) -> None:
    for text in "abc":
        send(client, plan, "obstacles", add=f"obstacle|||||{text}")
    a, b, _ = (o.point.id for o in shown(plan).obstacles)
    send(client, plan, "obstacles", add=f"need|skill|{b}|||n")
    send(client, plan, "obstacles", **{f"p{a}-text": " "})
    assert send(client, plan, "obstacles", remove=str(b)).status_code == 302
    assert [o.point.text for o in shown(plan).obstacles] == ["c"] and shown(plan).loose == ()


TAMPERED = ["x", "nothing|||||x", "must|skill||||x", "need|skill|99999999|||x", "must|||2027-99-99||x"]


@pytest.mark.parametrize("add", TAMPERED)
def test_a_tap_that_was_tampered_with_is_refused_in_words(client: Client, plan: int, add: str) -> None:
    assert send(client, plan, "must", add=add).status_code in (302, 404, 422)
    assert shown(plan).must == () and shown(plan).loose == ()


def test_a_million_characters_are_refused_in_words(client: Client, plan: int) -> None:
    back = send(client, plan, "must", **{"new-must-text": "长" * 1_000_000})
    assert back.status_code == 422 and len(back.content) < 200_000


def test_a_step_that_is_none_and_one_of_a_closed_plan(client: Client, plan: int) -> None:
    assert client.get(address(plan, "nothing")).status_code == 404
    from targetree.services.access import acting
    from targetree.store import models as store

    with acting(actor("director").account_id):
        store.WorkPlan.objects.filter(id=plan).update(status="agreed")
    assert client.get(address(plan, "must")).headers["Location"] == address(plan)
    assert client.get(address(plan, "support")).status_code == 200
    assert send(client, plan, "must", add="must|||||x").status_code == 409
    needed = (timezone.localdate() + timedelta(9)).isoformat()
    asked = {"ask-text": "帮忙", "ask-to": f"unit-{node('S')}", "ask-needed_by": needed}
    assert send(client, plan, "support", **asked).status_code == 302
