"""Files that people send: what they are, that they unpack to something bearable, and where they are put to be read."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from targetree.services.errors import Invalid

MOST_UNPACKED = 256 << 20
MOST_RATIO, SPARED = 250, 24 << 20
"""How far sound tables pack at most; small files may pack as they like."""
MOST_FILES = 2000
MOST_LINES, MOST_CELLS, MOST_COLUMNS = 2_000_000, 12_000_000, 1000
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et")
_TABLES = (".csv", ".txt", ".tsv", ".parquet")
_END_OF_ZIP = b"PK\x05\x06"
_LARGEST_DIRECTORY = 4 << 20


def look_at(name: str, data: bytes) -> None:
    """Look at a file without unpacking it. Raises Invalid for what cannot be a book, or is made to do harm."""
    if not data:
        raise Invalid("upload-empty")
    suffix = Path(name).suffix.lower()
    if suffix not in (*_WORKBOOKS, *_TABLES, ".zip"):
        raise Invalid("upload-kind", suffix=suffix or name[-20:])
    if data[:2] == b"PK":
        _look_into_zip(data)
    elif suffix == ".zip":
        raise Invalid("upload-damaged")
    elif suffix in (".csv", ".txt", ".tsv"):
        _look_at_lines(data)


def unpack(name: str, data: bytes, folder: Path) -> Path:
    """Put the file where the reader of books finds it: a workbook as it is, tables into a folder of their own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    suffix = Path(name).suffix.lower()
    if suffix == ".zip" and not _holds_workbook(data):
        return _tables_of_zip(data, folder / "book")
    if suffix in _TABLES and data[:2] != b"PK" and not data.startswith(b"\xd0\xcf\x11\xe0"):
        book = folder / "book"
        book.mkdir()
        slug = ".parquet" if suffix == ".parquet" else ".csv"
        (book / (Path(name).stem[:100] + slug)).write_bytes(data)
        return book
    path = folder / "book.xlsx"
    path.write_bytes(data)
    return path


def _look_into_zip(data: bytes) -> None:
    end = data.rfind(_END_OF_ZIP, max(len(data) - 66_000, 0))
    if end < 0 or end + 22 > len(data):
        raise Invalid("upload-damaged")
    size = struct.unpack_from("<I", data, end + 12)[0]
    if size > _LARGEST_DIRECTORY:
        raise Invalid("upload-bomb")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Invalid("upload-damaged") from None
    if any(member.flag_bits & 1 for member in members):
        raise Invalid("upload-encrypted")
    unpacked = sum(member.file_size for member in members)
    too_many = len(members) > MOST_FILES or unpacked > MOST_UNPACKED
    if too_many or (unpacked > SPARED and unpacked > MOST_RATIO * len(data)):
        raise Invalid("upload-bomb")


def _look_at_lines(data: bytes) -> None:
    lines = data.count(b"\n") + data.count(b"\r")
    cells = lines + sum(data.count(sign) for sign in (b",", b"\t", b";"))
    widest = max(max(line.count(b","), line.count(b"\t"), line.count(b";")) for line in io.BytesIO(data[: 64 << 20]))
    if lines > MOST_LINES or cells > MOST_CELLS or widest > MOST_COLUMNS:
        raise Invalid("upload-too-many-cells", lines=f"{MOST_LINES:,}", columns=f"{MOST_COLUMNS:,}")


def _holds_workbook(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.lower() in ("xl/workbook.xml", "xl/workbook.bin") for name in archive.namelist())


def _tables_of_zip(data: bytes, book: Path) -> Path:
    """The tables of an archive, wherever they lie in it, by their names alone."""
    book.mkdir()
    room = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            path = PurePosixPath(_name_of(member).replace("\\", "/"))
            hidden = any(part.startswith((".", "__MACOSX", "~")) for part in path.parts)
            if member.is_dir() or hidden or path.suffix.lower() not in _TABLES:
                continue
            target = book / (path.stem[:100] + (".parquet" if path.suffix.lower() == ".parquet" else ".csv"))
            if target.exists():
                raise Invalid("upload-twice-in-zip", name=path.name)
            try:
                with archive.open(member) as source:
                    unpacked = source.read(room + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
                raise Invalid("upload-damaged") from None
            room -= len(unpacked)
            if room < 0:
                raise Invalid("upload-bomb")
            if target.suffix == ".csv":
                _look_at_lines(unpacked)
            target.write_bytes(unpacked)
    if not any(book.iterdir()):
        raise Invalid("upload-without-tables")
    return book


def _name_of(member: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GB18030 and does not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
