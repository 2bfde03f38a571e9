"""People: add them to a unit, change what is known of them. Moving and leaving are in `transferring`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid
from targetree.store import models as store

from .nodes import named, new_code, person_with, unit_with
from .rearranging import lock_organisation, renew_versions

TEXTS = ("title", "duties", "decisions", "handoffs")
_PLANNED_WITH = ("start_date", "capacity", "ramp", "weight", "carries")
"""What plans rest on."""


@dataclass(frozen=True, slots=True)
class PersonDone:
    """A person after a change. `stale`: plans made before rest on what was; `closed` months hold targets still."""

    code: str
    stale: bool = False


@use_case
def add_person(
    *, actor: Actor, code: str, name: str, unit: str, title: str = "", start_date: date | None = None,
    capacity: float = 1.0, ramp: tuple[float, ...] = (), weight: float | None = None, carries: bool = True,
    why: str = "",
) -> PersonDone:  # fmt: skip
    """Somebody new, with a seat in the unit; in plans that are not published the seat stands with zeros."""
    require(actor, "administer")
    versions = lock_organisation()
    facts = _checked({"capacity": capacity, "ramp": ramp, "weight": weight, "title": title})
    person = store.Person.objects.create(
        code=new_code(code), name=named(name), start_date=start_date, carries=carries, **facts
    )
    store.Node.objects.create(
        code=person.code, kind=store.Node.SEAT, name=person.name, parent=unit_with(unit), path=[], position=0,
        person=person,
    )  # fmt: skip
    renew_versions(versions)
    return PersonDone(person.code, stale=carries)


@use_case
def change_person(*, actor: Actor, person: str, changes: Mapping[str, object], why: str = "") -> PersonDone:
    """Change name, title, role card, start_date, capacity, ramp, weight or carries."""
    require(actor, "administer")
    versions = lock_organisation()
    found = person_with(person)
    told = dict(changes)
    unknown = set(told) - {"name", "start_date", "carries", *TEXTS, *_PLANNED_WITH}
    if unknown:
        raise Invalid("no-such-field", field=", ".join(sorted(unknown)))
    if "name" in told:
        told["name"] = named(str(told["name"]))
    told = _checked(told)
    start = told.get("start_date", found.start_date)
    if isinstance(start, date) and found.end_date is not None and start > found.end_date:
        raise Invalid("last-day-before-first", date=start.isoformat())
    before = {f: getattr(found, f) for f in _PLANNED_WITH}
    for field, value in told.items():
        setattr(found, field, value)
    found.save(update_fields=sorted(told) or None)
    if "name" in told:
        store.Node.objects.filter(person=found).exclude(name=found.name).update(name=found.name)
    stale = any(getattr(found, f) != before[f] for f in _PLANNED_WITH)
    if stale:
        renew_versions(versions)
    return PersonDone(found.code, stale)


@use_case
def remove_person(*, actor: Actor, person: str, why: str = "") -> None:
    """Take somebody out who was added by mistake: nothing may hang on them yet."""
    require(actor, "administer")
    lock_organisation()
    found = person_with(person)
    seats = list(store.Node.objects.filter(person=found).values_list("id", flat=True))
    hangs = (
        store.Line.objects.filter(node__in=seats).exclude(year=0).exists()
        or store.Edit.objects.filter(node__in=seats).exists()
        or store.LineChange.objects.filter(node__in=seats).exists()
        or store.Hold.objects.filter(node__in=seats).exists()
        or store.Commitment.objects.filter(node__in=seats).exists()
        or store.Comment.objects.filter(node__in=seats).exists()
        or store.Actual.objects.filter(person=found).exists()
        or store.Customer.objects.filter(owner=found).exists()
        or store.Opportunity.objects.filter(owner=found).exists()
        or store.Receivable.objects.filter(owner=found).exists()
        or store.Place.objects.filter(node__in=seats, version__status=store.Version.PUBLISHED).exists()
    )
    if hangs:
        raise Conflict("person-has-history", person=found.name)
    for model in (store.Line, store.ReceiptLine, store.CustomerLine, store.Place):
        model._default_manager.filter(node__in=seats).delete()
    store.Node.objects.filter(id__in=seats).delete()
    found.delete()
    for version in store.Version.objects.exclude(status=store.Version.PUBLISHED):
        version.organisation += 1
        version.save(update_fields=["organisation"])


def _checked(told: dict[str, object]) -> dict[str, object]:
    for field in TEXTS:
        if field in told:
            told[field] = str(told[field] or "").strip()[: 120 if field == "title" else 4000]
    if "capacity" in told:
        capacity = told["capacity"]
        if not isinstance(capacity, int | float) or not 0 <= capacity <= 10:
            raise Invalid("capacity-out-of-range")
        told["capacity"] = float(capacity)
    if told.get("weight") is not None:
        weight = told["weight"]
        if not isinstance(weight, int | float) or not 0 <= weight <= 1e9:
            raise Invalid("weight-out-of-range")
    if "ramp" in told:
        ramp = told["ramp"]
        if not isinstance(ramp, list | tuple) or len(ramp) > 24:
            raise Invalid("ramp-not-good")
        steps = [float(step) for step in ramp]
        if any(not 0 <= step <= 2 for step in steps):
            raise Invalid("ramp-not-good")
        told["ramp"] = steps
    return told
