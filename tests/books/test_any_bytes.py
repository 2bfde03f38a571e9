"""Whatever is in a file, reading it ends with findings and never with a traceback."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import PRODUCTS, SMALL, with_tables, write_folder, write_workbook

from targetree.books import read
from targetree.books.columns import SETTINGS, TABLES
from targetree.books.messages import render
from targetree.books.read import read_book

NAMES = st.sampled_from([*TABLES, *(table.zh for table in TABLES.values())])
WORDS = st.sampled_from(
    [
        "", " ", "\n",
        *"""1 2 E S HQ A1 bookings 签约额 signings 2027 2027-Q1 2027-03-05 20270230 合计
        12 1.5 -3 120万 30% 25/50 yes 否 -
    =1+1 #REF! past won 张三 " 1e999 NaN inf 999999999999999999999999999999""".split(),
    ]
)  # fmt: skip
CELLS = st.one_of(WORDS, WORDS, st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12), st.integers(),
                  st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.booleans(), st.none())  # fmt: skip


@st.composite
def grids(draw: st.DrawFn, slug: str) -> list[list[object]]:
    """Headings of a table, mostly, and rows of anything below."""
    headings = [draw(st.sampled_from([c.slug, c.zh, c.slug, ""])) for c in TABLES[slug].columns]
    if slug == "company":
        names = st.sampled_from([name for setting in SETTINGS for name in (setting.slug, setting.zh)])
        rows = draw(st.lists(st.tuples(names, CELLS).map(list), max_size=8))
    else:
        rows = draw(st.lists(st.lists(CELLS, max_size=len(headings) + 1), max_size=6))
    return [headings, *rows]


def check(path: Path) -> None:
    result = read_book(path)
    assert (result.book is None) == any(finding.severity == "error" for finding in result.findings)
    for finding in result.findings:
        assert all(render(finding, result.sources, "zh"))
        assert render(finding, result.sources, "en")[1]


def mangled(data: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    for at, piece in cuts:
        position = at % (len(data) + 1)
        data = data[:position] + piece + data[position + len(piece) :]
    return data


CUTS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=6)), max_size=4)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"id,name\n"]),
)
def test_any_bytes(data: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.xlsx").write_bytes(start + data)
        check(folder / "book.xlsx")
        write_folder(folder / "book", SMALL)
        for file in ("products.csv", "actuals.csv", "customers.parquet", "rewards.parquet"):
            (folder / "book" / file).write_bytes(start + data)
        check(folder / "book")


@given(st.data(), st.lists(st.sampled_from(list(TABLES)), min_size=1, max_size=3, unique=True))
def test_any_cells(data: st.DataObject, slugs: list[str]) -> None:
    tables = with_tables(**{"products": PRODUCTS, **{slug: data.draw(grids(slug)) for slug in slugs}})
    with tempfile.TemporaryDirectory() as name:
        check(write_folder(Path(name) / "book", tables))
        check(write_workbook(Path(name) / "book.xlsx", _for_excel(tables)))


def _for_excel(tables: dict[str, object]) -> dict[str, object]:
    def cell(value: object) -> object:
        if isinstance(value, int) and abs(value) > 10**15:
            return str(value)
        return str(value) if hasattr(value, "year") and value.year < 1900 else value

    return {name: [[cell(value) for value in row] for row in rows] for name, rows in tables.items()}  # type: ignore[attr-defined]


@given(CUTS, st.sampled_from(["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml",
                              "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]))  # fmt: skip
def test_a_workbook_with_a_mangled_part(cuts: list[tuple[int, bytes]], part: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write_workbook(Path(name) / "book.xlsx", SMALL)
        with zipfile.ZipFile(path) as source:
            parts = {info.filename: source.read(info) for info in source.infolist()}
        parts[part] = mangled(parts[part], cuts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for file, data in parts.items():
                target.writestr(file, data)
        check(path)


@given(CUTS)
def test_a_mangled_workbook(cuts: list[tuple[int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write_workbook(Path(name) / "book.xlsx", SMALL)
        path.write_bytes(mangled(path.read_bytes(), cuts))
        check(path)


@given(CUTS, st.booleans())
def test_mangled_parquet(cuts: list[tuple[int, bytes]], as_actuals: bool) -> None:
    stream = io.BytesIO()
    table = {"id": ["A", "B"], "date": ["2026-01-05", "x"], "measure": ["bookings", "signings"], "amount": [1.5, 2]}
    pq.write_table(pa.table(table), stream)
    with tempfile.TemporaryDirectory() as name:
        folder = write_folder(Path(name) / "book", SMALL)
        (folder / f"{'actuals' if as_actuals else 'products'}.parquet").write_bytes(mangled(stream.getvalue(), cuts))
        check(folder)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_actuals_by_columns(monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    monkeypatch.setattr(read, "LARGE_FILE", 0)
    with tempfile.TemporaryDirectory() as name:
        check(write_folder(Path(name) / "book", with_tables(actuals=data.draw(grids("actuals")))))
