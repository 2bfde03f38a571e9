"""What is on the screen as a sheet: the rows that are open, the columns that are shown, exact figures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from .page import DEEPEST_OUTLINE, Heading, Page, text_width
from .styles import ACCENT, COMPANY, FONTS, PERSON, UNIT, Styles

_HELD = "#FFF6DC"


@dataclass(frozen=True, slots=True)
class ScreenColumn:
    """`above` is shared by neighbours; `total` stands out."""

    heading: str
    above: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """A row; amounts in the smallest unit. `held`: positions of columns that are held."""

    name: str
    code: str
    level: int
    leaf: bool
    amounts: Sequence[int]
    held: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Screen:
    """A table as it is shown. `scale`: smallest units in a main unit."""

    title: str
    subtitle: str
    columns: Sequence[ScreenColumn]
    rows: Sequence[ScreenRow]
    scale: int
    lang: str


def write_screen(screen: Screen) -> bytes:
    """An .xlsx: rows in outline, headings and names frozen, amounts as numbers in main units with all their digits."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.formats[0].set_font_name(FONTS[screen.lang])
        workbook.formats[0].set_font_size(10)
        workbook.set_properties({"title": screen.title})
        styles = Styles(workbook, screen.lang)
        page = Page(styles, "who_months", screen.title, screen.subtitle)
        page.sheet.set_tab_color(ACCENT)
        _headings(page, screen)
        for row in screen.rows:
            _row(page, styles, row, screen)
        page.finish(filtered=False)
    return out.getvalue()


def _headings(page: Page, screen: Screen) -> None:
    zh = screen.lang == "zh"
    longest = max((text_width(row.name) + 2 * row.level for row in screen.rows), default=10)
    biggest = max((abs(a) for row in screen.rows for a in row.amounts), default=0)
    width = max(len(f"{biggest / screen.scale:,.2f}") + 2, 10)
    page.headings(
        [
            Heading("部门 / 人员" if zh else "Unit / person", min(max(longest + 2, 16), 44), align="left"),
            Heading("编号" if zh else "Id", 12, align="left"),
            *(Heading(c.heading, max(width, text_width(c.heading) + 2), c.above) for c in screen.columns),
        ],
        frozen=2,
    )


def _row(page: Page, styles: Styles, row: ScreenRow, screen: Screen) -> None:
    weight = COMPANY if row.level == 0 else PERSON if row.leaf else UNIT
    number = "whole" if screen.scale == 1 else "exact"
    bold: dict[str, object] = {"bold": True} if not row.leaf else {}
    page.sheet.set_row(
        page.row, 20 if weight == COMPANY else None, None,
        {"level": min(row.level, DEEPEST_OUTLINE)} if row.level else {},
    )  # fmt: skip
    page.text(page.row, 0, row.name, styles.cell("", weight, indent=min(row.level, 15), **bold))
    page.text(page.row, 1, row.code, styles.cell(weight=weight))
    for at, amount in enumerate(row.amounts):
        more: dict[str, object] = {**bold, **({"bg_color": _HELD} if at in row.held else {})}
        style = styles.cell(number, weight, **more)
        page.sheet.write_number(page.row, at + 2, amount / screen.scale, style)
    page.row += 1
