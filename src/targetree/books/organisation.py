"""Units and people: one tree, everybody in it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from targetree.engine.book import Person, Unit
from targetree.engine.findings import Place, error, warning

from .collector import Collector
from .references import AmbiguousError, Directory, check_parents, resolve, unique_ids
from .rows import Rows


@dataclass(frozen=True)
class Organisation:
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    who: Directory
    """Units and people together."""
    persons: Directory
    root: str
    """Id of the company; "" where there is none or more than one."""


def read_organisation(units: Rows, people: Rows, found: Collector) -> Organisation:
    """Units and people with their references resolved; everything wrong with them is a finding."""
    taken: dict[str, tuple[str, int]] = {}
    fresh_units = unique_ids(units, found, taken)
    fresh_people = unique_ids(people, found, taken)
    unit_names = [(k, n) for k, n in zip(units.column("id"), units.column("name", ""), strict=True) if k]
    person_names = [(k, n) for k, n in zip(people.column("id"), people.column("name", ""), strict=True) if k]
    directory, persons = Directory(unit_names, units.complete), Directory(person_names, people.complete)
    parents = resolve(units, "parent", directory, "unknown-parent", found)
    keys = [key if new else None for key, new in zip(units.column("id"), fresh_units, strict=True)]
    check_parents(units, keys, parents, found)
    root = _root(units, keys, parents, found)
    managers = _managers(units, persons, found)
    made_units = []
    factors, names = units.column("over_assign"), units.column("name", "")
    for position, key in enumerate(keys):
        factor = Fraction(1) if factors[position] is None else factors[position]
        if factor <= 0:
            found.add(error("over-assign-not-positive", units.place(position, "over_assign")))
        if key:
            name = names[position] or key
            number = units.numbers[position]
            made_units.append(Unit(key, name, parents[position] or "", managers[position], factor, number))
    return Organisation(
        tuple(made_units),
        _people(people, fresh_people, directory, found),
        Directory([*unit_names, *person_names], units.complete and people.complete),
        persons,
        root,
    )


def _root(units: Rows, keys: list[str | None], parents: list[str | None], found: Collector) -> str:
    roots = [position for position, (key, parent) in enumerate(zip(keys, parents, strict=True)) if key and parent == ""]
    if len(roots) > 1:
        names = [keys[position] for position in roots]
        found.add(error("several-roots", units.place(roots[1], "parent"), ids=names))
        return ""
    if not roots:
        if any(keys) and all(parent for parent in parents):
            found.add(error("no-root", Place("units", None, "parent")))
        return ""
    return keys[roots[0]] or ""


def _managers(units: Rows, persons: Directory, found: Collector) -> list[str]:
    ids = []
    for position, text in enumerate(units.column("manager", "")):
        key: str | None = ""
        if text:
            try:
                key = persons.find(text)
            except AmbiguousError:
                key = None
            if key is None:
                found.add(warning("unknown-manager", units.place(position, "manager")))
        ids.append(key or "")
    return ids


def _people(rows: Rows, fresh: list[bool], units: Directory, found: Collector) -> tuple[Person, ...]:
    homes = resolve(rows, "unit", units, "unknown-unit", found)
    people = []
    rows_of = zip(
        rows.numbers, rows.column("id"), rows.column("name", ""), homes, rows.column("role", ""),
        rows.column("start_date"), rows.column("end_date"), rows.column("capacity"), rows.column("ramp", ()),
        rows.column("weight"), rows.column("carries"), fresh, strict=True,
    )  # fmt: skip
    for position, row in enumerate(rows_of):
        number, key, name, unit, role, start, end, capacity, ramp, weight, carries, new = row
        if start is not None and end is not None and end < start:
            found.add(error("leaves-before-joining", rows.place(position, "end_date"), start=start))
        if new and unit:
            share = 1.0 if capacity is None else float(capacity)
            person = Person(key, name or key, unit, role, start, end, share, ramp, weight, carries is not False, number)
            people.append(person)
    return tuple(people)
