"""Needs as a list for a file."""

from __future__ import annotations

from collections.abc import Sequence

from targetree.books.listing import Listing

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


def needs_listing(needs: Sequence[Need], lang: str) -> Listing:
    """A row for each."""
    title = "学习与信息需求" if lang == "zh" else "Needs"
    return Listing(title, _HEADINGS[lang], _WIDTHS, [_row(need, lang) for need in needs])


def _row(need: Need, lang: str) -> list[str]:
    words = _WORDS[lang]
    return [
        words[need.kind], need.text, need.obstacle, need.name, need.unit, words[need.state], need.arranged,
        need.arranged_for.isoformat() if need.arranged_for else "", need.arranged_by,
    ]  # fmt: skip
