"""Receipts, my page, role cards and the strategy over the API: the same numbers as the services say."""

from __future__ import annotations

from asking import API, by_token, error, post, token_of

from cast import As
from people import bookings, node, year


def test_the_receipt_adds_up(as_: As) -> None:
    address = f"{API}/sheets/{bookings()}/receipt"
    found = as_("seller").get(address, {"node": node("1103"), "what": "P22", "first_month": 1, "month_count": 1}).json()
    assert [s["level"] for s in found["steps"]] == ["company", "unit", "unit", "seat", "product", "product", "month"]
    for step in found["steps"][1:]:
        assert abs(step["planned_above"] * step["planned_share"] + step["rounding"] - step["planned"]) < 0.01
    assert found["statement"]["code"] == "ST2"
    assert as_("seller").get(address, {"node": node("E1")}).status_code == 403
    assert error(as_("seller").get(address, {"node": node("1103"), "what": "no"}))["code"] == "no-such-cell"


def test_my_page_by_token(as_: As) -> None:
    client = by_token(token_of("seller", "read"))
    found = client.get(f"{API}/my-page", {"today": "2027-03-10"}).json()
    assert found["number"]["measure"]["year"] == year(bookings(), "1103")
    assert found["times"]["phase"] == "during" and found["times"]["day"] == "2027-03-10"
    assert as_("manager").get(f"{API}/people/1103/page").json()["number"]["measure"] is not None
    assert as_("seller").get(f"{API}/people/1104/page").status_code == 404


def test_the_strategy_is_written_linked_and_ordered(as_: As) -> None:
    client = as_("operations")
    made = post(client, "/strategy", {"text": "Win", "quarter": "2027-Q3"})
    assert made.status_code == 201
    new = made.json()["id"]
    link = post(client, f"/strategy/{new}/links", {"measure": "bookings", "node": node("S"), "what": "P21"})
    assert link.status_code == 201
    order = [s["id"] for s in client.get(f"{API}/strategy").json()["statements"]]
    put = {"content_type": "application/json"}
    assert client.put(f"{API}/strategy/order", {"statements": [new]}, **put).status_code == 204
    shown = client.get(f"{API}/strategy").json()["statements"]
    assert [s["id"] for s in shown] == [new, *order[:-1]]
    assert (shown[0]["targets"][0]["what"], shown[0]["targets"][0]["node"]) == ("P21", node("S"))
    assert client.delete(f"{API}/strategy/links/{link.json()['id']}").status_code == 204
    assert post(client, f"/strategy/{new}/archive", {}).status_code == 204
    assert new not in [s["id"] for s in client.get(f"{API}/strategy").json()["statements"]]


def test_a_role_card_is_written_by_the_manager(as_: As) -> None:
    card = {"duties": "签约", "decisions": "", "handoffs": "合同交商务"}
    put = {"content_type": "application/json"}
    assert as_("leader").put(f"{API}/people/1103/role", card, **put).status_code == 204
    found = as_("seller").get(f"{API}/people/1103/role").json()
    assert (found["duties"], found["may_edit"]) == ("签约", False)
    assert as_("seller").put(f"{API}/people/1103/role", card, **put).status_code == 403
