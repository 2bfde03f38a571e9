"""Strategy (M1): the statements, which targets serve each, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.services.access import Actor, require, use_case
from targetree.services.agreement.answers import text
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.versioning.showing import Shown, shown_version
from targetree.store import models as store
from targetree.store.arrays import rows

from .receipts import product_names


@dataclass(frozen=True, slots=True)
class TargetServed:
    """A target that serves a statement. Amounts are None where the node is not the actor's to see."""

    link: int | None
    """None: named by a hold, and changed there."""
    sheet: int
    measure: str
    measure_name: str
    builtin: bool
    scale: int
    node: int
    node_name: str | None
    what: str
    what_name: str
    target: int | None
    actual: int | None
    year_before: int | None
    """None too where that year is not over in what was brought in."""
    committed: int | None
    attained: float
    """The part of the target that was reached in the plan year."""
    promised: float
    """The part of the target that people have committed to, among those who answered."""
    seen: bool
    may_unlink: bool

    @property
    def growth(self) -> float | None:
        """Target against the year before."""
        return self.target / self.year_before - 1 if self.target and self.year_before else None


@dataclass(frozen=True, slots=True)
class StatementShown:
    id: int
    code: str
    text: str
    quarter: str
    targets: tuple[TargetServed, ...]


@dataclass(frozen=True)
class StrategyShown:
    shown: Shown | None
    statements: tuple[StatementShown, ...]
    archived: tuple[StatementShown, ...]
    """For those who may bring them back."""
    may_edit: bool
    may_link: bool


@dataclass(frozen=True, slots=True)
class LinkChoices:
    """What can be linked: (code, name, built in) of measures, (id, name, depth) of units, (code, name) of products."""

    measures: tuple[tuple[str, str, bool], ...]
    units: tuple[tuple[int, str, int], ...]
    products: tuple[tuple[str, str], ...]


@use_case
def strategy(*, actor: Actor, version: int | None = None, today: date | None = None) -> StrategyShown:
    """All statements in their order, with the progress of what serves them. Everybody with a role reads them."""
    if not actor.roles:
        raise Denied("not-allowed")
    shown = shown_version(actor=actor, chosen=version) if actor.may("plan") else None
    targets = _targets(actor, shown, today or timezone.localdate()) if shown else {}
    with rows() as cursor:
        cursor.execute(
            "SELECT id, code, statement, quarter, archived_at IS NOT NULL FROM statements ORDER BY position, id"
        )
        found = cursor.fetchall()
    statements = [(StatementShown(id, code, said, quarter, targets.get(id, ())), gone)
                  for id, code, said, quarter, gone in found]  # fmt: skip
    may_edit = actor.may("administer")
    return StrategyShown(
        shown,
        tuple(s for s, gone in statements if not gone),
        tuple(s for s, gone in statements if gone) if may_edit else (),
        may_edit,
        may_link=shown is not None and bool(actor.roles & {"director", "operations", "manager"}),
    )


def _targets(actor: Actor, shown: Shown, today: date) -> dict[int, tuple[TargetServed, ...]]:
    with rows() as cursor:
        cursor.execute(_SERVED, [shown.version, today])
        found = cursor.fetchall()
    names = product_names({row[9] for row in found} - {""})
    served: dict[int, list[TargetServed]] = {}
    for (statement, link, sheet, code, name, builtin, kind, node, node_name, what, target, actual, before, committed,
         seen, attained, promised, path) in found:  # fmt: skip
        steps = [] if path is None else [int(n) for n in path]
        served.setdefault(statement, []).append(
            TargetServed(
                link, sheet, code, name, builtin, SCALES[kind], node, node_name, what, names.get(what, what), target,
                actual, before, committed, (attained or 0) / 1e6, (promised or 0) / 1e6, seen,
                may_unlink=link is not None and bool(steps) and _may_link(actor, steps),
            )
        )  # fmt: skip
    return {statement: tuple(of) for statement, of in served.items()}


def _may_link(actor: Actor, path: Sequence[int]) -> bool:
    return actor.may("administer") or ("manager" in actor.roles and actor.may("edit_targets", path))


@use_case
def write_statement(
    *, actor: Actor, statement: int | None = None, words: str, quarter: str = "", why: str = ""
) -> int:  # fmt: skip
    """Add a statement, or change one. Returns its id. Raises Invalid for one that says nothing."""
    require(actor, "administer")
    said, quarter = text(words), text(quarter)
    if not said:
        raise Invalid("statement-empty")
    if len(quarter) > 10:
        raise Invalid("statement-quarter")
    if statement is not None:
        found = _statement(statement)
        found.statement, found.quarter = said, quarter
        found.save(update_fields=["statement", "quarter"])
        return statement
    last = store.Statement.objects.aggregate(last=Max("position"))["last"]
    new = store.Statement.objects.create(
        code=_free_code(), statement=said, quarter=quarter, position=0 if last is None else last + 1
    )
    return int(new.id)


