"""The planning book to fill in: a workbook that explains itself, empty or with a book's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from targetree.facts.measures import BUILT_IN

from .columns import SETTINGS, TABLES, WORK, Column, Table, find_setting
from .template_cells import shown, shown_width
from .template_guide import write_guide
from .template_looks import Looks

Row = Mapping[str, object]

EMPTY_ROWS = 500
"""Rows below the data that are formatted, checked and offered drop-downs."""
_REFERS = {
    "unit": "units", "parent": "", "manager": "people", "owner": "people", "person": "people", "who": "units",
    "what": "products", "product": "products", "customer": "customers", "strategy": "strategy",
}  # fmt: skip
_WIDTHS = {"date": 12, "period": 11, "money": 15, "price": 12, "amount": 15, "id": 11, "ref": 13, "text": 16}


def write_template(path: Path, lang: str, tables: Mapping[str, Sequence[Row]] | None) -> None:
    """Writes a planning book in `zh` or `en`, empty or filled with `tables`.

    `tables`: table slug -> rows of column slug -> value; dates are dates, amounts are int or Decimal
    in the main unit, yes/no may be bool, words of closed lists and measures may be slugs. Raises OSError.
    """
    filled = tables or {}
    with _workbook(path, lang, ("目标树 · 规划簿", "Targetree planning book")) as (workbook, looks):
        write_guide(workbook, looks, lang)
        measures = [str(row.get("name") or row.get("id")) for row in filled.get("measures", ())]
        _write_sheets(workbook, looks, lang, TABLES, filled, measures)


def write_work(path: Path, lang: str, tables: Mapping[str, Sequence[Row]]) -> None:
    """Writes the sheets of work plans, as `write_template` does those of a planning book. Raises OSError."""
    with _workbook(path, lang, ("目标树 · 计划", "Targetree plans")) as (workbook, looks):
        _write_sheets(workbook, looks, lang, WORK, tables, [])


@contextmanager
def _workbook(path: Path, lang: str, title: tuple[str, str]) -> Iterator[tuple[Any, Looks]]:
    """A workbook that is there when the block ends."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    workbook = xlsxwriter.Workbook(path, {"default_format_properties": Looks.font(lang)})
    workbook.set_properties({"title": title[lang != "zh"]})
    yield workbook, Looks(workbook, lang)
    try:
        workbook.close()
    except FileCreateError as problem:
        raise OSError(str(problem)) from None


def _write_sheets(
    workbook: Any, looks: Looks, lang: str, tables: Mapping[str, Table], filled: Mapping[str, Sequence[Row]],
    own_measures: list[str],
) -> None:  # fmt: skip
    measures = [*(m.name if lang == "zh" else m.id for m in BUILT_IN), *own_measures]
    for table in tables.values():
        sheet = workbook.add_worksheet(sheet_title(table, lang))
        rows = list(filled.get(table.slug, ()))
        if table.slug == "company":
            _write_settings(sheet, looks, lang, rows)
        else:
            _TableSheet(sheet, table, looks, lang, measures).write(rows)
        _page(sheet, table, looks, lang)


def sheet_title(table: Table, lang: str) -> str:
    return table.zh if lang == "zh" else table.slug.capitalize()


def heading(column: Column, lang: str) -> str:
    if lang == "zh":
        return column.zh
    return "ID" if column.slug == "id" else column.slug.replace("_", " ").capitalize()


