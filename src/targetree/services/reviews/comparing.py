"""Two contents of a plan, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .reading import SECTIONS, Content, Row

_NOT_SAID = frozenset({"id", "depth", "position"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a line, before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """A line that was added, removed or changed."""

    section: str
    """target, support, conditions, points, actions, focuses, checkpoints, requests"""
    how: str
    """added, removed, changed"""
    line: Row
    """The line as it is, or was before it was removed."""
    fields: tuple[FieldChange, ...] = ()


def differences(before: Content, after: Content) -> list[Difference]:
    """In the order of the plan. The same content gives none; swapped ones give the same lines the other way round."""
    found: list[Difference] = []
    old, new = before["plan"], after["plan"]
    fields = [FieldChange("target", old["target"], new["target"])] if old["target"] != new["target"] else []
    fields += [
        FieldChange(f"month-{m}", was, now)
        for m, (was, now) in enumerate(zip(old["months"], new["months"], strict=True))
        if was != now
    ]
    if fields:
        found.append(Difference("target", "changed", new, tuple(fields)))
    support = _fields(_stacked(before["support"]), _stacked(after["support"]))
    if support:
        found.append(Difference("support", "changed", _stacked(after["support"]), support))
    for section in SECTIONS:
        found += _lines(section, before[section], after[section])
    return found


def _lines(section: str, before: list[Row], after: list[Row]) -> list[Difference]:
    old = {row["id"]: row for row in before}
    new = {row["id"]: row for row in after}
    found = []
    for row in after:
        was = old.get(row["id"])
        if was is None:
            found.append(Difference(section, "added", row))
        elif fields := _fields(was, row):
            found.append(Difference(section, "changed", row, fields))
    return found + [Difference(section, "removed", row) for row in before if row["id"] not in new]


def _fields(before: Row, after: Row) -> tuple[FieldChange, ...]:
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if name not in _NOT_SAID and before.get(name) != after.get(name)
    )


def _stacked(support: Row | None) -> Row:
    if support is None:
        return {}
    return {stage: part["expected"] for stage, part in support["parts"].items() if stage != "new"} | {
        "gap": support["gap"]
    }
