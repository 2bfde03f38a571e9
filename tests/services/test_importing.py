"""Files brought in: read, asked about, shown before they are kept, kept whole or not at all."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.db import connection

from people import actor, bookings, node, nothing_is_wrong, open_version, year
from sample_book import zipped
from targetree.books.template import write_template
from targetree.sample.company import tables
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Conflict, Denied, Invalid, ServiceError
from targetree.services.exchange.headings import forget_heading, remembered
from targetree.services.exchange.import_work import Stopped, _teller, work_on
from targetree.services.exchange.importing import (
    RunShown,
    begin_import,
    cancel_import,
    decide_headings,
    import_shown,
    imports,
    keep_import,
    suggested_name,
)
from targetree.services.versioning.versions import publish
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def sample() -> dict[str, list[dict[str, object]]]:
    return tables("zh")


def bring(data: bytes, name: str = "book.zip", who: str = "operations") -> RunShown:
    run = begin_import(actor=actor(who), file_name=name, data=data)
    work_on(run, actor(who).account_id)
    return import_shown(actor=actor(who), run=run)


def keep(shown: RunShown, name: str = "导入", who: str = "operations") -> RunShown:
    keep_import(actor=actor(who), run=shown.id, name=name)
    work_on(shown.id, actor(who).account_id)
    return import_shown(actor=actor(who), run=shown.id)


def counted() -> dict[str, int]:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        found = {}
        for table in ("records", "customers", "nodes", "people", "actuals", "versions", "lines", "holds"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


def of(shown: RunShown, table: str) -> dict[str, object]:
    return next(t for t in shown.preview["tables"] if t["table"] == table)


def test_the_same_book_changes_nothing_and_says_so() -> None:
    before = counted()
    shown = bring(zipped(sample()))
    assert (shown.state, shown.error) == ("ready", "")
    assert shown.preview["nothing"]
    assert shown.preview["base"] == open_version()
    assert all((t["new"], t["changed"], t["gone"]) == (0, 0, 0) for t in shown.preview["tables"])
    assert counted() == before


def test_what_changes_is_shown_and_nothing_is_written_before_it_is_kept() -> None:
    book = sample()
    book["customers"][0] |= {"name": "改名的客户"}
    book["targets"][0] |= {"amount": 200_000_000}
    before = counted()
    shown = bring(zipped(book))
    assert (of(shown, "customers")["changed"], of(shown, "customers")["new"]) == (1, 0)
    change = of(shown, "customers")["rows"][0]["fields"][0]  # type: ignore[index]
    assert (change["slug"], change["after"]) == ("name", "改名的客户")
    measure = shown.preview["measures"][0]
    company = measure["units"][0]
    assert (measure["code"], company["code"]) == ("bookings", "HQ")
    assert company["new"] > 200_000_000_00  # one region carries more than its own target
    assert company["old"] == year(bookings(), "HQ")
    assert not shown.preview["nothing"]
    assert counted() == before

    done = keep(shown, "增长方案")
    assert (done.state, done.version_name, done.has_file) == ("done", "增长方案", False)
    after = counted()
    assert after["versions"] == before["versions"] + 1
    assert {k: after[k] for k in ("customers", "nodes", "actuals")} == {
        k: before[k] for k in ("customers", "nodes", "actuals")
    }
    nothing_is_wrong()

    again = bring(zipped(book))
    assert again.preview["nothing"]
    assert again.preview["base"] == done.version
    assert counted() == after


def test_errors_stand_beside_their_cells() -> None:
    book = sample()
    book["people"][3] |= {"unit": "E9"}
    book["customers"][5] |= {"stage": "也许"}
    shown = bring(zipped(book))
    assert shown.state == "refused"
    people = next(s for s in shown.findings["sheets"] if s["table"] == "people")
    line = next(line for block in people["blocks"] for line in block["lines"] if line["said"])
    assert line["number"] == 5
    assert [cell["text"] for cell in line["cells"] if cell["bad"]] == ["E9"]
    assert "E9" in line["said"][0]["zh"]
    assert line["said"][0]["en"] != line["said"][0]["zh"]
    with pytest.raises(Conflict):
        keep_import(actor=actor("operations"), run=shown.id, name="x")


def test_texts_that_do_not_fit_are_errors_in_their_cells() -> None:
    book = sample()
    book["customers"][0] |= {"name": "长" * 500, "visit_every_days": 10**12}
    shown = bring(zipped(book))
    assert shown.state == "refused"
    customers = next(s for s in shown.findings["sheets"] if s["table"] == "customers")
    said = [s["en"] for block in customers["blocks"] for line in block["lines"] for s in line["said"]]
    assert len(said) == 2


def test_other_names_are_asked_about_once() -> None:
    book = sample()
    book["业绩流水"] = [
        {"发生日期": a["date"], "业务员编号": a["person"], "考核指标": a["measure"], "发生额": a["amount"]}
        for a in book.pop("actuals")
    ]
    book["客户花名册"] = [
        {"客户编码": c["id"], "客户全称": c["name"], "跟进销售": c["owner"], "颜色": "红"}
        for c in book.pop("customers")
    ]
    shown = bring(zipped(book))
    assert shown.state == "mapping"
    sheet = next(s for s in shown.mapping["sheets"] if s["title"] == "客户花名册")
    assert sheet["guess"] == "customers"
    assert sheet["columns"] == {"客户编码": "id", "客户全称": "name", "跟进销售": "owner", "颜色": ""}
    operations = actor("operations")
    done = next(s for s in shown.mapping["sheets"] if s["title"] == "业绩流水")
    assert [text for text, _ in done["headings"]] == ["发生日期", "业务员编号", "考核指标", "发生额"]
    assert (done["guess"], set(done["columns"].values())) == ("actuals", {"date", "person", "measure", "amount"})
    with pytest.raises(Invalid, match="heading-twice"):
        twice = {"客户编码": "id", "客户全称": "id"}
        decide_headings(
            actor=operations, run=shown.id, sheets={sheet["title"]: "customers"}, columns={sheet["title"]: twice}
        )
    with pytest.raises(Invalid, match="table-chosen-twice"):
        decide_headings(actor=operations, run=shown.id, sheets={sheet["title"]: "units"}, columns={})
    decide_headings(
        actor=operations, run=shown.id, sheets={s["title"]: s["guess"] for s in shown.mapping["sheets"]},
        columns={s["title"]: s["columns"] for s in shown.mapping["sheets"]},
    )  # fmt: skip
    work_on(shown.id, operations.account_id)
    shown = import_shown(actor=operations, run=shown.id)
    assert shown.state == "ready"
    assert of(shown, "customers")["new"] == 0
    assert of(shown, "customers")["changed"] == 800  # what the file says nothing of is blank now
    assert bring(zipped(book)).state == "ready"
    kept = remembered(actor=operations)
    assert ("", "客户花名册", "customers") in {(h.table, h.heading, h.slug) for h in kept}
    forget_heading(actor=operations, heading=next(h.id for h in kept if h.heading == "客户花名册"))
    assert bring(zipped(book)).state == "mapping"


def test_tables_that_a_file_lacks_stay_as_they_are() -> None:
    customers = sample()["customers"][:10]
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(customers[0])
    table.writerows(row.values() for row in customers)
    shown = bring(text.getvalue().encode("utf-8-sig"), "customers.csv")
    assert shown.state == "ready"
    changed = {t["table"]: (t["new"], t["changed"], t["gone"]) for t in shown.preview["tables"]}
    assert changed["actuals"] == changed["people"] == changed["units"] == (0, 0, 0)
    assert 0 < changed["customers"][2] < 100  # most others are named by opportunities and actuals and stay known
    assert "people" in shown.preview["kept_tables"]


def test_a_workbook_of_the_template(tmp_path: object) -> None:
    path = tmp_path / "规划簿.xlsx"  # type: ignore[operator]
    write_template(path, "zh", sample())
    assert bring(path.read_bytes(), "规划簿.xlsx").preview["nothing"]


def test_somebody_edits_targets_while_it_is_looked_at() -> None:
    book = sample()
    book["customers"][0] |= {"name": "改名"}
    shown = bring(zipped(book))
    sheet = bookings()
    edit_cells(actor=actor("director"), wishes=[Wish(Cell(sheet, node("1101")), year(sheet, "1101") + 100)])
    assert keep(shown).state == "done"
    nothing_is_wrong()


def test_somebody_changes_the_tables_while_it_is_looked_at() -> None:
    book = sample()
    book["customers"][0] |= {"name": "改名"}
    shown = bring(zipped(book))
    with acting(actor("director").account_id):
        store.Customer.objects.filter(code=str(book["customers"][1]["id"])).update(city="别处")
    before = counted()
    again = keep(shown)
    assert (again.state, again.error) == ("ready", "import-overtaken")
    assert of(again, "customers")["changed"] == 2
    assert counted() == before
    assert keep(again).state == "done"


def test_somebody_publishes_while_it_is_looked_at() -> None:
    book = sample()
    book["customers"][0] |= {"name": "改名"}
    shown = bring(zipped(book))
    publish(actor=actor("director"), version=open_version())
    assert keep(shown).state == "done"


def test_a_name_that_is_taken_is_refused_before_and_while_it_is_kept() -> None:
    shown = bring(zipped(sample()))
    operations = actor("operations")
    with pytest.raises(Invalid, match="version-name-taken"):
        keep_import(actor=operations, run=shown.id, name="2027 年度目标")
    keep_import(actor=operations, run=shown.id, name="新名")
    with acting(operations.account_id):
        store.Version.objects.create(name="新名", created_by_id=operations.account_id)
    work_on(shown.id, operations.account_id)
    again = import_shown(actor=operations, run=shown.id)
    assert (again.state, again.error) == ("ready", "version-name-taken")


def test_two_imports_at_once_do_not_mix() -> None:
    first, second = sample(), sample()
    first["customers"][0] |= {"name": "甲"}
    second["customers"][1] |= {"name": "乙"}
    a, b = bring(zipped(first)), bring(zipped(second))
    assert keep(a, "甲方案").state == "done"
    late = keep(b, "乙方案")
    assert (late.state, late.error) == ("ready", "import-overtaken")
    assert of(late, "customers")["changed"] == 2  # the second file does not know of the first one's name


def test_cancelled_is_over() -> None:
    shown = bring(zipped(sample()))
    operations = actor("operations")
    cancel_import(actor=operations, run=shown.id)
    assert import_shown(actor=operations, run=shown.id).state == "cancelled"
    for call in (cancel_import, lambda **k: keep_import(**k, name="x")):
        with pytest.raises(Conflict):
            call(actor=operations, run=shown.id)
    work_on(shown.id, operations.account_id)
    assert import_shown(actor=operations, run=shown.id).state == "cancelled"


def test_cancelled_while_it_is_read() -> None:
    operations = actor("operations")
    run = begin_import(actor=operations, file_name="book.zip", data=zipped(sample()))
    with acting(operations.account_id):
        store.ImportRun.objects.filter(id=run).update(state="reading")
    tell = _teller(operations, run, "reading")
    tell("read", 0)
    cancel_import(actor=operations, run=run)
    with pytest.raises(Stopped):
        tell("split", 0)


@pytest.mark.parametrize("who", ["manager", "seller", "colleague", "auditor"])
def test_others_import_nothing(who: str) -> None:
    with pytest.raises(Denied):
        begin_import(actor=actor(who), file_name="book.zip", data=zipped(sample()))
    with pytest.raises(Denied):
        imports(actor=actor(who))


def test_a_name_for_the_version_is_suggested() -> None:
    shown = bring(zipped(sample()), "2027 年度目标.zip")
    assert suggested_name(actor("operations"), shown) == "2027 年度目标 (2)"


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            z.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("book.xlsx", b"", "upload-empty"),
        ("book.pdf", b"%PDF-1.4", "upload-kind"),
        ("book", b"a,b", "upload-kind"),
        ("book.zip", b"not a zip at all", "upload-damaged"),
        ("book.xlsx", b"PK\x03\x04 cut off", "upload-damaged"),
        ("book.zip", archive(xl__x=b"0" * (300 << 20)), "upload-bomb"),
        ("book.xlsx", archive(xl__workbook=b"0" * (60 << 20)), "upload-bomb"),
        ("wide.csv", b"a," * 1_000_000 + b"\n", "upload-too-many-cells"),
        ("long.csv", b"\n" * 3_000_000, "upload-too-many-cells"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_no_book_or_made_to_do_harm_is_refused_at_the_door(name: str, data: bytes, code: str) -> None:
    with pytest.raises(ServiceError, match=code):
        begin_import(actor=actor("operations"), file_name=name, data=data)
    assert imports(actor=actor("operations")) == []


@pytest.mark.parametrize(
    ("name", "data", "state", "code"),
    [
        ("book.xlsx", b"just text", "refused", "not-a-workbook"),
        ("book.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "refused", "workbook-is-xls"),
        ("empty.zip", archive(readme=b"hello"), "failed", "upload-without-tables"),
        ("other.csv", b"a,b\n1,2\n", "failed", "upload-without-tables"),
        ("customers.csv", b'id,name\nK1,"' + b"x" * 200_000 + b'"\n', "refused", "csv-broken"),
        ("customers.csv", b"id,name\nK1,\xff\xfe\x00\xff\n", "refused", "not-text"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, state: str, code: str) -> None:
    before = counted()
    shown = bring(data, name)
    assert shown.state == state, (shown.error, shown.findings)
    if state == "failed":
        assert shown.error == code
    else:
        assert shown.findings["counts"]["error"] >= 1
    assert counted() == before


def test_a_run_left_behind_by_a_killed_worker_is_taken_up_again() -> None:
    operations = actor("operations")
    run = begin_import(actor=operations, file_name="book.zip", data=zipped(sample()))
    with acting(operations.account_id), connection.cursor() as cursor:
        store.ImportRun.objects.filter(id=run).update(state="reading")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        import_shown(actor=operations, run=run)
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchone()[0] == 1
    work_on(run, operations.account_id)
    assert import_shown(actor=operations, run=run).state == "ready"
