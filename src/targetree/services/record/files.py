"""The record as a list for a file."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from targetree.books.listing import Listing

from .reading import Entry

_HEADINGS = {
    "zh": ("时间", "操作人", "操作", "对象", "变更内容", "原因"),
    "en": ("When", "Who", "What was done", "To what", "What changed", "Why"),
}
_WIDTHS = (17, 14, 18, 40, 60, 40)


def record_listing(entries: Sequence[Entry], lang: str) -> Listing:
    """A row for each."""
    title = "变更记录" if lang == "zh" else "Record"
    return Listing(title, _HEADINGS[lang], _WIDTHS, [_row(entry, lang) for entry in entries])


def _row(entry: Entry, lang: str) -> list[str]:
    changes = "\n".join(_change(c.field, c.before, c.after, lang) for c in entry.changes)
    at = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}"
    return [at, entry.who, entry.done, entry.subject, changes, entry.why]


def _change(field: str, before: str, after: str, lang: str) -> str:
    sides = f"{before} → {after}" if before and after else after or f"{before} →"
    return f"{field}{'：' if lang == 'zh' else ': '}{sides}" if field else sides
