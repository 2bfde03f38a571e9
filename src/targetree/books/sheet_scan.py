"""What the reader of cells does not say: errors, formulas without value, and how large a rectangle it would lay out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .sheets import UnreadableError

_PIECE = 1 << 22
_LONGEST_ROW = 1 << 28
_MOST_BROKEN = 100_000
_FEW_COLUMNS, _FEW_ROWS = 26, 1_049_999
"""What cells can span whose references are of one letter and no row far beyond Excel's last."""

_LARGE_COUNT = re.compile(rb"""ount\s*=\s*["']\s*\+?\d{8,}""")
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{2,}\d|[A-Za-z]*(?!10[0-4]\d{4}["'])\d{7,})""")
_FAR_RIGHT = re.compile(rb'<c r="[A-Za-z][A-Za-z]')
_FAR_DOWN = re.compile(rb'r="[A-Za-z]?(?!10[0-4]\d{4}")\d{7}')
_PLACES = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,12})(\d{1,12})["'][^>]*(?<!/)>""")
_NO_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)(?=[\s>])(?![^>]*\sr\s*=)[^>]*>""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def used_range(chunks: Callable[[], Iterator[bytes]], broken: dict[tuple[int, int], str]) -> tuple[int, int]:
    """Rows and columns that the used cells of a sheet's XML span at most; `chunks` gives its bytes from the start.

    Fills `broken` with (row, column from 0) -> error, "" for a formula without a stored value.
    Raises UnreadableError.
    """
    far = False
    for piece in _whole_rows(chunks()):
        refuse_large_counts(piece)
        far = far or _goes_far(piece)
        _find_broken(piece, broken)
    return _farthest(chunks()) if far else (_FEW_ROWS, _FEW_COLUMNS)


def _goes_far(piece: bytes) -> bool:
    """Whether a cell may lie beyond the few columns and rows; counting is far cheaper than looking at each tag."""
    cells = piece.count(b'<c r="')
    other_tags = piece.count(b"<col") + piece.count(b"<cond")
    usual = piece.count(b"<c") == cells + other_tags and piece.count(b"<row") == piece.count(b'<row r="')
    if usual and b":c" not in piece and b":row" not in piece:
        return _FAR_RIGHT.search(piece) is not None or _FAR_DOWN.search(piece) is not None
    return _FAR.search(piece) is not None or _NO_PLACE.search(piece) is not None


def refuse_large_counts(piece: bytes) -> None:
    """A count of ten million or more is no true one, and the reader of cells would set memory aside for it."""
    if _LARGE_COUNT.search(piece):
        raise UnreadableError("workbook-damaged", reason="a count beyond all measure")


def _farthest(chunks: Iterator[bytes]) -> tuple[int, int]:
    rows = columns = more_rows = more_columns = 0
    for piece in _whole_rows(chunks):
        for letters, number in _PLACES.findall(piece):
            columns = max(columns, column_number(letters) + 1)
            rows = max(rows, int(number))
        if _NO_PLACE.search(piece):
            more_rows += len(_ROW.findall(piece))
            more_columns = max(more_columns, *(len(_CELL.findall(row)) for row in _ROW.split(piece)))
    return rows + more_rows, columns + more_columns


def _whole_rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes again, cut where rows begin."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = max(rest.rfind(b"<row"), rest.rfind(b":row "))
        if cut > 0 and len(rest) > _PIECE:
            cut = rest.rfind(b"<", 0, cut + 1)
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > _LONGEST_ROW:
            raise UnreadableError("workbook-damaged", reason="a row of more than 256 MB")
    yield rest


def _find_broken(piece: bytes, broken: dict[tuple[int, int], str]) -> None:
    if b"<f" in piece or b":f" in piece:
        for match in _EMPTY_FORMULA.finditer(piece):
            start = max(piece.rfind(b"<c ", 0, match.start()), piece.rfind(b":c ", 0, match.start()))
            head = piece[start : piece.find(b">", start)] if start >= 0 else b""
            if match[1] and b't="str"' in head:  # a formula whose value is the empty text
                continue
            _mark(head, "", broken)
    if b't="e"' in piece:
        for match in _ERROR.finditer(piece):
            _mark(match[1], match[2].decode("utf-8", "replace"), broken)


def _mark(head: bytes, what: str, broken: dict[tuple[int, int], str]) -> None:
    place = _PLACE.search(head)
    if place and len(broken) < _MOST_BROKEN:
        broken[int(place[2]), column_number(place[1])] = what


def column_number(letters: bytes) -> int:
    """0 for A; -1 for no letter."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