def _free_code() -> str:
    taken = set(store.Statement.objects.values_list("code", flat=True))
    number = 1
    while f"ST{number}" in taken:
        number += 1
    return f"ST{number}"


@use_case
def archive_statement(*, actor: Actor, statement: int, back: bool = False, why: str = "") -> None:
    """Put a statement away, with its links kept, or bring it `back`."""
    require(actor, "administer")
    found = _statement(statement)
    found.archived_at = None if back else timezone.now()
    found.save(update_fields=["archived_at"])


@use_case
def order_statements(*, actor: Actor, statements: Sequence[int], why: str = "") -> None:
    """Put these statements into this order; others keep theirs behind them."""
    require(actor, "administer")
    order = {id: at for at, id in enumerate(dict.fromkeys(statements))}
    present = list(store.Statement.objects.select_for_update().order_by("position", "id"))
    if not order.keys() <= {s.id for s in present}:
        raise Missing("not-found")
    for at, found in enumerate(sorted(present, key=lambda s: order.get(s.id, len(order)))):
        if found.position != at:
            found.position = at
            found.save(update_fields=["position"])


@use_case
def link_target(
    *, actor: Actor, statement: int, measure: str, node: int, what: str = "", why: str = ""
) -> int:  # fmt: skip
    """A node's target of a measure (of one product, where named) serves the statement, instead of any other so far.

    Those below inherit it until they name their own. Returns the link's id.
    """
    unit = store.Node.objects.filter(id=node, archived_at=None).first()
    if unit is None:
        raise Missing("not-found")
    require(actor, "edit_targets", unit.path)
    found = store.Statement.objects.filter(id=statement, archived_at=None).first()
    of = store.Measure.objects.filter(code=measure, archived_at=None).first()
    if found is None or of is None or (what and not store.Product.objects.filter(code=what).exists()):
        raise Missing("not-found")
    if what and of.activity:
        raise Invalid("activity-has-no-products")
    link, _ = store.StatementLink.objects.update_or_create(
        measure=of, node=unit, what=what, defaults={"statement": found}
    )
    return int(link.id)


@use_case
def unlink_target(*, actor: Actor, link: int, why: str = "") -> None:
    """The target names no statement any more; what stands above it is inherited again."""
    found = store.StatementLink.objects.filter(id=link).select_related("node").first()
    if found is None:
        raise Missing("not-found")
    require(actor, "edit_targets", found.node.path)
    found.delete()


@use_case
def link_choices(*, actor: Actor, version: int | None = None) -> LinkChoices:
    """Measures, units and products that the actor may link; three queries."""
    shown = shown_version(actor=actor, chosen=version)
    if shown is None or not actor.roles & {"director", "operations", "manager"}:
        return LinkChoices((), (), ())
    with rows() as cursor:
        cursor.execute(
            "SELECT m.code, m.name, m.builtin FROM sheets s JOIN measures m ON m.id = s.measure_id"
            " WHERE s.version_id = %s AND s.tier = 'base' ORDER BY m.position, m.id",
            [shown.version],
        )
        measures = tuple(cursor.fetchall())
        cursor.execute(
            "SELECT n.id, n.name, p.path FROM places p JOIN nodes n ON n.id = p.node_id AND n.kind = 'unit'"
            " WHERE p.version_id = %s ORDER BY p.position",
            [shown.version],
        )
        units = [(id, name, [int(n) for n in path]) for id, name, path in cursor.fetchall()]
        cursor.execute("SELECT code, name FROM products WHERE archived_at IS NULL ORDER BY code")
        products = tuple(cursor.fetchall())
    mine = [(id, name, len(path) - 1) for id, name, path in units if actor.may("edit_targets", path)]
    least = min((depth for *_, depth in mine), default=0)
    return LinkChoices(measures, tuple((id, name, depth - least) for id, name, depth in mine), products)


def _statement(id: int) -> store.Statement:
    found = store.Statement.objects.select_for_update().filter(id=id).first()
    if found is None:
        raise Missing("not-found")
    return found


_SERVED = """
SELECT f.statement, f.link, f.sheet, m.code, m.name, m.builtin, m.kind, f.node, f.node_name, f.what, f.target,
  f.actual,
  CASE WHEN f.last_day >= (SELECT year_start FROM company) - 31 THEN f.year_before END, f.committed, f.seen,
  f.attained_ppm, f.committed_ppm, n.path
FROM targetree_served(%s, %s) f JOIN measures m ON m.id = f.measure LEFT JOIN nodes n ON n.id = f.node
ORDER BY f.statement, f.what <> '', cardinality(n.path) NULLS LAST, m.position, f.node, f.what
"""
