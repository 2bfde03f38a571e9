"""Customers: find them, change what is known of them, hand them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from targetree.engine.money import LARGEST_AMOUNT
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.structure.nodes import good_code, named, person_with
from targetree.store import models as store

STAGES = ("past", "current", "future", "")
_LENGTHS = {"traits": 4000, "habits": 4000, "city": 80, "address": 300}
_RANGES: dict[str, tuple[float, float]] = {
    "latitude": (-90, 90), "longitude": (-180, 180), "visit_every_days": (1, 1000), "repeat_rate": (0, 1),
    "expected_amount_fen": (0, LARGEST_AMOUNT),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CustomerShown:
    """A customer (M16: traits, habits, how often to visit)."""

    id: int
    code: str
    name: str
    owner: str
    owner_name: str
    stage: str
    traits: str
    habits: str
    city: str
    address: str
    latitude: float | None
    longitude: float | None
    visit_every_days: int | None
    repeat_rate: float | None
    expected_amount_fen: int | None
    archived: bool


@use_case
def customers_shown(
    *, actor: Actor, search: str = "", owner: str = "", stage: str = "", archived: bool = False, after: int = 0,
    limit: int = 50, beyond: int | None = None,
) -> tuple[list[CustomerShown], int]:  # fmt: skip
    """Customers by code from the `after`-th on, and how many there are in all; `owner` "-": those without one.

    With `beyond` those with a larger id, by id: for programs that read all of them.
    """
    require(actor, "plan")
    found = store.Customer.objects.select_related("owner")
    if not archived:
        found = found.filter(archived_at=None)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(code__icontains=search) | Q(city__icontains=search))
    if owner:
        found = found.filter(owner=None) if owner == "-" else found.filter(owner__code=owner)
    if stage in STAGES[:3]:
        found = found.filter(stage=stage)
    if beyond is not None:
        return [_shown(row) for row in found.filter(id__gt=beyond).order_by("id")[:limit]], found.count()
    return [_shown(row) for row in found.order_by("code")[after : after + limit]], found.count()


@use_case
def customer_shown(*, actor: Actor, customer: str) -> CustomerShown:
    """One customer. Raises Missing."""
    require(actor, "plan")
    return _shown(_customer(customer))


@use_case
def add_customer(*, actor: Actor, code: str, name: str, facts: Mapping[str, object], why: str = "") -> str:
    """A new customer; `facts` as in `change_customer`. Returns its code."""
    require(actor, "administer")
    code = good_code(code)
    if store.Customer.objects.filter(code=code).exists():
        raise Conflict("customer-code-taken", id=code)
    row = store.Customer(code=code, name=named(name), **_checked(facts))
    row.save()
    return row.code


@use_case
def change_customer(*, actor: Actor, customer: str, facts: Mapping[str, object], why: str = "") -> None:
    """Change what is given of name, owner (a person's code, "" for nobody) and the fields of `CustomerShown`."""
    require(actor, "administer")
    row, told = _customer(customer), dict(facts)
    if "name" in told:
        row.name = named(str(told.pop("name")))
    for field, value in _checked(told).items():
        setattr(row, field, value)
    row.save()


@use_case
def archive_customer(*, actor: Actor, customer: str, back: bool = False, why: str = "") -> None:
    """The customer is not worked on any more, or is again."""
    require(actor, "administer")
    row = _customer(customer)
    row.archived_at = None if back else timezone.now()
    row.save(update_fields=["archived_at"])


@use_case
def hand_over(*, actor: Actor, to: str, customers: Sequence[str] = (), owner: str = "", why: str = "") -> int:
    """Give these customers, or all of `owner`'s, to another person, open opportunities with them. Returns how many."""
    require(actor, "administer")
    if not to or to == owner:
        raise Invalid("hand-over-nobody")
    heir = _present(to)
    found = store.Customer.objects.filter(archived_at=None).exclude(owner=heir)
    found = found.filter(code__in=list(customers)) if customers else found.filter(owner__code=owner or "\0")
    ids = list(found.order_by("id").values_list("id", flat=True))
    if not ids:
        raise Invalid("hand-over-nobody")
    store.Opportunity.objects.filter(customer__in=ids, outcome="").update(owner=heir)
    store.Receivable.objects.filter(customer__in=ids).update(owner=heir)
    return store.Customer.objects.filter(id__in=ids).update(owner=heir)


def _customer(code: str) -> store.Customer:
    found = store.Customer.objects.filter(code=code).select_related("owner").first()
    if found is None:
        raise Missing("no-such-customer", id=code)
    return found


def _present(code: str) -> store.Person:
    person = person_with(code)
    if person.end_date is not None and person.end_date < timezone.localdate():
        raise Invalid("owner-has-left", person=person.name, date=person.end_date.isoformat())
    return person


def _checked(facts: Mapping[str, object]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field, value in facts.items():
        if field == "owner":
            told["owner"] = _present(str(value)) if value else None
        elif field == "stage":
            if value not in STAGES:
                raise Invalid("customer-value", field=field, rule=" / ".join(STAGES[:3]))
            told[field] = value
        elif field in _LENGTHS:
            text = str(value or "").strip()
            if len(text) > _LENGTHS[field]:
                raise Invalid("customer-value", field=field, rule=f"≤ {_LENGTHS[field]}")
            told[field] = text
        elif field in _RANGES:
            least, most = _RANGES[field]
            if value is not None and not (isinstance(value, int | float) and least <= value <= most):
                raise Invalid("customer-value", field=field, rule=f"{least:g} … {most:g}")
            told[field] = value
        else:
            raise Invalid("no-such-field", field=field)
    return told


def _shown(row: store.Customer) -> CustomerShown:
    return CustomerShown(
        row.id, row.code, row.name, row.owner.code if row.owner else "", row.owner.name if row.owner else "",
        row.stage, row.traits, row.habits, row.city, row.address, row.latitude, row.longitude, row.visit_every_days,
        row.repeat_rate, row.expected_amount_fen, row.archived_at is not None,
    )  # fmt: skip
