"""How the workbook looks: one accent, quiet lines, tabular figures. Formats are made once each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

ACCENT = "#1F5C99"
ACCENT_PALE = "#E9F0F7"
ACCENT_MID = "#8FB3D6"
INK = "#1F2933"
QUIET = "#6B7785"
LINE = "#DDE2E8"
PALE = "#F4F6F8"
HELD = "#FFF6DC"
GAP = "#D5DAE0"
SEVERITY = {"error": "#B42318", "warning": "#9A6700", "note": "#6B7785"}
FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}

COMPANY, TOP, UNIT, PERSON = range(4)
"""How much weight a row of the tree gets."""

LARGE = {
    "zh": '[>=10000000]#\\,##0\\.0,;[=0]"–";0\\.0,',
    "en": '#,##0,;-#,##0,;"–"',
}
"""万元 (the figure divided by ten thousand, shown with one digit), thousands in English: the cell keeps every fen."""
CARD = {"zh": '[>=100000000]0\\.00,,"亿";[>=10000]0\\.0,"万";#,##0', "en": "#,##0"}
AXIS = {"zh": "0\\.0,", "en": "#,##0,"}
NUMBERS = {
    "exact": '#,##0.00;-#,##0.00;"–"',
    "whole": '#,##0;-#,##0;"–"',
    "percent": "0.0%",
    "growth": '+0.0%;-0.0%;"–"',
    "share": "0.0000%",
    "rounding": "+0.000000;-0.000000;0",
}


@dataclass
class Styles:
    """Formats of one workbook, in one language."""

    workbook: Any
    lang: str

    def __post_init__(self) -> None:
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def make(self, **properties: object) -> Any:
        """A format with the workbook's font and the properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONTS[self.lang], "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self._made[key] = self.workbook.add_format(base | properties)
        return self._made[key]

    def cell(self, number: str = "", weight: int = PERSON, **more: object) -> Any:
        """A cell of a table; `number` is a key of NUMBERS, `large`, or "" for text."""
        properties: dict[str, object] = {"bottom": 1, "bottom_color": LINE} | more
        if number:
            properties["num_format"] = LARGE[self.lang] if number == "large" else NUMBERS[number]
            properties.setdefault("align", "right")
        if weight == COMPANY:
            properties = {"bold": True, "bg_color": ACCENT_PALE, "top": 1, "top_color": ACCENT} | properties
        elif weight == TOP:
            properties = {"bold": True} | properties
        return self.make(**properties)

    @cached_property
    def title(self) -> Any:
        return self.make(font_size=16, bold=True, font_color=ACCENT)

    @cached_property
    def subtitle(self) -> Any:
        return self.make(font_color=QUIET)

    @cached_property
    def section(self) -> Any:
        return self.make(font_size=12, bold=True, font_color=ACCENT)

    @cached_property
    def cut(self) -> Any:
        return self.make(bold=True, font_color=SEVERITY["warning"])

    @cached_property
    def link(self) -> Any:
        return self.make(font_color=ACCENT, underline=1, bottom=1, bottom_color=LINE)

    def heading(self, align: str = "right", **more: object) -> Any:
        properties: dict[str, object] = {
            "bold": True, "font_color": ACCENT, "bg_color": ACCENT_PALE, "bottom": 2, "bottom_color": ACCENT,
            "align": align, "text_wrap": True,
        }  # fmt: skip
        return self.make(**(properties | more))
