"""Needs as a file: a sheet of Excel, or CSV. Text is never taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from .needs import Need

_HEADINGS = {
    "zh": ("类别", "需要", "为了克服", "谁", "部门", "状态", "安排", "安排日期", "安排人"),
    "en": ("Kind", "What is needed", "To overcome", "Who", "Unit", "State", "Arranged", "For", "By"),
}
_WORDS = {
    "zh": {"knowledge": "知识", "skill": "技能", "information": "信息", "open": "待安排", "arranged": "已安排",
           "done": "已完成"},
    "en": {"knowledge": "knowledge", "skill": "skill", "information": "information", "open": "open",
           "arranged": "arranged", "done": "done"},
}  # fmt: skip
_WIDTHS = (10, 40, 40, 14, 18, 10, 40, 12, 12)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def needs_as_csv(needs: Sequence[Need], lang: str) -> bytes:
    """UTF-8 with a BOM, so that Excel reads Chinese; what begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS[lang])
    for need in needs:
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in _row(need, lang)])
    return out.getvalue().encode("utf-8-sig")


def needs_as_xlsx(needs: Sequence[Need], lang: str) -> bytes:
    """A workbook with one sheet, its first row frozen, with filters."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("学习与信息需求" if lang == "zh" else "Needs")
    bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(zip(_HEADINGS[lang], _WIDTHS, strict=True)):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, width)
    for at, need in enumerate(needs, start=1):
        for column, text in enumerate(_row(need, lang)):
            sheet.write_string(at, column, text, wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(needs), 1), len(_WIDTHS) - 1)
    book.close()
    return out.getvalue()


def _row(need: Need, lang: str) -> list[str]:
    words = _WORDS[lang]
    return [
        words[need.kind], need.text, need.obstacle, need.name, need.unit, words[need.state], need.arranged,
        need.arranged_for.isoformat() if need.arranged_for else "", need.arranged_by,
    ]  # fmt: skip
