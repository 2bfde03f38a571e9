"""Findings in the reader's language: where it is, what is wrong and what to do."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from targetree.engine.book import Source
from targetree.engine.findings import Finding, Place
from targetree.engine.money import Amount
from targetree.facts.measures import BUILT_IN
from targetree.terms.sentences import SENTENCES

from .columns import ALL_TABLES
from .schema import Choices
from .tables_of_plan import MEASURE_KINDS
from .tables_of_settings import SETTINGS

MEASURE_NAMES = {measure.id: measure.name for measure in BUILT_IN}


def render(finding: Finding, sources: Mapping[str, Source], lang: str) -> tuple[str, str]:
    """(where, message) of a finding in `zh` or `en`; `sources` name the sheets or files by table slug.

    `where` reads like `目标 第5行 数额 (D5)` or `targets.csv row 5, column amount`, and is "" for the book as a whole.
    """
    english, chinese = SENTENCES[finding.code]
    sentence = _Filled(finding, lang).format(chinese if lang == "zh" else english)
    near = finding.values.get("near") or _setting(finding.values.get("near_setting"), lang)
    if near:
        sentence += f" 是不是“{near}”？" if lang == "zh" else f" Is “{near}” meant?"
    value = finding.place.value
    if value and value not in sentence:
        sentence = f"“{value}”：{sentence}" if lang == "zh" else f"“{value}”: {sentence}"
    return where(finding.place, sources, lang), sentence


def where(place: Place, sources: Mapping[str, Source], lang: str) -> str:
    """A place as a person would point at it."""
    source = sources.get(place.table)
    label = source.label if source else ALL_TABLES[place.table].name(lang) if place.table in ALL_TABLES else ""
    column = _heading(place, source, lang)
    letters = source.letters.get(place.column or "", "") if source else ""
    cell = f" ({letters}{place.row})" if letters and place.row else ""
    if lang == "zh":
        parts = [label, f"第{place.row}行" if place.row else "", column]
        text = " ".join(part for part in parts if part) + cell
    else:
        text = " ".join(part for part in (label, f"row {place.row}" if place.row else "") if part)
        text += (f", column {column}" if column else "") + cell
    of_plan = " · ".join(part for part in (place.who, place.what, place.when) if part)
    return " · ".join(part for part in (text, of_plan) if part)


def _heading(place: Place, source: Source | None, lang: str) -> str:
    """The heading as it stands in the book where it is in the language, else the column's own name."""
    if not place.column:
        return ""
    table = ALL_TABLES.get(place.table)
    column = table.by_slug.get(place.column) if table else None
    own = column.name(lang) if column else place.column
    written = " ".join(source.headings.get(place.column, "").split()) if source else ""
    return written if written and written.isascii() == (lang != "zh") else own


class _Filled(string.Formatter):
    """Fills a sentence with a finding's values, each in the language."""

    def __init__(self, finding: Finding, lang: str) -> None:
        self.finding = finding
        self.lang = lang

    def get_value(self, key: int | str, args: object, kwargs: object) -> str:
        return self.say(str(key), self.finding.values.get(str(key), ""))

    def say(self, key: str, value: object) -> str:
        """A value as text; slugs of tables, columns, measures, settings and choices by their names."""
        if isinstance(value, (list, tuple, set, frozenset)):
            items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
            comma = "、" if self.lang == "zh" else ", "
            between = " → " if self.finding.code in ("cycle", "funnel-backwards") else comma
            return between.join(self.say(key.rstrip("s"), item) for item in items)
        if isinstance(value, str):
            return self._name(key, value)
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, (date, Amount)):
            return str(value)
        if isinstance(value, (float, Decimal)):
            return f"{value:,.15g}"
        return f"{value:,}" if isinstance(value, int) and key in ("rows", "customers", "count") else str(value)

    def _name(self, key: str, text: str) -> str:
        place = self.finding.place
        if key == "table" and text in ALL_TABLES:
            return ALL_TABLES[text].name(self.lang)
        if key == "column" and place.table in ALL_TABLES and text in ALL_TABLES[place.table].by_slug:
            return ALL_TABLES[place.table].by_slug[text].name(self.lang)
        if key == "setting":
            return _setting(text, self.lang)
        if self.lang != "zh":
            return text
        if key == "measure":
            return MEASURE_NAMES.get(text, text)
        if key == "kind" and text in MEASURE_KINDS:
            return MEASURE_KINDS[text][0]
        if key == "choice":
            choices = _choices_of(place)
            return choices[text][0] if text in choices else text
        return text


def _setting(slug: object, lang: str) -> str:
    return next((setting.name(lang) for setting in SETTINGS if setting.slug == slug), "")


def _choices_of(place: Place) -> Choices:
    if place.table == "company":
        return {slug: names for setting in SETTINGS for slug, names in (setting.choices or {}).items()}
    table = ALL_TABLES.get(place.table)
    column = table.by_slug.get(place.column or "") if table else None
    return (column.choices if column else None) or {}