def in_words(column: Column, value: object, lang: str) -> object:
    """A value as the template shows it: slugs of closed lists and measures by their names."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if lang == "zh" and isinstance(value, str):
        if column.choices and value in column.choices:
            return column.choices[value][0]
        if column.slug == "measure":
            return next((measure.name for measure in BUILT_IN if measure.id == value), value)
    return value


def _page(sheet: Any, table: Table, looks: Looks, lang: str) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color(looks.ACCENT if table.required else looks.QUIET)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header(f"&L&A&R{'目标树 · 规划簿' if lang == 'zh' else 'Targetree planning book'}")
    sheet.set_footer("&R&P / &N")


class _TableSheet:
    """One table's sheet: headings with notes, formats, drop-downs, rows."""

    def __init__(self, sheet: Any, table: Table, looks: Looks, lang: str, measures: list[str]) -> None:
        self.sheet, self.table, self.looks, self.lang, self.measures = sheet, table, looks, lang, measures

    def write(self, rows: Sequence[Row]) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        last = len(rows) + EMPTY_ROWS
        self.sheet.set_row(0, 24)
        for at, column in enumerate(self.table.columns):
            self._heading(at, column)
            values = [in_words(column, row.get(column.slug), self.lang) for row in rows]
            self.sheet.set_column(at, at, self._width(column, values), self.looks.cell(column.kind))
            for number, value in enumerate(values, 1):
                write_cell(self.sheet, number, at, value, self.looks, column.kind)
            self._drop_down(at, column, last)
        self._missing_cells(last)
        if rows:
            self.sheet.ignore_errors(
                {"number_stored_as_text": "A2:" + xl_rowcol_to_cell(last, len(self.table.columns) - 1)}
            )
            self.sheet.autofilter(0, 0, len(rows), len(self.table.columns) - 1)

    def _heading(self, at: int, column: Column) -> None:
        text = heading(column, self.lang)
        self.sheet.write_string(0, at, text, self.looks.heading(column.required, column.kind))
        about = column.about[self.lang == "zh"]
        need = ("必填", "Needed") if column.required else ("选填", "Optional")
        listed = self._listed(column)
        lines = [f"{need[self.lang != 'zh']} · {about}", *([" / ".join(listed)] if listed else [])]
        note = "\n".join(lines)
        height = 30 + 18 * sum(1 + shown_width(line) // 40 for line in lines)
        options = {"x_scale": 2.0, "height": height, "font_size": 9, "color": "#FFFBE6", "author": "Targetree"}
        self.sheet.write_comment(0, at, note, options)

    def _listed(self, column: Column) -> list[str]:
        """The words of a drop-down."""
        if column.slug == "measure":
            return self.measures
        return [names[0] if self.lang == "zh" else slug for slug, names in (column.choices or {}).items() if slug]

    def _width(self, column: Column, values: Sequence[object]) -> float:
        text = heading(column, self.lang)
        content = max((shown_width(shown(value)) for value in values[:300]), default=0)
        return min(max(_WIDTHS.get(column.kind, 10), shown_width(text) + 4, content + 2), 44)

    def _drop_down(self, at: int, column: Column, last: int) -> None:
        listed = self._listed(column)
        options: dict[str, object] = {"validate": "list", "ignore_blank": True}
        if listed and sum(map(len, listed)) + len(listed) <= 255:
            options["source"] = listed
            if column.choices:
                options["error_title"] = heading(column, self.lang)
                options["error_message"] = " / ".join(listed)[:255]
            else:
                options["show_error"] = False
        elif column.kind == "ref" and column.slug in _REFERS and self.table.slug in TABLES:
            target = TABLES[_REFERS[column.slug] or self.table.slug]
            options["source"] = f"='{sheet_title(target, self.lang)}'!$A$2:$A$2000"
            options["show_error"] = False
        else:
            return
        self.sheet.data_validation(1, at, last, at, options)

    def _missing_cells(self, last: int) -> None:
        """A needed cell that is empty in a row that holds something is shown as missing."""
        from xlsxwriter.utility import xl_col_to_name

        width = len(self.table.columns) - 1
        for at, column in enumerate(self.table.columns):
            if column.required:
                letters, final = xl_col_to_name(at), xl_col_to_name(width)
                formula = f"=AND(COUNTA($A2:${final}2)>0,LEN(${letters}2)=0)"
                options = {"type": "formula", "criteria": formula, "format": self.looks.missing}
                self.sheet.conditional_format(1, at, last, at, options)


def _write_settings(sheet: Any, looks: Looks, lang: str, rows: Sequence[Row]) -> None:
    """The settings, one a row, each with its explanation beside it."""
    given = {}
    for row in rows:
        setting = find_setting(str(row.get("setting", "")))
        if setting is not None:
            given[setting.slug] = row.get("value")
    table = TABLES["company"]
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, heading(column, lang), looks.heading(column.required))
    sheet.set_row(0, 24)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 26, looks.setting)
    sheet.set_column(2, 2, 78, looks.remark)
    for number, setting in enumerate(SETTINGS, 1):
        name = setting.zh if lang == "zh" else setting.slug.replace("_", " ").capitalize()
        sheet.write_string(number, 0, name, looks.setting_name)
        value = given.get(setting.slug) if rows else _default(setting.default, lang, setting.choices)
        if lang == "zh" and setting.choices and isinstance(value, str) and value in setting.choices:
            value = setting.choices[value][0]
        write_cell(sheet, number, 1, value, looks, "setting")
        sheet.write_string(number, 2, setting.about[lang == "zh"], looks.remark)
        sheet.set_row(number, 21)
        if setting.choices:
            listed = [names[0] if lang == "zh" else slug for slug, names in setting.choices.items()]
            sheet.data_validation(number, 1, number, 1, {"validate": "list", "source": listed})
        elif setting.slug == "plan_year":
            sheet.conditional_format(number, 1, number, 1, {"type": "blanks", "format": looks.missing})
        elif setting.slug == "amount_unit":
            options = {"validate": "list", "source": ["元", "千元", "万元", "百万元"], "show_error": False}
            sheet.data_validation(number, 1, number, 1, options)


def _default(text: str, lang: str, choices: object) -> object:
    if text == "1":
        return "元" if lang == "zh" else 1
    return text if not text.startswith("0.") else Decimal(text)


def write_cell(sheet: Any, row: int, at: int, value: object, looks: Looks, kind: str) -> None:
    """One value in its own type; text is never taken for a formula."""
    look = looks.cell(kind)
    if value is None or value == "":
        return
    if isinstance(value, (date, datetime)) and kind == "period":
        sheet.write_string(row, at, f"{value:%Y-%m}", look)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, at, value, looks.cell("date", left=kind == "setting"))
    elif isinstance(value, (int, float, Decimal)) and kind not in ("id", "ref", "text", "period"):
        whole = value == int(value)
        sheet.write_number(row, at, float(value), looks.number(kind, whole))
    else:
        sheet.write_string(row, at, shown(value), look)
