"""Reading and changing targets over the API, as a program does it."""

from __future__ import annotations

from asking import API, by_token, error, post, token_of

from cast import As
from people import bookings, node, nothing_is_wrong, open_version


def test_from_the_version_down_to_a_seat(as_: As) -> None:
    client = as_("seller")
    version = client.get(f"{API}/versions").json()["items"][0]["id"]
    assert client.get(f"{API}/versions/{version}").json()["status"] == "open"
    (top,) = client.get(f"{API}/versions/{version}/top").json()["nodes"]
    sheets = client.get(f"{API}/versions/{version}/sheets").json()["items"]
    sheet = next(s for s in sheets if (s["measure"], s["tier"]) == ("bookings", "base"))
    assert sheet["scale"] == 100
    (line,) = client.get(f"{API}/sheets/{sheet['id']}/tree", {"node": top}).json()["items"]
    assert (line["kind"], len(line["months"]), line["editable"]) == ("seat", 12, False)
    (same,) = client.get(f"{API}/sheets/{sheet['id']}/lines/of", {"node": [top, node("E")]}).json()["items"]
    assert same == line


def test_a_list_in_pages_is_the_list(as_: As) -> None:
    client, sheet = as_("director"), bookings()
    whole = client.get(f"{API}/sheets/{sheet}/tree", {"node": node("E")}).json()
    assert whole["next"] is None
    found, asked = [], {"node": node("E"), "limit": 7}
    while True:
        page = client.get(f"{API}/sheets/{sheet}/tree", asked).json()
        found += page["items"]
        assert len(page["items"]) <= 7
        if page["next"] is None:
            break
        asked["cursor"] = page["next"]
    assert found == whole["items"]
    for wrong in ("x", "W10", "WyJhIiwgdHJ1ZV0", "é"):
        assert error(client.get(f"{API}/sheets/{sheet}/tree", asked | {"cursor": wrong}))["code"] == "cursor-not-valid"
    assert client.get(f"{API}/sheets/{sheet}/tree", asked | {"limit": 0}).status_code == 422


def test_what_has_not_changed_is_not_sent_again(as_: As) -> None:
    client, path = as_("director"), f"{API}/sheets/{bookings()}/tree"
    first = client.get(path, {"node": node("E")})
    again = client.get(path, {"node": node("E")}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    wish = {"node": node("1103"), "first_month": 1, "month_count": 1, "amount": 1}
    assert post(client, f"/sheets/{bookings()}/edits", {"wishes": [wish]}).status_code == 200
    changed = client.get(path, {"node": node("E")}, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_a_change_is_seen_made_listed_and_taken_back(as_: As) -> None:
    client, sheet, seat = by_token(token_of("manager", "read", "write")), bookings(), node("1103")
    before = client.get(f"{API}/sheets/{sheet}/lines/of", {"node": seat}).json()["items"][0]["months"]
    wish = {"node": seat, "first_month": 4, "month_count": 1, "amount": before[4] + 12_345, "was": before[4]}
    seen = post(client, f"/sheets/{sheet}/edits/preview", {"wishes": [wish], "show": [seat]}).json()
    assert seen["edits"] == []
    (line,) = seen["changed"]
    assert line["after"][4] - line["before"][4] == 12_345
    done = post(client, f"/sheets/{sheet}/edits", {"wishes": [wish], "why": "大客户", "show": [seat]}).json()
    assert done["changed"] == seen["changed"]
    nothing_is_wrong()

    late = post(client, f"/sheets/{sheet}/edits", {"wishes": [wish]})
    assert (late.status_code, error(late)["code"]) == (409, "cell-changed")
    assert error(late)["details"][0]["now"] == before[4] + 12_345

    (listed,) = client.get(f"{API}/sheets/{sheet}/edits", {"node": seat}).json()["items"]
    assert (listed["reason"], listed["before"], listed["mine"]) == ("大客户", before[4], True)
    undone = post(client, f"/edits/{listed['id']}/undo", {"show": [seat]}).json()
    assert undone["changed"][0]["after"] == before
    newest, oldest = client.get(f"{API}/sheets/{sheet}/edits", {"node": seat}).json()["items"]
    assert (newest["undoes"], oldest["undone_by"]) == (listed["id"], newest["id"])
    page = client.get(f"{API}/sheets/{sheet}/edits", {"node": seat, "limit": 1}).json()
    rest = client.get(f"{API}/sheets/{sheet}/edits", {"node": seat, "cursor": page["next"]}).json()
    assert [*page["items"], *rest["items"]] == [newest, oldest]
    nothing_is_wrong()


def test_a_hold_is_made_seen_and_released(as_: As) -> None:
    client, body = as_("director"), {"sheet": bookings(), "node": node("1103"), "expires": "2099-12-31", "why": "合同"}
    made = post(client, "/holds", body).json()["id"]
    (shown,) = as_("manager").get(f"{API}/holds", {"node": node("1103"), "version": open_version()}).json()["items"]
    assert (shown["id"], shown["expires"], shown["may_release"]) == (made, "2099-12-31", True)
    others = as_("other_manager").get(f"{API}/holds").json()["items"]
    assert made not in [hold["id"] for hold in others]
    assert post(as_("manager"), f"/holds/{made}/release", {"why": "改签"}).status_code == 204
    assert error(post(client, f"/holds/{made}/release"))["code"] == "hold-gone"
    past = post(client, "/holds", body | {"expires": "2001-01-01"})
    assert error(past)["code"] == "date-past"


def test_the_same_number_by_product(as_: As) -> None:
    client, sheet, seat = as_("seller"), bookings(), node("1103")
    (line,) = client.get(f"{API}/sheets/{sheet}/lines/of", {"node": seat}).json()["items"]
    whole, *parts = client.get(f"{API}/sheets/{sheet}/products", {"node": seat}).json()["items"]
    assert (whole["code"], whole["parent"], whole["months"]) == ("", None, line["months"])
    leaves = [part["months"] for part in parts if not part["children"]]
    assert len(leaves) > 1
    assert [sum(month) for month in zip(*leaves, strict=True)] == line["months"]
