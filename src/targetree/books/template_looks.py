"""How the planning book looks: one accent colour, quiet tables, figures that line up."""

from __future__ import annotations

from typing import Any

_NUMBERS = {
    "rate": "0.##%", "attainment": "0.##%", "factor": "0.##", "date": "yyyy-mm-dd", "id": "@", "ref": "@",
    "text": "@", "period": "@", "ramp": "@", "choice": "@", "yesno": "@", "whole": "0", "money": "#,##0.00",
    "price": "#,##0.00", "amount": "#,##0.00",
}  # fmt: skip
_FIGURES = frozenset(("money", "price", "amount", "rate", "attainment", "factor", "number", "whole"))


class Looks:
    """The formats of one workbook, made once each."""

    ACCENT = "#1F5FA8"
    QUIET = "#9AA8B8"
    PALE = "#E8EFF7"
    LINE = "#D5DCE4"
    INK = "#1B2733"

    def __init__(self, workbook: Any, lang: str) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}
        self._cells: dict[tuple[str, bool], Any] = {}
        self.missing = workbook.add_format({"bg_color": "#FBE3E0"})
        self.remark = self.make(font_color="#5B6875", text_wrap=True, indent=1)
        self.setting = self.make(align="left", bottom=1, indent=1)
        self.whole = self.make(num_format="#,##0", align="right", indent=1)
        self.setting_name = self.make(bold=True, bottom=1, indent=1)

    @staticmethod
    def font(lang: str) -> dict[str, object]:
        """The font of every cell."""
        return {
            "font_name": "Microsoft YaHei" if lang == "zh" else "Calibri",
            "font_size": 10.5 if lang == "zh" else 11,
        }

    def make(self, **properties: object) -> Any:
        """A format; the same properties give the same one."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"valign": "vcenter", "font_color": self.INK}
            if "bottom" in properties or "border" in properties:
                base |= {"bottom_color": self.LINE}
            self._made[key] = self._workbook.add_format(base | properties)
        return self._made[key]

    def heading(self, required: bool, kind: str = "text") -> Any:
        """The format of a heading: dark where the column is needed, over the figures where it holds figures."""
        side = "right" if kind in _FIGURES else "left"
        ink, ground = ("#FFFFFF", self.ACCENT) if required else (self.ACCENT, self.PALE)
        return self.make(bold=True, font_color=ink, bg_color=ground, bottom=1, indent=1, align=side)

    def cell(self, kind: str, left: bool = False) -> Any:
        """The format of a column's cells."""
        known = self._cells.get((kind, left))
        if known is None:
            known = self._cells[kind, left] = self._cell(kind, left)
        return known

    def _cell(self, kind: str, left: bool) -> Any:
        if kind == "setting":
            return self.setting
        number = _NUMBERS.get(kind, "General")
        side = "right" if kind in _FIGURES else "left"
        return self.make(num_format=number, align=side, indent=1, **({"bottom": 1} if left else {}))

    def number(self, kind: str, whole: bool) -> Any:
        """The format of a number: whole amounts without decimals."""
        if kind == "setting":
            return self.make(align="left", bottom=1, indent=1, num_format="0" if whole else "0.00")
        if whole and kind in ("money", "price", "amount"):
            return self.whole
        return self.cell(kind)
