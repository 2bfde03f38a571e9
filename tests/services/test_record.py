"""The record of changes: in words, for those whose it is, and never altered."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from zipfile import ZipFile

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people import actor, bookings, node
from targetree.services.access import Actor, acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.entrance.accounts import grant_role, set_active
from targetree.services.errors import Denied, Invalid
from targetree.services.holds.holding import hold_cell, release_hold
from targetree.services.record.files import record_listing
from targetree.services.record.reading import Asked, Entry, record_authors, record_exported, record_shown
from targetree.services.record.wording import _SHOWN_WHEN_NEW, _SILENT
from targetree.services.settings.calendar import set_days
from targetree.services.settings.company import change_company
from targetree.services.settings.customers import change_customer, customers_shown
from targetree.services.structure.people import change_person
from targetree.services.structure.transferring import transfer_person
from targetree.services.structure.units import add_unit, change_unit
from targetree.store import models as store
from targetree.terms.record_words import FIELDS

pytestmark = pytest.mark.django_db


def newest(kind: str = "", lang: str = "zh", who: str = "director") -> Entry:
    return record_shown(actor=actor(who), asked=Asked(kind=kind), lang=lang, limit=1)[0]


def told(entry: Entry) -> tuple[str, str, list[tuple[str, str, str]], str]:
    return entry.done, entry.subject, [(c.field, c.before, c.after) for c in entry.changes], entry.why


def test_a_changed_target_says_where_from_what_to_what_and_why() -> None:
    cell = Cell(bookings(), node("1103"), "", 2, 1)
    edit_cells(actor=actor("leader"), wishes=[Wish(cell, 12_345_600)], why="客户提前签约")
    shown = newest("targets")
    done, subject, changes, why = told(shown)
    assert (shown.who, done, why) == (actor("leader").name, "修改目标", "客户提前签约")
    assert subject.endswith("签约额 · 2027-03")
    assert changes[0][2] == "123,456.00"
    assert told(newest("targets", "en"))[1].endswith("Bookings · 2027-03")


def test_holds_are_told_from_beginning_to_end() -> None:
    cell = Cell(bookings(), node("1103"), "", 3, 3)
    hold = hold_cell(actor=actor("director"), cell=cell, why="重点客户")
    assert told(newest("holds"))[0] == "锁定"
    assert told(newest("holds"))[1].endswith("2027-Q2")
    release_hold(actor=actor("director"), hold=hold)
    assert (told(newest("holds"))[0], told(newest("holds", "en"))[0]) == ("解锁", "Released hold")


def test_the_rest_of_what_changes_is_in_words_too() -> None:
    d = actor("director")
    change_person(actor=d, person="1103", changes={"capacity": 0.8, "carries": False}, why="产假")
    shown = newest("organisation")
    assert shown.done == "修改人员"
    assert [(c.field, c.before, c.after) for c in shown.changes] == [("产能", "100%", "80%"), ("承担指标", "是", "否")]
    assert shown.why == "产假"
    add_unit(actor=d, code="E9", name="嘉兴组", parent="E")
    assert told(newest("organisation"))[:2] == ("新建部门", "嘉兴组")
    change_unit(actor=d, unit="E9", over_assign="110%")
    assert told(newest("organisation"))[2] == [("超配", "100%", "110%")]
    set_days(actor=d, first=date(2027, 8, 2), last=date(2027, 8, 2), working=False, note="厂休")
    assert told(newest("calendar"))[:3] == (
        "设置日期",
        "2027-08-02 · 全公司",
        [("上班", "", "休息"), ("备注", "", "厂休")],
    )
    change_company(actor=d, changes={"round_to_fen": 1_000_000})
    assert told(newest("company"))[2][0][2] == "10,000.00"
    set_active(actor=d, account=actor("colleague").account_id, active=False)
    assert told(newest("accounts", "en"))[0] == "Deactivated account"
    grant_role(actor=d, account=actor("seller").account_id, role="manager", node="E9")
    assert told(newest("accounts"))[:2] == ("授予角色", f"{actor('seller').name} · 部门负责人 · 嘉兴组")
    customer = customers_shown(actor=d, owner="1103")[0][0]
    change_customer(actor=d, customer=customer.code, facts={"owner": "1104"})
    done, subject, changes, _ = told(newest("customers"))
    assert (done, subject.split("（")[0], changes[0][0]) == ("移交客户", customer.name, "负责人")
    transfer_person(actor=d, person="1104", unit="E2", day=date(2027, 4, 1), restate=True, why="支援苏锡")
    assert {e.done for e in record_shown(actor=d, asked=Asked(kind="targets"), limit=3)} == {"人员调动带动目标"}


def test_filters_and_pages() -> None:
    d = actor("director")
    change_person(actor=d, person="1103", changes={"title": "大客户经理"}, why="晋升")
    change_person(actor=actor("operations"), person="1203", changes={"title": "x"}, why="改名")
    assert [e.why for e in record_shown(actor=d, asked=Asked(text="晋升"))] == ["晋升"]
    today = Asked(unit="E1", since=timezone.localdate())
    assert {e.why for e in record_shown(actor=d, asked=today, limit=1)} == {"晋升"}
    mine = record_shown(actor=d, asked=Asked(account=actor("operations").account_id))
    assert {e.why for e in mine} == {"改名"}
    assert record_shown(actor=d, asked=Asked(until=timezone.localdate() - timedelta(days=3650))) == []
    first = record_shown(actor=d, limit=10)
    second = record_shown(actor=d, limit=10, before=first[-1].id)
    assert [e.id for e in first + second] == sorted({e.id for e in first + second}, reverse=True)
    assert (d.account_id, d.name) in record_authors(actor=d)
    with pytest.raises(Invalid):
        record_shown(actor=d, asked=Asked(kind="nonsense"))


def test_everybody_reads_what_is_theirs_to_read() -> None:
    ops = actor("operations")
    change_person(actor=ops, person="1103", changes={"title": "A"}, why="east")
    change_person(actor=ops, person="1203", changes={"title": "B"}, why="south")

    def whys(who: Actor) -> set[str]:
        return {e.why for e in record_shown(actor=who, limit=5) if e.why in ("east", "south")}

    for name in ("director", "operations", "auditor"):
        assert whys(actor(name)) == {"east", "south"}
    assert whys(actor("manager")) == {"east"}
    assert whys(actor("leader")) == {"east"}
    assert whys(actor("1200")) == {"south"}
    assert whys(actor("seller")) == {"east"}
    assert whys(actor("1104")) == set()
    with pytest.raises(Denied):
        record_shown(actor=actor("colleague"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET why = 'x'", "DELETE FROM records", "TRUNCATE records", "DROP TABLE records",
        "INSERT INTO records (at, account_name, row_id, action, why) VALUES (now(), 'x', 1, 'insert', '')",
        "ALTER TABLE records DISABLE TRIGGER ALL", "ALTER TABLE edits DISABLE TRIGGER record",
        "UPDATE line_changes SET before = NULL", "DELETE FROM edits", "DROP TRIGGER record ON edits",
        "ALTER TABLE records DISABLE ROW LEVEL SECURITY", "SET session_replication_role = replica",
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["director", "auditor", None])
def test_the_application_cannot_alter_the_record(statement: str, who: str | None) -> None:
    account = actor(who).account_id if who else None
    with pytest.raises(DatabaseError) as problem, acting(account), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(problem.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_a_page_takes_the_same_number_of_queries_however_long_it_is() -> None:
    counts = []
    for limit in (50, 500):
        with CaptureQueriesContext(connection) as queries:
            record_shown(actor=actor("director"), limit=limit)
        counts.append(len(queries))
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute('SELECT count(DISTINCT "table") FROM records')
        (tables,) = cursor.fetchone()
    assert max(counts) <= tables + 7, "a lookup for each table that the rows are of, and a few"


def test_the_record_goes_out_as_a_file_without_formulas() -> None:
    change_person(actor=actor("director"), person="1103", changes={"name": '=cmd|"x"'}, why="+1")
    found = record_exported(
        actor=actor("auditor"), asked=Asked(kind="organisation", account=actor("director").account_id)
    )
    with acting(actor("director").account_id):
        assert len(found) == store.Record.objects.filter(
            account_id=actor("director").account_id, table__in=["nodes", "people"]).count()  # fmt: skip
    rows = list(csv.reader(io.StringIO(record_listing(found, "zh").csv().decode("utf-8-sig"))))
    assert rows[0][:3] == ["时间", "操作人", "操作"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    with ZipFile(io.BytesIO(record_listing(found[:20], "en").xlsx())) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_every_field_that_is_recorded_has_its_word_or_is_left_out() -> None:
    hidden = {"password", "last_login", "token_hash", "path", "position", "last_used_at", "file"}  # record.sql
    told = {*FIELDS, *_SILENT, *hidden} | {"before", "after"}
    tables = {model._meta.db_table: model for model in apps.get_app_config("store").get_models()}
    untold = [
        f"{table}.{field.column}" for table in _SHOWN_WHEN_NEW for field in tables[table]._meta.concrete_fields
        if field.column not in told
    ]  # fmt: skip
    assert untold == []
