"""A4 pages that fill from the top: headings, lines of text, lists, tables and bars; what is long flows on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import targetree

from .wrapping import printable, wrap

FONT = Path(targetree.__file__).parent / "static" / "dist" / "fonts" / "NotoSansSC-Regular.ttf"
MARGIN, WIDTH, BOTTOM = 16.0, 178.0, 16.0
"""mm; the text is 178 wide on A4."""
INK, GREY, LINE, ACCENT, SUNKEN = (23, 26, 33), (92, 100, 114), (208, 213, 221), (43, 89, 217), (247, 248, 250)
_LEADING = 1.5
_POINT = 25.4 / 72


class FontMissing(Exception):
    """The front end has not been built."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: its share of the whole, colour, and what it is."""

    share: float
    colour: tuple[int, int, int]
    label: str
    hatched: bool = False


class Sheet:
    """Pages being filled. Lengths in mm, sizes of type in points."""

    def __init__(self, title: str, foot: str, lang: str) -> None:
        from fpdf import FPDF
        from fpdf.enums import TextMode

        if not FONT.is_file():
            raise FontMissing
        sheet, self._foot = self, ""
        self._plain, self._strong = TextMode.FILL, TextMode.FILL_STROKE

        class _Pages(FPDF):
            def footer(self) -> None:
                sheet._foots()

        self.pdf: Any = _Pages(format="A4")
        self.pdf.set_margins(MARGIN, MARGIN, MARGIN)
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("cn", "", FONT)
        fonts: Any = self.pdf.fonts
        self._known = fonts["cn"].cmap.keys()
        self._widths = lru_cache(maxsize=20_000)(self._measure)
        self.pdf.set_lang("zh-CN" if lang == "zh" else "en")
        self.pdf.set_title(self.clean(title))
        self.pdf.set_creator("Targetree")
        self._foot = self.clean(foot)
        self.pdf.add_page()
        self._type(9)

    def clean(self, text: str) -> str:
        """The text as the font can show it."""
        return printable(text, self._known)

    def output(self, at: datetime | None = None) -> bytes:
        """The document."""
        if at is not None:
            self.pdf.set_creation_date(at)
        return bytes(self.pdf.output())

    # text

    def text(
        self, text: str, size: float = 9, colour: tuple[int, int, int] = INK, *, strong: bool = False,
        indent: float = 0, align: str = "L", after: float = 0.8,
    ) -> None:  # fmt: skip
        """A paragraph over the width, on to the next page where it must."""
        self._type(size, colour, strong=strong)
        for line in self._wrapped(text, WIDTH - indent, size):
            self._room(size)
            self._type(size, colour, strong=strong)
            self._put(line, MARGIN + indent, WIDTH - indent, size, align)
            self.pdf.y += size * _POINT * _LEADING
        self.pdf.y += after

    def heading(self, text: str, *, keep: float = 22) -> None:
        """Never alone at the foot of a page: `keep` mm with it stand together."""
        self.space(2)
        self.together(keep)
        self.text(text, 11, ACCENT, strong=True, after=0.4)
        self.pdf.set_draw_color(*LINE)
        self.pdf.set_line_width(0.2)
        self.pdf.line(MARGIN, self.pdf.y, MARGIN + WIDTH, self.pdf.y)
        self.space(1.6)

    def item(self, text: str, hint: str = "", *, depth: int = 0, mark: str = "•") -> None:
        """A line of a list, with what is said about it below in grey."""
        indent = min(depth, 8) * 4.5
        self._room(9)
        at = self.pdf.y
        self._type(9, GREY)
        self._put(self.clean(mark), MARGIN + indent, 4, 9, "L")
        self.pdf.y = at
        self.text(text, 9, indent=indent + 4, after=0.2 if hint else 0.6)
        if hint:
            self.text(hint, 8, GREY, indent=indent + 4, after=1.2)

    def together(self, mm: float) -> None:
        """What comes next stands on one page, as far as it is no higher than that."""
        if self.pdf.y + mm > self.pdf.h - BOTTOM:
            self.pdf.add_page()

    def space(self, mm: float) -> None:
        """Room, but not at the head of a page."""
        if self.pdf.y > MARGIN + 0.1:
            self.pdf.y += mm

    # tables and bars

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], *, strong_last: bool = False,
        words: int = 1,
    ) -> None:  # fmt: skip
        """Columns by their share of the width; the first `words` to the left, figures to the right. The head stands
        on each page."""
        widths = [WIDTH * share / sum(shares) for share in shares]
        self._row(head, widths, words, head=True)
        for at, row in enumerate(rows):
            self._row(row, widths, words, strong=strong_last and at == len(rows) - 1, head_again=head)
        self.space(1.5)

    def bar(self, segments: Sequence[Segment], height: float = 6.5) -> None:
        """A whole stacked from its parts, with a legend below."""
        if self.pdf.y + height + 8 > self.pdf.h - BOTTOM:
            self.pdf.add_page()
        x, y = MARGIN, self.pdf.y
        for segment in segments:
            width = WIDTH * max(min(segment.share, 1), 0)
            self.pdf.set_fill_color(*segment.colour)
            self.pdf.rect(x, y, width, height, style="F")
            if segment.hatched:
                self.pdf.set_draw_color(*LINE)
                self.pdf.set_line_width(0.2)
                self.pdf.rect(x, y, width, height, style="D")
            x += width
        self.pdf.y = y + height + 1.8
        x = MARGIN
        for segment in segments:
            self._type(8, GREY)
            label = self.clean(segment.label)
            width = self.pdf.get_string_width(label) + 9
            if x + width > MARGIN + WIDTH and x > MARGIN:
                x, self.pdf.y = MARGIN, self.pdf.y + 4.6
            self.pdf.set_fill_color(*segment.colour)
            self.pdf.set_draw_color(*LINE)
            self.pdf.set_line_width(0.15)
            self.pdf.rect(x, self.pdf.y + 0.7, 2.6, 2.6, style="DF")
            self._put(label, x + 4, width, 8, "L")
            x += width
        self.pdf.y += 5.5

    @contextmanager
    def box(self, height: float) -> Iterator[None]:
        """A frame of that height, on one page."""
        if self.pdf.y + height > self.pdf.h - BOTTOM:
            self.pdf.add_page()
        top = self.pdf.y
        self.pdf.set_draw_color(*LINE)
        self.pdf.set_line_width(0.2)
        self.pdf.rect(MARGIN, top, WIDTH, height)
        self.pdf.y = top + 2.5
        yield
        self.pdf.y = top + height + 2

    def pair(self, left: Sequence[tuple[str, float]], right: Sequence[tuple[str, float]]) -> None:
        """Two columns of (text, size), side by side in a box."""
        half = WIDTH / 2
        columns = [
            [(line, size) for text, size in column for line in self._wrapped(text, half - 8, size)]
            for column in (left, right)
        ]
        height = max(sum(size * _POINT * _LEADING for _, size in column) for column in columns) + 5
        with self.box(height):
            top = self.pdf.y
            for at, column in enumerate(columns):
                y = top
                for line, size in column:
                    self.pdf.y = y
                    self._type(size, INK if size > 8 else GREY)
                    self._put(line, MARGIN + 4 + at * half, half - 8, size, "L")
                    y += size * _POINT * _LEADING

    # inside

    def _row(
        self, cells: Sequence[str], widths: Sequence[float], words: int, *, head: bool = False, strong: bool = False,
        head_again: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
        size, pad = (7.5 if head else 8.5), 1.4
        self._type(size)
        lines = [self._wrapped(cell, width - 2 * pad, size) for cell, width in zip(cells, widths, strict=True)]
        step = size * _POINT * _LEADING
        left = max(len(column) for column in lines)
        at = 0
        while at < left:
            fits = int((self.pdf.h - BOTTOM - self.pdf.y - 2 * pad) / step)
            if fits < min(left - at, 4):
                self.pdf.add_page()
                if head_again is not None:
                    self._row(head_again, widths, words, head=True)
                continue
            count = min(fits, left - at)
            top, x = self.pdf.y, MARGIN
            if head:
                self.pdf.set_fill_color(*SUNKEN)
                self.pdf.rect(MARGIN, top, WIDTH, count * step + 2 * pad, style="F")
            for column, (told, width) in enumerate(zip(lines, widths, strict=True)):
                self._type(size, GREY if head else INK, strong=strong)
                for n, line in enumerate(told[at : at + count]):
                    self.pdf.y = top + pad + n * step
                    self._put(line, x + pad, width - 2 * pad, size, "L" if column < words else "R")
                x += width
            self.pdf.y = top + count * step + 2 * pad
            self.pdf.set_draw_color(*LINE)
            self.pdf.set_line_width(0.15)
            self.pdf.line(MARGIN, self.pdf.y, MARGIN + WIDTH, self.pdf.y)
            at += count

    def _type(self, size: float, colour: tuple[int, int, int] = INK, *, strong: bool = False) -> None:
        """Type; strong is drawn with an outline, so that one weight of the font is enough."""
        self.pdf.set_font("cn", size=size)
        self.pdf.set_text_color(*colour)
        self.pdf.text_mode = self._strong if strong else self._plain
        if strong:
            self.pdf.set_draw_color(*colour)
            self.pdf.set_line_width(size * 0.008)

    def _put(self, line: str, x: float, width: float, size: float, align: str) -> None:
        y = self.pdf.y
        self.pdf.set_xy(x, y)
        self.pdf.c_margin = 0
        if line:
            self.pdf.cell(width, size * _POINT * _LEADING, line, align=align)
        self.pdf.y = y

    def _room(self, size: float) -> None:
        if self.pdf.y + size * _POINT * _LEADING > self.pdf.h - BOTTOM:
            self.pdf.add_page()

    def _wrapped(self, text: str, width: float, size: float) -> list[str]:
        scale = size * _POINT / 1000
        return wrap(self.clean(text), width, lambda part: sum(map(self._widths, part)) * scale)

    def _measure(self, char: str) -> float:
        self.pdf.set_font("cn", size=10)
        return float(self.pdf.get_string_width(char)) / (10 * _POINT) * 1000

    def _foots(self) -> None:
        y = self.pdf.y
        self.pdf.y = self.pdf.h - 12
        self._type(7.5, GREY)
        self._put(self._foot, MARGIN, WIDTH - 20, 7.5, "L")
        self._put(f"{self.pdf.page_no()} / {{nb}}", MARGIN, WIDTH, 7.5, "R")
        self.pdf.y = y
