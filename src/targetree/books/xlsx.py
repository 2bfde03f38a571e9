"""Workbooks: what must be known of a file before it is read, and its sheets."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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
        sheet.load = _loader(book, sheet, data, parts.get(meta.name, ""))
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
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("workbook-encrypted")
    if "xl/workbook.xml" not in names:
        raise UnreadableError("workbook-is-xlsb" if "xl/workbook.bin" in names else "not-a-workbook")
    for member in members:
        if not member.filename.startswith("xl/worksheets/"):  # those are checked when they are read
            _check_size(archive, member)
    targets = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for link in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")):
            target = link.get("Target", "")
            targets[link.get("Id")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
    parts = {}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            key = next((value for name, value in element.items() if name.endswith("}id")), None)
            part = targets.get(key, "")
            parts[element.get("name", "")] = part if part in names else ""
    return parts


def _check_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpacks once where the packed data could hold more than its header says (deflate packs 1032 to 1 at most)."""
    if member.compress_size * 1032 > member.file_size + (1 << 20):
        for _ in _chunks(archive, member.filename):
            pass


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise UnreadableError("workbook-truncated") from None


def _loader(book: Any, sheet: Sheet, data: bytes, part: str) -> Callable[[], Grid]:
    def load() -> Grid:
        if part:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                inspect(_chunks(archive, part), sheet)
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


# --- what the reader of cells does not say: errors, formulas without value, and how large a rectangle it will build

_ROW_START = re.compile(rb"<(?:\w+:)?row[\s>]")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,9})"')
_TWO_LETTERS = re.compile(rb'\sr="[A-Z]{2,}\d')
_FILLED = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,9})(\d{1,9})"[^>]*[^>/]>')
_NO_PLACE = re.compile(rb'<(?:\w+:)?c(?=[\s>])(?![^>]*\sr=")[^>]*>')
_EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_CELL_START = re.compile(rb"<(?:\w+:)?c[\s>]")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def inspect(chunks: Iterator[bytes], sheet: Sheet) -> None:
    """Fills `sheet.broken` from the sheet's XML; raises UnreadableError where its used rectangle is too large."""
    height = width = 0
    for piece in _whole_rows(chunks):
        rows = _ROW_NUMBER.findall(piece)
        height = max(height, max(map(int, rows), default=0))
        if _NO_PLACE.search(piece):
            height += len(_ROW_START.findall(piece))
            width = max(width, *(len(_CELL_START.findall(row)) for row in _ROW_START.split(piece)))
        width = max(width, 26)
        if _TWO_LETTERS.search(piece):
            for letters, number in _FILLED.findall(piece):
                width = max(width, column_number(letters) + 1)
                height = max(height, int(number))
        _find_broken(piece, sheet)
    if height * width > MOST_CELLS:
        raise UnreadableError("sheet-too-large", rows=height, columns=width)


def _whole_rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = max(rest.rfind(b"<row"), rest.rfind(b":row "))
        if cut > 0 and len(rest) > _CHUNK:
            cut = rest.rfind(b"<", 0, cut + 1)
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > 64 * _CHUNK:
            raise UnreadableError("workbook-damaged", reason="one row of more than 256 MB")
    yield rest


def _find_broken(piece: bytes, sheet: Sheet) -> None:
    if b"<f" in piece or b":f" in piece:
        for match in _EMPTY_FORMULA.finditer(piece):
            start = max(piece.rfind(b"<c ", 0, match.start()), piece.rfind(b":c ", 0, match.start()))
            head = piece[start : piece.find(b">", start)] if start >= 0 else b""
            if match[1] and b't="str"' in head:  # a formula whose value is the empty text
                continue
            _mark(head, "", sheet)
    if b't="e"' in piece:
        for match in _ERROR.finditer(piece):
            _mark(match[1], match[2].decode("utf-8", "replace"), sheet)


def _mark(head: bytes, what: str, sheet: Sheet) -> None:
    place = _PLACE.search(head)
    if place and len(sheet.broken) < 100_000:
        sheet.broken[int(place[2]), column_number(place[1])] = what


def column_number(letters: bytes) -> int:
    """0 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
