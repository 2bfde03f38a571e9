"""What a table of the planning book is: its names, its columns, and what a cell of each may hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal[
    "id",  # names a row of its own table
    "ref",  # names a row of another table, by id or unique name
    "text",
    "date",
    "period",  # a year, quarter or month of the plan year
    "money",  # of the currency; scaled by the amount unit
    "price",  # of the currency; not scaled by the amount unit
    "amount",  # its kind is that of the row's measure
    "number",
    "whole",
    "factor",  # 1.1 or 110 %
    "rate",  # 0.3, 30 or 30 %
    "attainment",  # 1.2 or 120 %
    "ramp",  # 25/50/75
    "yesno",
    "choice",
    "value",  # of a setting: its meaning is the setting's
]

Choices = dict[str, tuple[str, ...]]
"""Slug -> what people write for it, the Chinese name first."""

YES_NO: Choices = {
    "yes": ("是", "y", "true", "1", "√", "✓", "对", "有"),
    "no": ("否", "n", "false", "0", "×", "x", "✗", "不", "无"),
}


@dataclass(frozen=True, slots=True)
class Column:
    slug: str
    zh: str
    kind: Kind
    about: tuple[str, str]
    """What it holds, for the template: (English, 中文)."""
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: Choices | None = None
    low: float | None = None
    high: float | None = None
    """Bounds of a number, both allowed."""

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.slug


@dataclass(frozen=True)
class Table:
    slug: str
    zh: str
    about: tuple[str, str]
    """What it is for, for the template: (English, 中文)."""
    columns: tuple[Column, ...]
    required: bool = False
    aliases: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.slug

    @cached_property
    def by_slug(self) -> dict[str, Column]:
        return {column.slug: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Every accepted heading, folded."""
        return {fold(name): c for c in self.columns for name in (*c.aliases, c.zh, c.slug)}


_FILLER = re.compile(r"[\s_\-\u2010-\u2015\u200b\ufeff*:.\u3002'\"\u201c\u201d]+")


def fold(text: str) -> str:
    """The same for all ways of writing a name: case, width, blanks, dashes and required-stars do not count."""
    return _FILLER.sub("", unicodedata.normalize("NFKC", text)).casefold()
