"""What is wrong, doubtful or worth knowing about a book: a code, a place and the values of the sentence.

The sentences themselves live in `targetree.terms.sentences`, one for each code and language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the book: a table's slug, and where known the source row (1-based, headings counted), column, value.

    `who`, `what`, `when` name a cell of the plan where the finding is about one.
    """

    table: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    who: str = ""
    what: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `values` fill the sentence of `code`; they are str, int, float, date, Amount or lists of these."""

    severity: Severity
    code: str
    place: Place = Place()
    values: dict[str, object] = field(default_factory=dict)


def error(code: str, place: Place = Place(), **values: object) -> Finding:
    return Finding("error", code, place, values)


def warning(code: str, place: Place = Place(), **values: object) -> Finding:
    return Finding("warning", code, place, values)


def note(code: str, place: Place = Place(), **values: object) -> Finding:
    return Finding("note", code, place, values)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(f.severity == "error" for f in findings)
