"""The pages of administration: what they do with forms, what they say when refused, how many queries they take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import As, account_id
from people import actor, node, nothing_is_wrong
from targetree.services.cells import Cell
from targetree.services.holds.holding import hold_cell
from targetree.services.structure.organisation import person_shown, unit_shown

pytestmark = pytest.mark.django_db
LISTS = ("units", "people", "products", "customers", "calendar", "measures", "market", "company", "accounts", "tokens")
DRAWERS = (
    "units/new/", "units/E1/", "people/new/", "people/1103/", "people/1103/transfer/", "people/1103/leave/",
    "products/new/", "customers/new/", "calendar/days/?day=2027-08-02", "measures/new/", "market/new/",
    "accounts/invite/", "accounts/invite/?person=1103",
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_and_take_few_queries(as_: As, name: str) -> None:
    client = as_("director")
    client.get(f"/settings/{name}/")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/settings/{name}/")
    assert answer.status_code == 200
    asked = [q for q in queries.captured_queries if "set_config" not in q["sql"]]
    assert len(asked) <= 22, "\n".join(q["sql"][:120] for q in asked)


@pytest.mark.parametrize("path", DRAWERS)
@pytest.mark.parametrize("htmx", [False, True])
def test_forms_open_as_a_page_and_in_the_drawer(as_: As, path: str, htmx: bool) -> None:
    headers = {"HX-Request": "true"} if htmx else {}
    answer = as_("operations").get(f"/settings/{path}", headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert ("<html" in text) is not htmx
    assert "hx-post" in text if htmx else "<form" in text


@pytest.mark.parametrize("who", ["manager", "seller", "colleague"])
@pytest.mark.parametrize("name", LISTS[:-1])
def test_others_stay_outside(as_: As, who: str, name: str) -> None:
    assert as_(who).get(f"/settings/{name}/").status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_the_auditor_looks_and_changes_nothing(as_: As, name: str) -> None:
    auditor = as_("auditor")
    answer = auditor.get(f"/settings/{name}/")
    assert answer.status_code == 200
    if name != "tokens":
        assert "data-drawer" not in answer.content.decode()
        assert auditor.post(f"/settings/{name}/new/", {}).status_code in (403, 404, 405)


def sent(client: Any, path: str, **fields: Any) -> Any:
    """A form as the drawer sends it."""
    return client.post(f"/settings/{path}", fields, headers={"HX-Request": "true"})


def test_a_unit_is_added_and_moved(as_: As) -> None:
    client = as_("operations")
    fields = {"name": "嘉兴组", "code": "E9", "parent": "E", "manager": "1101", "over_assign": "110%"}
    answer = sent(client, "units/new/", **fields)
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    assert sent(client, "units/new/", **fields).status_code == 422
    hold_cell(actor=actor("director"), cell=Cell(_sheet(), node("E")))
    move = {"name": "上海组", "parent": "S", "manager": "1101", "over_assign": "100%"}
    refused = sent(client, "units/E1/", **move)
    assert refused.status_code == 422
    assert "华东大区" in refused.content.decode()
    assert 'name="restate"' in refused.content.decode()
    assert sent(client, "units/E1/", **move, restate="on").status_code == 204
    assert unit_shown(actor=actor("director"), unit="E1").parent == "S"
    nothing_is_wrong()


def _sheet() -> int:
    from people import bookings

    return bookings()


def test_a_transfer_shows_its_effect_first(as_: As) -> None:
    client = as_("operations")
    fields = {"unit": "E2", "day": "2027-04-01", "months": "person"}
    effect = sent(client, "people/1103/transfer/effect/", **fields)
    assert effect.status_code == 200
    assert "苏锡组" in effect.content.decode()
    assert sent(client, "people/1103/transfer/effect/", unit="", day="").content.decode().strip() == ""
    assert sent(client, "people/1103/transfer/", **fields, restate="on", why="支援").status_code == 204
    coming = person_shown(actor=actor("director"), person="1103").coming
    assert coming is not None
    assert (coming.unit, coming.starts) == ("E2", date(2027, 4, 1))
    assert sent(client, "people/1104/leave/effect/", day="2027-06-30").status_code == 200
    assert sent(client, "people/1104/leave/", day="2027-06-30", restate="on").status_code == 204
    nothing_is_wrong()


def test_days_are_closed_and_who_is_stranded_is_told(as_: As) -> None:
    client = as_("director")
    days = {"first": "2027-05-01", "last": "2027-05-31", "working": "no", "who": "1103", "note": "产假"}
    assert sent(client, "calendar/days/?who=1103", **days).status_code == 204
    page = client.get("/settings/calendar/?who=1103").content.decode()
    assert "产假" in page
    assert "2027-05" in page
    assert "alert-warning" in page


def test_customers_are_handed_over_from_the_list(as_: As) -> None:
    client = as_("operations")
    page = client.get("/settings/customers/?owner=1103").content.decode()
    assert 'form="hand-over"' in page
    answer = client.post("/settings/customers/hand-over/", {"all": "1", "owner": "1103", "to": "1104"}, follow=True)
    assert answer.status_code == 200
    assert client.get("/settings/customers/?owner=1103").content.decode().count('name="customer"') == 0


def test_an_invitation_is_made_and_accepted(as_: As, mailoutbox: Any) -> None:
    answer = sent(
        as_("operations"), "accounts/invite/", name="新人", email="new@example.com", role="seller", person="1103"
    )
    text = answer.content.decode()
    link = text.split('data-copy="')[1].split('"')[0]
    assert link in mailoutbox[0].body
    guest = as_("anonymous")
    path = "/" + link.split("/", 3)[3]
    assert "新人" in guest.get(path).content.decode()
    weak = {"name": "新人", "password": "12345678", "again": "12345678"}
    assert guest.post(path, weak).status_code == 422
    assert guest.post(path, weak | {"password": "long enough words", "again": "others"}).status_code == 422
    good = {"name": "新人", "password": "long enough words", "again": "long enough words"}
    assert guest.post(path, good).status_code == 302
    assert guest.get("/settings/tokens/").status_code == 200, "signed in"
    assert as_("anonymous").get(path).status_code == 404


def test_a_deactivated_account_is_out_with_the_next_click(as_: As) -> None:
    seller = as_("seller")
    assert seller.get("/settings/tokens/").status_code == 200
    assert sent(as_("operations"), f"accounts/{account_id('seller')}/active/").status_code == 204
    answer = seller.get("/settings/tokens/")
    assert (answer.status_code, "login" in answer.headers.get("Location", "")) == (302, True)


def test_a_token_is_shown_once(as_: As) -> None:
    client = as_("seller")
    made = client.post("/settings/tokens/", {"name": "报表", "scope": "read", "days": "30"})
    assert "tt_" in made.content.decode().split("data-copy")[1]
    again = client.get("/settings/tokens/").content.decode()
    assert "data-copy" not in again
    assert "报表" in again


def test_names_with_html_stay_text(as_: As) -> None:
    client = as_("operations")
    name = "<script>alert(1)</script>"
    sent(client, "people/1103/", name=name, capacity="1", carries="on", title=name)
    for path in ("people/", "people/1103/", "units/", "calendar/", "accounts/"):
        assert name not in client.get(f"/settings/{path}").content.decode()
    assert name not in client.get("/record/").content.decode()
