"""What the sheets of work plans may name, as far as the actor knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.books.references import Directory
from targetree.books.work_sheets import Known
from targetree.engine.money import SCALES
from targetree.engine.periods import PlanYear
from targetree.services.errors import Conflict
from targetree.store import models as store


@dataclass(frozen=True)
class Names:
    """Codes as the sheets have them, with the ids behind them."""

    known: Known
    nodes: dict[str, int]
    persons: dict[str, int]
    customers: dict[str, int]
    products: dict[str, int]
    kinds: dict[str, str]
    """Of measures: money, count, quantity."""


def names() -> Names:
    """Within a use case: all that row-level security lets the actor see. Raises Conflict before a year is set."""
    company = store.Company.objects.first()
    if company is None:
        raise Conflict("plan-no-year")
    nodes = list(store.Node.objects.filter(archived_at=None).values_list("code", "name", "id"))
    persons = list(store.Person.objects.values_list("code", "name", "id"))
    customers = list(store.Customer.objects.filter(archived_at=None).values_list("code", "name", "id"))
    products = list(store.Product.objects.values_list("code", "name", "id"))
    measures = list(store.Measure.objects.filter(archived_at=None).values_list("code", "name", "kind"))
    kinds = {code: kind for code, _, kind in measures}
    known = Known(
        _directory(nodes), _directory(persons), _directory(products), _directory(customers),
        Directory((code, name) for code, name, _ in measures), PlanYear(company.plan_year, company.year_start),
        lambda code: SCALES[kinds.get(code, "money")],
    )  # fmt: skip
    return Names(known, _ids(nodes), _ids(persons), _ids(customers), _ids(products), kinds)


Listed = list[tuple[str, str, int]]


def _directory(listed: Listed) -> Directory:
    return Directory((code, name) for code, name, _ in listed)


def _ids(listed: Listed) -> dict[str, int]:
    return {code: id for code, _, id in listed}
