"""Rows of the sample in the language of its reader."""

from __future__ import annotations

from collections.abc import Iterable

from targetree.books.columns import TABLES, find_setting
from targetree.books.schema import Choices
from targetree.facts.measures import BUILT_IN

from .plans import Row

_MEASURES = {measure.id: measure.name for measure in BUILT_IN}


def in_language(table: str, rows: Iterable[Row], lang: str) -> list[Row]:
    """Texts, the words of closed lists and the names of measures in `lang`, `zh` or `en`."""
    words = {column.slug: _words(column.slug, column.choices) for column in TABLES[table].columns}
    if table == "company":
        return [_setting(row, lang) for row in rows]
    return [{slug: _say(value, lang, words[slug]) for slug, value in row.items()} for row in rows]


def _setting(row: Row, lang: str) -> Row:
    setting = find_setting(str(row["setting"]))
    if setting is None:
        raise ValueError(f"no such setting: {row['setting']}")
    return {"setting": setting.name(lang), "value": _say(row["value"], lang, _words(setting.slug, setting.choices))}


def _words(slug: str, choices: Choices | None) -> dict[str, str]:
    """Chinese by slug, where the column has a closed list or names measures."""
    if slug == "measure":
        return _MEASURES
    return {choice: names[0] for choice, names in (choices or {}).items()}


def _say(value: object, lang: str, words: dict[str, str]) -> object:
    if isinstance(value, tuple):
        return value[0] if lang == "zh" else value[1]
    return words.get(value, value) if lang == "zh" and isinstance(value, str) else value
