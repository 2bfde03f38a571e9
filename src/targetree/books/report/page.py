"""A sheet being filled: title, headings, rows of a tree, freezing, printing. Text can never become a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from targetree.terms.words import word

from .styles import COMPANY, PERSON, Styles

EXCEL_ROWS = 1_048_576
MOST_ROWS = 100_000
MOST_CELLS = 400_000
"""A sheet with more is slow to open and of no use to a reader; the folder of tables has everything."""
DEEPEST_OUTLINE = 7


@dataclass
class Heading:
    """One column: its heading, width in characters, and a heading above that neighbours share."""

    text: str
    width: float = 10
    above: str = ""
    align: str = "right"
    outline: int = 0
    hidden: bool = False
    quiet: bool = False


def text_width(text: str) -> int:
    """In characters of Latin width: Chinese ones are twice as wide."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


class Page:
    """One sheet of the workbook. `row` is the next free row."""

    def __init__(self, styles: Styles, slug: str, title: str, subtitle: str = "") -> None:
        self.styles, self.lang, self.slug = styles, styles.lang, slug
        self.name = word(slug, styles.lang)
        self.sheet: Any = styles.workbook.add_worksheet(self.name)
        self.row = 0
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(18)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L&8{_no_codes(title)}&R&8&P / &N")
        self.sheet.outline_settings(True, False, False, False)
        self.sheet.set_row(0, 28)
        self.text(0, 0, title, self.styles.title)
        self.row = 1
        if subtitle:
            self.text(1, 0, subtitle, self.styles.subtitle)
            self.row = 2

    def text(self, row: int, column: int, value: str, style: Any = None) -> None:
        self.sheet.write_string(row, column, value, style if style is not None else self.styles.cell())

    def cut(self, message: str | None) -> None:
        """A line that says what the sheet leaves out, if anything."""
        if message:
            self.text(self.row, 0, message, self.styles.cut)
            self.row += 1

    def headings(self, headings: Sequence[Heading], frozen: int) -> None:
        """Writes the headings below a gap, freezes below them and right of `frozen` columns, repeats them in print."""
        self.row += 1
        two = any(heading.above for heading in headings)
        if two:
            self._above(headings)
            self.row += 1
        self.sheet.set_row(self.row, 30 if any("\n" in heading.text for heading in headings) else 22)
        for column, heading in enumerate(headings):
            options = {"level": heading.outline, "hidden": heading.hidden} if heading.outline else {}
            self.sheet.set_column(column, column, heading.width, None, options)
            more = {"font_color": "#9AA5B1", "bg_color": "#F4F6F8"} if heading.quiet else {}
            self.text(self.row, column, heading.text, self.styles.heading(heading.align, **more))
        self.first_heading = self.row - 1 if two else self.row
        self.row += 1
        self.first_row = self.row
        self.columns = len(headings)
        self.sheet.freeze_panes(self.row, frozen)
        self.sheet.repeat_rows(self.first_heading, self.row - 1)

    def _above(self, headings: Sequence[Heading]) -> None:
        style = self.styles.heading("center", bottom=1, bottom_color="#8FB3D6")
        first = 0
        while first < len(headings):
            last = first
            while last + 1 < len(headings) and headings[last + 1].above == headings[first].above:
                last += 1
            if headings[first].above and last > first:
                self.sheet.merge_range(self.row, first, self.row, last, "", style)
                self.text(self.row, first, headings[first].above, style)
            else:
                for column in range(first, last + 1):
                    self.text(self.row, column, headings[first].above, style)
            first = last + 1

    def level(self, depth: int, weight: int = PERSON) -> None:
        """The outline level of the row about to be written."""
        self.sheet.set_row(
            self.row, 20 if weight == COMPANY else None, None, {"level": min(depth, DEEPEST_OUTLINE)} if depth else {}
        )

    def fit_height(self, texts: Sequence[tuple[str, float]]) -> None:
        """Height of the row for texts wrapped in columns of the given widths: Excel itself minds neither merged cells
        nor rows with a set height."""
        lines = max(-(-text_width(text) // max(int(width) - 2, 1)) for text, width in texts)
        self.sheet.set_row(self.row, 18 if lines <= 1 else 6 + 14 * lines)

    def finish(self, *, filtered: bool = True) -> None:
        """Filter and print area over what was written."""
        last = max(self.row - 1, self.first_row)
        if filtered:
            self.sheet.autofilter(self.first_row - 1, 0, last, self.columns - 1)
        self.sheet.print_area(0, 0, last, self.columns - 1)

    def print_wide(self, pages: int) -> None:
        """On A3, so many pages side by side, with the names on each."""
        self.sheet.set_paper(8)
        self.sheet.fit_to_pages(pages, 0)
        self.sheet.repeat_columns(0, 1)

    def bars(self, column: int, ranges: Sequence[tuple[int, int]], *, most: float | None = None) -> None:
        """Data bars in one column, over rows first..last of each range together."""
        ranges = [(first, last) for first, last in ranges if last >= first]
        if not ranges or len(ranges) > 200:
            return
        options: dict[str, object] = {
            "type": "data_bar", "bar_color": "#BFD4E8", "bar_solid": True, "bar_border_color": "#BFD4E8",
            "min_type": "num", "min_value": 0,
        }  # fmt: skip
        if most is not None:
            options |= {"max_type": "num", "max_value": most}
        if len(ranges) > 1:
            from xlsxwriter.utility import xl_range

            options["multi_range"] = " ".join(xl_range(first, column, last, column) for first, last in ranges)
        first, last = ranges[0]
        self.sheet.conditional_format(first, column, last, column, options)


def _no_codes(text: str) -> str:
    """An ampersand begins a code in footers."""
    return text.replace("&", "&&")[:120]
