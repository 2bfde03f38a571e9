"""The one table of tables and columns; reader, messages and template are driven by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .schema import Column, Table, fold
from .tables_of_facts import FACT_TABLES
from .tables_of_plan import PLAN_TABLES
from .tables_of_settings import SETTINGS, Setting
from .tables_of_work import WORK_TABLES

__all__ = [
    "ALL_TABLES", "GUIDE_TITLES", "SETTINGS", "TABLES", "WORK", "Column", "Setting", "Table", "find_setting",
    "find_table", "fold",
]  # fmt: skip

_ORDER = (
    "company", "units", "people", "products", "measures", "targets", "strategy", "customers", "opportunities",
    "actuals", "calendar", "funnel", "receivables", "market", "rewards",
)  # fmt: skip
_BY_SLUG = {table.slug: table for table in (*PLAN_TABLES, *FACT_TABLES)}
TABLES: dict[str, Table] = {slug: _BY_SLUG[slug] for slug in _ORDER}
"""By slug, in the order in which a person fills them."""
WORK: dict[str, Table] = {table.slug: table for table in WORK_TABLES}
"""The sheets of work plans, which are no part of a planning book."""
ALL_TABLES = TABLES | WORK

GUIDE_TITLES = frozenset(("说明", "guide"))
"""First sheets of templates, folded: they belong to a book but hold no table."""

_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_NUMBERING = re.compile(r"^(\d+|[一二三四五六七八九十]+)[.、]|^\d+(?=[^\d])")


@cache
def _table_names(first: str) -> dict[str, Table]:
    tables = WORK if first in WORK else TABLES
    return {fold(name): t for t in tables.values() for name in (*t.aliases, t.zh, t.slug)}


def find_table(title: str, among: Mapping[str, Table] = TABLES) -> Table | None:
    """The table that a sheet or file of this title holds: `目标`, `Targets`, `2. 目标表 (万元)`, `2027年目标`.

    `among`: TABLES or WORK.
    """
    names = _table_names(next(iter(among)))
    bare = _BRACKETS.sub("", title)
    for text in (title, bare, _NUMBERING.sub("", bare.strip())):
        folded = fold(text)
        for name in (folded, folded.removeprefix("年度"), folded.removeprefix("年"), folded.removesuffix("表")):
            if name in names:
                return names[name]
        shorter = folded.removeprefix("年").removeprefix("度").removesuffix("表")
        if shorter in names:
            return names[shorter]
    return None


@cache
def _setting_names() -> dict[str, Setting]:
    return {fold(name): s for s in SETTINGS for name in (*s.aliases, s.zh, s.slug)}


def find_setting(text: str) -> Setting | None:
    """The company setting of this name, in either language."""
    folded = fold(text)
    return _setting_names().get(folded) or _setting_names().get(fold(_BRACKETS.sub("", text)))
