"""Books brought in and files handed over by programs."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from cast import As
from people import actor, bookings, node
from targetree.services.exchange.import_work import work_on

pytestmark = pytest.mark.django_db
BOOK = "产品编码,名称,大类\nP1,换个名字,\n".encode()


def test_a_book_is_sent_answered_and_kept(as_: As) -> None:
    client = as_("operations")
    sent = client.post("/api/v1/imports", {"file": SimpleUploadedFile("products.csv", BOOK)})
    assert sent.status_code == 201, sent.content
    run = f"/api/v1/imports/{sent.json()['id']}"
    work_on(sent.json()["id"], actor("operations").account_id)
    told = client.get(run).json()
    if told["state"] == "mapping":
        sheet = told["mapping"]["sheets"][0]
        meanings = [{"heading": heading, "means": slug} for heading, slug in sheet["columns"].items()]
        body = {"sheets": [{"title": sheet["title"], "table": "products", "columns": meanings}]}
        assert client.post(f"{run}/meanings", body, "application/json").status_code == 204
        work_on(sent.json()["id"], actor("operations").account_id)
        told = client.get(run).json()
    assert told["state"] in ("ready", "refused"), told
    assert client.get("/api/v1/imports").json()["items"][0]["id"] == sent.json()["id"]
    assert client.post(f"{run}/cancel", {}, "application/json").status_code == 204
    assert client.post(f"{run}/keep", {"name": "x"}, "application/json").status_code == 409


def test_what_is_no_book_is_refused_in_words(as_: As) -> None:
    answer = as_("operations").post(
        "/api/v1/imports", {"file": SimpleUploadedFile("book.pdf", b"%PDF")}, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "upload-kind"
    assert ".xlsx" in answer.json()["error"]["message"]


def test_a_part_of_the_tree_as_a_sheet(as_: As) -> None:
    address = f"/api/v1/exports/screen?sheet={bookings()}&node={node('E')}&open={node('E')}&columns=year&columns=q1"
    answer = as_("manager").get(address)
    assert answer.status_code == 200
    rows = [[c.value for c in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    assert {"E", "E1", "E2", "E3"} <= {row[1] for row in rows}
    assert as_("seller").get(address).status_code == 403  # the chain above is known, not what hangs on it
