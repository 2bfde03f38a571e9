"""Measures: the built-in ones, which can be hidden, and the company's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.structure.nodes import good_code, named
from targetree.store import models as store


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure; built-in ones are shown by their name in the reader's language. `planned`: it has targets."""

    id: int
    code: str
    name: str
    kind: str
    activity: bool
    builtin: bool
    hidden: bool
    planned: bool


@use_case
def measures_shown(*, actor: Actor, hidden: bool = True) -> list[MeasureShown]:
    """In their order."""
    require(actor, "plan")
    found = store.Measure.objects.annotate(planned=Exists(store.Sheet.objects.filter(measure=OuterRef("id"))))
    if not hidden:
        found = found.filter(archived_at=None)
    return [
        MeasureShown(m.id, m.code, m.name, m.kind, m.activity, m.builtin, m.archived_at is not None, m.planned)
        for m in found.order_by("position", "id")
    ]


@use_case
def add_measure(*, actor: Actor, code: str, name: str, kind: str, activity: bool = False, why: str = "") -> str:
    """The company's own measure; the next plan can have targets for it. Returns its code."""
    require(actor, "administer")
    code = good_code(code)
    if store.Measure.objects.filter(code=code).exists():
        raise Conflict("measure-code-taken", id=code)
    last = store.Measure.objects.aggregate(last=Max("position"))["last"] or 0
    store.Measure.objects.create(code=code, name=_name(name), kind=_kind(kind), activity=activity, position=last + 1)
    return code


@use_case
def change_measure(
    *, actor: Actor, measure: str, name: str | None = None, kind: str | None = None, activity: bool | None = None,
    hidden: bool | None = None, why: str = "",
) -> None:  # fmt: skip
    """Change what is given. Of a built-in measure only whether it is hidden."""
    require(actor, "administer")
    row = _measure(measure)
    differs = (name not in (None, row.name)) or (kind not in (None, row.kind)) or activity not in (None, row.activity)
    if row.builtin and differs:
        raise Conflict("measure-is-built-in")
    planned = store.Sheet.objects.filter(measure=row).exists()
    if planned and (kind not in (None, row.kind) or activity not in (None, row.activity)):
        raise Conflict("measure-planned", measure=row.name)
    if name is not None and not row.builtin:
        row.name = _name(name, row.id)
    if kind is not None:
        row.kind = _kind(kind)
    if activity is not None:
        row.activity = activity
    if hidden is not None:
        row.archived_at = (row.archived_at or timezone.now()) if hidden else None
    row.save()


def _name(name: str, own: int | None = None) -> str:
    name = named(name)
    if store.Measure.objects.filter(name=name).exclude(id=own or 0).exists():
        raise Conflict("measure-code-taken", id=name)
    return name


def _kind(kind: str) -> str:
    if kind not in SCALES:
        raise Invalid("measure-kind")
    return kind


def _measure(code: str) -> store.Measure:
    found = store.Measure.objects.filter(code=code).first()
    if found is None:
        raise Missing("no-such-measure", id=code)
    return found
