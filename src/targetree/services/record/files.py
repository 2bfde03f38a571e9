"""The record as a file: a sheet of Excel, or CSV. Text is never taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.utils import timezone

from .reading import Entry

_HEADINGS = {
    "zh": ("时间", "操作人", "操作", "对象", "变更内容", "原因"),
    "en": ("When", "Who", "What was done", "To what", "What changed", "Why"),
}
_WIDTHS = (17, 14, 18, 40, 60, 40)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record_as_csv(entries: Sequence[Entry], lang: str) -> bytes:
    """UTF-8 with a BOM, so that Excel reads Chinese; what begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS[lang])
    for entry in entries:
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in _row(entry, lang)])
    return out.getvalue().encode("utf-8-sig")


def record_as_xlsx(entries: Sequence[Entry], lang: str) -> bytes:
    """A workbook with one sheet, its first row frozen, with filters."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("变更记录" if lang == "zh" else "Record")
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(zip(_HEADINGS[lang], _WIDTHS, strict=True)):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, width)
    for at, entry in enumerate(entries, start=1):
        for column, text in enumerate(_row(entry, lang)):
            sheet.write_string(at, column, text, wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(entries), 1), len(_WIDTHS) - 1)
    book.close()
    return out.getvalue()


def _row(entry: Entry, lang: str) -> list[str]:
    changes = "\n".join(_change(c.field, c.before, c.after, lang) for c in entry.changes)
    at = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}"
    return [at, entry.who, entry.done, entry.subject, changes, entry.why]


def _change(field: str, before: str, after: str, lang: str) -> str:
    sides = f"{before} → {after}" if before and after else after or f"{before} →"
    return f"{field}{'：' if lang == 'zh' else ': '}{sides}" if field else sides
