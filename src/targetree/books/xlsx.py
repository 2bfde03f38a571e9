"""Workbooks: what must be known of a file before it is read, and its sheets."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from .sheet_scan import refuse_large_counts, used_range
from .sheets import Grid, Sheet, UnreadableError

MOST_BYTES = 1 << 30
"""Uncompressed; a workbook that unpacks to more is refused."""
MOST_CELLS = 40_000_000
"""In the rectangle that a sheet's used cells span: the reader lays it out densely."""
MOST_COLUMNS = 1000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 22


def sheets_of_workbook(path: Path) -> list[Sheet]:
    """The sheets of one .xlsx file, hidden ones included. Raises UnreadableError and OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableError("workbook-too-large", limit=MOST_BYTES >> 20)
    data = path.read_bytes()
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    parts = _parts(data)
    book = guarded(lambda: _open(data))
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = Sheet(meta.name, meta.name, "xlsx", list, path, hidden=meta.visible != SheetVisibleEnum.Visible)
        part = parts.get(meta.name, "")
        if not part or list(parts.values()).count(part) > 1:
            raise UnreadableError("workbook-damaged", reason=f"no content for sheet {meta.name}")
        sheet.load = _loader(book, sheet, data, part)
        sheets.append(sheet)
    return sheets


def guarded(call: Callable[[], Any]) -> Any:
    """What `call` returns; whatever goes wrong in the reader, panics of its native code too, is UnreadableError."""
    try:
        return call()
    except (KeyboardInterrupt, SystemExit, UnreadableError):
        raise
    except BaseException as problem:
        raise UnreadableError("workbook-damaged", reason=str(problem)[:200]) from None


def _open(data: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _parts(data: bytes) -> dict[str, str]:
    """The zip member of each sheet, by the sheet's name. Raises UnreadableError for what is no sound .xlsx."""
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError("workbook-encrypted" if encrypted else "workbook-is-xls")
    if not data.startswith(b"PK"):
        raise UnreadableError("not-a-workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts_of(archive)
    except zipfile.BadZipFile:
        raise UnreadableError("workbook-truncated") from None
    except (UnreadableError, OSError):
        raise
    except Exception as problem:
        raise UnreadableError("workbook-damaged", reason=str(problem)[:200]) from None


def _parts_of(archive: zipfile.ZipFile) -> dict[str, str]:
    members = archive.infolist()
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise UnreadableError("workbook-too-large", limit=MOST_BYTES >> 20)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("workbook-encrypted")
    names = {member.filename.lower(): member.filename for member in members}
    if len(names) != len(members):
        raise UnreadableError("workbook-damaged", reason="two parts of one name")
    if "xl/workbook.xml" not in names:
        raise UnreadableError("workbook-is-xlsb" if "xl/workbook.bin" in names else "not-a-workbook")
    for member in members:
        if not member.filename.lower().startswith("xl/worksheets/"):  # those are checked when they are read
            _check(archive, member)
    targets = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for link in ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"])):
            target = link.get("Target", "").replace("\\", "/")
            full = target[1:] if target.startswith("/") else posixpath.normpath("xl/" + target)
            targets[link.get("Id")] = names.get(full.lower(), "")
    parts: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(names["xl/workbook.xml"])).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            key = next((value for name, value in element.items() if name.endswith("}id")), None)
            parts[element.get("name", "")] = targets.get(key, "")
    return parts


def _check(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpacks what could hold more than its header says (deflate packs 1032 to 1 at most), and what makes promises."""
    if member.compress_size * 1032 > member.file_size + (1 << 20) or member.filename.lower().endswith(".xml"):
        end = b""
        for chunk in _chunks(archive, member.filename):
            refuse_large_counts(end + chunk)
            end = chunk[-200:]


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        raise UnreadableError("workbook-truncated") from None


def _loader(book: Any, sheet: Sheet, data: bytes, part: str) -> Callable[[], Grid]:
    def load() -> Grid:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows, columns = used_range(lambda: _chunks(archive, part), sheet.broken)
        if rows * columns > MOST_CELLS:
            raise UnreadableError("sheet-too-large", rows=rows, columns=columns)
        return guarded(lambda: _grid(book, sheet))  # type: ignore[no-any-return]

    return load


def _grid(book: Any, sheet: Sheet) -> Grid:
    source = book.get_sheet_by_name(sheet.title)
    if source.start is None:
        return []
    left = source.start[1]
    pad = [""] * left
    sheet.merged = list(source.merged_cell_ranges or ())
    return [pad + row[: MOST_COLUMNS - left] for row in source.iter_rows()]
