"""Rows that ought to be there against rows that are: what is new, what changed, what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

Values = dict[str, Any]


@dataclass
class Difference:
    """What bringing a table into line takes; keys are the rows' own, changes are (field, before, after)."""

    table: str
    new: list[str] = field(default_factory=list)
    changed: dict[str, list[tuple[str, Any, Any]]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    rows_before: int = 0
    rows_after: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def upsert(
    model: type[models.Model], key: str, wanted: Mapping[str, Values], *, keep: bool = True, archive: bool = True
) -> Difference:
    """Bring a keyed table into line with `wanted`; rows that are gone are archived, where the table knows how to.

    With `keep` false nothing is written: the difference alone is the answer.
    """
    manager = model._default_manager
    rows: list[Any] = list(manager.all())
    there: dict[str, Any] = {getattr(row, key): row for row in rows}
    found = Difference(model._meta.db_table, rows_before=len(rows), rows_after=len(wanted))
    changed_rows, fields = [], set[str]()
    can_archive = archive and any(f.name == "archived_at" for f in model._meta.get_fields())
    for name, told in wanted.items():
        row = there.get(name)
        if row is None:
            found.new.append(name)
            continue
        values = {**told, "archived_at": None} if can_archive and row.archived_at is not None else told
        changes = [(f, getattr(row, f), v) for f, v in values.items() if not _same(getattr(row, f), v)]
        if changes:
            found.changed[name] = changes
            for f, _, v in changes:
                setattr(row, f, v)
                fields.add(f.removesuffix("_id"))
            changed_rows.append(row)
    if can_archive:
        found.gone = [n for n, row in there.items() if n not in wanted and row.archived_at is None]
    if not keep:
        return found
    manager.bulk_create([model(**{key: name}, **wanted[name]) for name in found.new], batch_size=1000)
    if changed_rows:
        manager.bulk_update(changed_rows, sorted(fields), batch_size=500)
    if found.gone:
        manager.filter(**{f"{key}__in": found.gone}).update(archived_at=timezone.now())
    return found


def replace(model: type[models.Model], wanted: Sequence[Values], *, keep: bool = True) -> Difference:
    """Bring a table without keys into line: where the rows as a whole differ, all are written anew."""
    manager = model._default_manager
    fields = sorted(wanted[0]) if wanted else [
        f.attname for f in model._meta.concrete_fields if not f.primary_key
    ]  # fmt: skip
    before: list[tuple[Any, ...]] = list(manager.values_list(*fields))
    after = [tuple(row[f] for f in fields) for row in wanted]
    found = Difference(model._meta.db_table, rows_before=len(before), rows_after=len(after))
    if sorted(map(repr, before)) == sorted(map(repr, after)):
        return found
    was, becomes = set(before), set(after)
    found.new = [repr(row) for row in after if row not in was]
    found.gone = [repr(row) for row in before if row not in becomes]
    if keep:
        manager.all().delete()
        manager.bulk_create([model(**row) for row in wanted], batch_size=1000)
    return found


def ids(model: type[models.Model], key: str = "code") -> dict[str, int]:
    """Row ids by key."""
    return dict(model._default_manager.values_list(key, "id"))


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, list) or isinstance(b, (list, tuple)):
        return list(a or ()) == list(b or ())
    return bool(a == b)
