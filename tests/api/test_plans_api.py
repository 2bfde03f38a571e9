"""Plans through the API: the same way from draft to the signed letter as on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cast import client_of
from people import actor, node
from targetree.services.access import acting
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def send(client: Client, path: str, method: str = "post", **body: Any) -> Any:
    return getattr(client, method)(f"/api/v1/plans{path}", body, content_type="application/json")


def begun() -> int:
    plan = int(send(client_of("other_seller"), "", node=node("1203")).json()["plan"])
    with acting(actor("1203").account_id):
        store.Condition.objects.create(plan_id=plan, text="三家老客户续签")
    return plan


def test_from_draft_to_the_signed_letter() -> None:
    plan = begun()
    writer, above = client_of("other_seller"), client_of("other_manager")
    read = writer.get(f"/api/v1/plans/{plan}").json()
    assert read["status"] == "draft" and read["content"]["conditions"][0]["text"] == "三家老客户续签"
    stale = send(writer, f"/{plan}/submit", seen_revision=read["revision"] + 1)
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "plan-changed-since")
    assert send(writer, f"/{plan}/submit", note="请看", seen_revision=read["revision"]).json() == {"copy_number": 1}
    line = read["content"]["conditions"][0]["id"]
    said = send(above, f"/{plan}/comments", about="condition", about_id=line, text="哪三家？").json()["id"]
    (comment,) = writer.get(f"/api/v1/plans/{plan}/comments").json()["items"]
    assert (comment["id"], comment["about_id"], comment["text"]) == (said, line, "哪三家？")
    assert send(writer, f"/{plan}/comments/{said}/settle", resolved=True).json() == {"changed": 1}
    assert send(above, f"/{plan}/return", note="").json()["error"]["code"] == "plan-text-needed"
    assert send(above, f"/{plan}/return", note="改").status_code == 200
    assert send(writer, f"/{plan}/submit").json() == {"copy_number": 3}
    assert send(writer, f"/{plan}/agree").status_code == 403
    assert send(above, f"/{plan}/agree", seen_target=1).json()["error"]["code"] == "plan-target-moved"
    assert send(above, f"/{plan}/agree", seen_target=read["target"]).status_code == 200
    copies = writer.get(f"/api/v1/plans/{plan}/copies").json()["items"]
    assert [c["event"] for c in copies] == ["agreed", "submitted", "returned", "submitted"]
    assert writer.get(f"/api/v1/plans/{plan}/copies/1/differences?to=4").json()["items"] == []
    (letter,) = writer.get(f"/api/v1/plans/{plan}/letters").json()["items"]
    assert letter["state"] == "unsigned" and letter["may_sign"] == "person" and letter["copy_number"] == 4
    for client, who in ((writer, "1203"), (above, "1200")):
        signed = send(client, f"/{plan}/letters/1/sign", name=actor(who).name, digest=letter["digest"]).json()
    assert signed["state"] == "signed" and len(signed["signatures"]) == 2
    for path in ("pdf", "letters/1/pdf"):
        paper = writer.get(f"/api/v1/plans/{plan}/{path}")
        assert paper.headers["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    assert writer.get(f"/api/v1/plans/{plan}/pdf?copy=1").content.startswith(b"%PDF-")
    assert writer.get(f"/api/v1/plans/{plan}/pdf?copy=99").status_code == 404


def test_the_season() -> None:
    dates = {"handed_in": "2027-01-05", "agreed": "2027-01-12", "signed": None}
    assert send(client_of("operations"), "/season", "put", **dates).json() == {"year": 2027} | dates
    assert client_of("seller").get("/api/v1/plans/season").json() == {"year": 2027} | dates
    assert send(client_of("seller"), "/season", "put", handed_in=None).status_code == 403
    backwards = send(client_of("director"), "/season", "put", handed_in="2027-02-01")
    assert backwards.json()["error"]["code"] == "plan-deadlines-backwards"
    assert send(client_of("director"), "/season", "put", handed_in=None).json()["handed_in"] is None


def test_the_list_in_pages() -> None:
    first = client_of("director").get("/api/v1/plans", {"limit": 5}).json()
    second = client_of("director").get("/api/v1/plans", {"limit": 5, "cursor": first["next"]}).json()
    assert len({line["node"] for line in first["items"] + second["items"]}) == 10
    assert client_of("director").get("/api/v1/plans", {"state": "nonsense"}).status_code == 422


def test_bad_input_is_said() -> None:
    plan = begun()
    writer = client_of("other_seller")
    for path, body in (
        ("/comments", {"text": "长" * 1_000_000}), ("/comments", {"text": "x", "about": "nonsense"}),
        ("/submit", {"seen_revision": "now"}), ("/submit", {"seen_revision": 10**30}), ("/comments", {"text": "\x00"}),
    ):  # fmt: skip
        refused = send(writer, f"/{plan}{path}", **body)
        assert refused.status_code in (400, 422) and refused.json()["error"]["message"], (path, body)
    assert send(writer, f"/{10**18}/submit").status_code == 404
    assert send(writer, f"/{plan}/letters/99/sign", name="x", digest="").status_code == 404
