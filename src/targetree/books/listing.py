"""A list as a file: a sheet of Excel, or CSV. Text is never taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Listing:
    """What the file has: a row of headings, and rows of as many texts."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    """Of the columns, in characters."""
    rows: Iterable[list[str]]

    def csv(self) -> bytes:
        """UTF-8 with a BOM, so that Excel reads Chinese; what begins like a formula gets an apostrophe before it."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.headings)
        for row in self.rows:
            writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
        return out.getvalue().encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """A workbook with one sheet, its first row frozen, with filters."""
        import xlsxwriter

        out, last = io.BytesIO(), 1
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet(self.title)
        bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (heading, width) in enumerate(zip(self.headings, self.widths, strict=True)):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, width)
        for last, row in enumerate(self.rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(last, column, text, wrap)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(self.widths) - 1)
        book.close()
        return out.getvalue()
