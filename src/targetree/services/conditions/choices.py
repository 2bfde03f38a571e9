"""What a condition can be about: people, products, customers, opportunities, measures, as the actor may choose them."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import plan_head
from targetree.store import models as store

MOST = 400
"""Customers or opportunities to choose from, the largest first; more are found by name in no list."""


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    id: int
    code: str
    name: str
    builtin: bool
    kind: str


@dataclass(frozen=True)
class Choices:
    """(id, name) each."""

    people: tuple[tuple[int, str], ...]
    products: tuple[tuple[int, str], ...]
    """Depth-first; names of those below a category are indented."""
    customers: tuple[tuple[int, str], ...]
    opportunities: tuple[tuple[int, str], ...]
    stages: tuple[str, ...]
    """Of opportunities, those least likely to be won first."""
    measures: tuple[MeasureChoice, ...]


@use_case
def choices_of(*, actor: Actor, plan: int) -> Choices:
    """For a plan: its own people and those above them, its customers and open opportunities."""
    head = plan_head(actor, "see_targets", plan)
    seats = store.Node.objects.filter(path__contains=[head.node], kind=store.Node.SEAT, archived_at=None)
    below = set(seats.values_list("person_id", flat=True))
    managers = store.Node.objects.filter(archived_at=None, manager__isnull=False)
    chain = set(managers.filter(id__in=head.path).values_list("manager_id", flat=True))
    chain |= set(managers.filter(path__contains=[head.node]).values_list("manager_id", flat=True))
    people = store.Person.objects.filter(id__in=below | chain).order_by("name", "id").values_list("id", "name")
    customers = store.Customer.objects.filter(owner_id__in=below, archived_at=None).order_by("name", "id")
    deals = store.Opportunity.objects.filter(owner_id__in=below, outcome="", closed=None).order_by("-amount_fen", "id")
    stages = dict.fromkeys(
        stage
        for stage, _ in store.Opportunity.objects.filter(outcome="", closed=None).exclude(stage="")
        .order_by("win_probability", "stage").values_list("stage", "win_probability").distinct()
    )  # fmt: skip
    measures = store.Measure.objects.filter(archived_at=None).order_by("position", "id")
    return Choices(
        tuple(people), _products(), tuple(customers.values_list("id", "name")[:MOST]),
        tuple((id, f"{code} {name}") for id, code, name in deals.values_list("id", "code", "customer__name")[:MOST]),
        tuple(stages), tuple(MeasureChoice(m.id, m.code, m.name, m.builtin, m.kind) for m in measures),
    )  # fmt: skip


def _products() -> tuple[tuple[int, str], ...]:
    below: dict[int | None, list[store.Product]] = {}
    for row in store.Product.objects.filter(archived_at=None).order_by("code"):
        below.setdefault(row.parent_id, []).append(row)
    found: list[tuple[int, str]] = []

    def put(parent: int | None, depth: int) -> None:
        for row in below.get(parent, []):
            found.append((row.id, "\N{EM SPACE}" * depth + row.name))
            put(row.id, depth + 1)

    put(None, 0)
    return tuple(found)
