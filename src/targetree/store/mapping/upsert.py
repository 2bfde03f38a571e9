"""Rows that ought to be there against rows that are: what is new, what changed, what is gone; and only that written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.utils import timezone

Values = dict[str, Any]
Change = tuple[str, Any, Any]
"""Field, before, after."""
_AT_A_TIME = 2000


@dataclass
class Difference:
    """What bringing a table into line takes, by the rows' own keys (numbers, where a table has none)."""

    table: str
    """The planning book's table."""
    new: dict[str, Values] = field(default_factory=dict)
    changed: dict[str, list[Change]] = field(default_factory=dict)
    gone: dict[str, Values] = field(default_factory=dict)
    further_new: int = 0
    """Rows beside those listed, where a table has too many to list."""
    further_gone: int = 0
    rows_before: int = 0
    rows_after: int = 0

    def __bool__(self) -> bool:
        return any(self.counts)

    @property
    def counts(self) -> tuple[int, int, int]:
        """New, changed, gone."""
        return len(self.new) + self.further_new, len(self.changed), len(self.gone) + self.further_gone


def upsert(
    table: str,
    model: type[models.Model],
    key: str,
    wanted: Mapping[Any, Values],
    *,
    quiet: Collection[str] = (),
    gone: str = "archive",
) -> Difference:
    """Bring a keyed table into line with `wanted`, which all name the same fields.

    Rows that are gone are archived, deleted or kept (`gone`). Changes of `quiet` fields are written, not told. A new
    row may bring its `id`.
    """
    fields = [name for name in next(iter(wanted.values()), {}) if name != "id"]
    archives = gone == "archive" and _has(model, "archived_at")
    found, changed, lost = Difference(table, rows_after=len(wanted)), [], []
    seen = set()
    names = ["pk", key, *fields, *(["archived_at"] if archives else [])]
    for pk, name, *rest in model._default_manager.values_list(*names):
        archived = rest.pop() if archives else None
        found.rows_before += archived is None
        told = wanted.get(name)
        if told is None:
            if gone != "keep" and archived is None:
                lost.append(pk)
                found.gone[str(name)] = dict(zip(fields, rest, strict=True))
            continue
        seen.add(name)
        values = [told[f] for f in fields]
        if values == rest and archived is None:
            continue
        changes = [(f, a, b) for f, a, b in zip(fields, rest, values, strict=True) if a != b]
        if archived is not None:
            changes.append(("archived_at", archived, None))
        if changes:
            changed.append({"id": pk, **told, **({"archived_at": None} if archives else {})})
        if any(f not in quiet for f, *_ in changes):
            found.changed[str(name)] = [change for change in changes if change[0] not in quiet]
    found.new = {str(name): told for name, told in wanted.items() if name not in seen}
    insert(model, [{key: name, **told} for name, told in wanted.items() if name not in seen])
    update(model, changed)
    if lost and archives:
        model._default_manager.filter(pk__in=lost).update(archived_at=timezone.now())
    elif lost:
        model._default_manager.filter(pk__in=lost).delete()
    return found


def replace(table: str, model: type[models.Model], wanted: Sequence[Values]) -> Difference:
    """Bring a table without keys into line: rows are the same where all their fields are."""
    fields = sorted(wanted[0]) if wanted else [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    found = Difference(table, rows_after=len(wanted))
    there: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for pk, *rest in model._default_manager.values_list("pk", *fields):
        there[tuple(rest)].append(pk)
        found.rows_before += 1
    fresh = []
    for number, row in enumerate(wanted):
        known = there.get(tuple(row[f] for f in fields))
        if known:
            known.pop()
        else:
            fresh.append(row)
            found.new[str(number)] = row
    lost = [(pk, values) for values, pks in there.items() for pk in pks]
    found.gone = {str(at): dict(zip(fields, values, strict=True)) for at, (_, values) in enumerate(lost)}
    if lost:
        model._default_manager.filter(pk__in=[pk for pk, _ in lost]).delete()
    insert(model, fresh)
    return found


def ids(model: type[models.Model], key: str = "code") -> dict[str, int]:
    """Row ids by key."""
    return dict(model._default_manager.values_list(key, "id"))


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for rows to come, so that they can refer to each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def insert(model: type[models.Model], rows: Sequence[Values]) -> None:
    """Write new rows; fields that they do not name have their defaults."""
    if not rows:
        return
    default = {f.attname: f.get_default() for f in _fields(model) if not f.primary_key}
    columns = list({**default, **rows[0]})
    listed = _listed(columns)
    query = f"INSERT INTO {model._meta.db_table} ({listed}) SELECT {listed} FROM {_recordset(model, columns)}"
    for part in _parts([default | row for row in rows]):
        _execute(query, part)


def update(model: type[models.Model], rows: Sequence[Values]) -> None:
    """Write the fields that the rows name, beside their `id`."""
    if not rows:
        return
    columns = list(rows[0])
    told = ", ".join(f'"{name}" = row."{name}"' for name in columns if name != "id")
    query = f"UPDATE {model._meta.db_table} t SET {told} FROM {_recordset(model, columns)} WHERE t.id = row.id"
    for part in _parts(rows):
        _execute(query, part)


def _recordset(model: type[models.Model], columns: Sequence[str]) -> str:
    types = {f.attname: f.rel_db_type(connection) if f.primary_key else f.db_type(connection) for f in _fields(model)}
    return f"jsonb_to_recordset(%s::jsonb) AS row ({', '.join(f'{_quoted(name)} {types[name]}' for name in columns)})"


def _execute(query: str, rows: Sequence[Values]) -> None:
    text = json.dumps(rows, default=str, ensure_ascii=False).replace("\\u0000", "")
    with connection.cursor() as cursor:
        cursor.execute(query, [text])


def _parts(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    return (rows[start : start + _AT_A_TIME] for start in range(0, len(rows), _AT_A_TIME))


def _fields(model: type[models.Model]) -> Sequence[Any]:
    return model._meta.concrete_fields


def _has(model: type[models.Model], name: str) -> bool:
    return any(f.name == name for f in _fields(model))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_quoted, names))
