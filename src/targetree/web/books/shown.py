"""What an import found and would change, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from targetree.books.columns import ALL_TABLES, SETTINGS, TABLES
from targetree.books.template import heading
from targetree.services.exchange.import_findings import in_language
from targetree.web.looks.words import measure_name
from targetree.web.templatetags.ui import language

UNITS_SHOWN = 12
_RESTORED = ("重新启用", "Back in use")
_YES_NO = {"yes": ("是", "Yes"), "no": ("否", "No")}


@dataclass(frozen=True)
class TableShown:
    """A table with what changes in it."""

    table: str
    name: str
    new: int
    changed: int
    gone: int
    after: int
    rows: list[dict[str, Any]]

    @property
    def changes(self) -> int:
        return self.new + self.changed + self.gone

    @property
    def unlisted(self) -> int:
        return self.changes - len(self.rows)


def table_name(slug: str) -> str:
    """The name of a table in the language of the page."""
    return ALL_TABLES[slug].zh if language() == "zh" else slug.capitalize()


def column_name(table: str, slug: str) -> str:
    """The name of a column in the language of the page."""
    if slug == "archived_at":
        return _RESTORED[language() == "en"]
    column = ALL_TABLES[table].by_slug.get(slug) if table in ALL_TABLES else None
    if column is not None:
        return heading(column, language())
    setting = next((s for s in SETTINGS if s.slug == slug), None)
    return setting.name(language()).replace("_", " ").capitalize() if setting else slug


def tables_shown(preview: Mapping[str, Any]) -> list[TableShown]:
    """Every table, in the order of the planning book."""
    found = {t["table"]: t for t in preview.get("tables", ())}
    return [_table(found[slug]) for slug in TABLES if slug in found]


def _table(told: Mapping[str, Any]) -> TableShown:
    slug = told["table"]
    rows = [
        {
            **row,
            "fields": [
                {
                    "name": column_name(slug, field["slug"]),
                    **{k: _value(slug, field["slug"], field[k]) for k in ("before", "after", "value") if k in field},
                }
                for field in row["fields"]
            ],
        }
        for row in told["rows"]
    ]
    return TableShown(slug, table_name(slug), told["new"], told["changed"], told["gone"], told["after"], rows)


def _value(table: str, slug: str, text: str) -> str:
    """A value as a person reads it: words of closed lists and measures by their names."""
    if not text or slug == "archived_at":
        return ""
    zh = language() == "zh"
    column = TABLES[table].by_slug.get(slug)
    if column is not None and column.kind == "yesno" and text in _YES_NO:
        return _YES_NO[text][not zh]
    choices = column.choices if column is not None else next((s.choices for s in SETTINGS if s.slug == slug), None)
    if choices and text in choices:
        return choices[text][0] if zh else text
    return measure_name(text, text, True) if slug == "measure" and zh else text


def findings_shown(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sheets with something to say, those with errors first."""
    return sorted(in_language(found, language()), key=lambda sheet: -sheet["errors"])


def measures_shown(preview: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each measure with its company's number old and new, and the units below that move."""
    found = []
    for m in preview.get("measures", ()):
        units = [_moved(u) for u in m["units"]]
        below = [u for u in units[1:] if u["old"] != u["new"]]
        found.append(
            {
                **m, "name": measure_name(m["code"], m["name"], m["builtin"]), "company": units[0] if units else None,
                "moved": below[:UNITS_SHOWN], "more_units": max(len(below) - UNITS_SHOWN, 0),
                "people": [_moved(p) for p in m["people"]], "more_people": m["people_moved"] - len(m["people"]),
            }
        )  # fmt: skip
    return found


def _moved(line: Mapping[str, Any]) -> dict[str, Any]:
    return {**line, "change": line["new"] - (line["old"] or 0)}
