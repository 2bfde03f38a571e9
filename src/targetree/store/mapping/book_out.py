"""The tables as a planning book: what `book_in` brings in, given back row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from targetree.engine.money import SCALES
from targetree.engine.periods import PlanYear
from targetree.store import models as store
from targetree.store.arrays import rows

from .stated import stated_targets

Row = dict[str, object]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class BookOut:
    """A planning book out of the tables. `version`: the organisation and the holds are that version's."""

    version: int | None
    unit: int = 1
    """What amounts of money are in: 1 for the main unit, 10000 for 万元."""
    live: bool = False
    """The organisation as it is, whatever the version; targets only of those who are still there."""

    @property
    def tables(self) -> Mapping[str, Callable[[], list[Row]]]:
        """The rows of each table of the planning book by column slug, told when they are asked for."""
        return {
            "company": self._company, "units": self._units, "people": self._people, "products": self._products,
            "measures": self._measures, "targets": self._targets, "strategy": self._strategy,
            "customers": self._customers, "opportunities": self._opportunities, "actuals": self._actuals,
            "calendar": self._calendar, "funnel": self._funnel, "receivables": self._receivables,
            "market": self._market, "rewards": self._rewards,
        }  # fmt: skip

    def money(self, fen: int | None, unit: int | None = None) -> int | Decimal | None:
        """Main units (or the book's unit) of smallest units, exact."""
        if fen is None:
            return None
        amount = Decimal(fen) / (100 * (self.unit if unit is None else unit))
        return int(amount) if amount == amount.to_integral_value() else amount

    def _measured(self, amount: int, kind: str) -> int | Decimal | None:
        if kind == "money":
            return self.money(amount)
        return amount if SCALES[kind] == 1 else self.money(amount, 1)

    @cached_property
    def _nodes(self) -> dict[int, store.Node]:
        """Units and seats in depth-first order, each with its parent's id as it stands in the version."""
        nodes = store.Node.objects.select_related("person", "manager")
        if self.version is None or self.live:
            return {n.id: n for n in nodes.filter(archived_at=None).order_by("position")}
        places = store.Place.objects.filter(version_id=self.version).order_by("position")
        parents = dict(places.values_list("node_id", "parent_id"))
        known = nodes.in_bulk(parents)
        for key, parent in parents.items():
            known[key].parent_id = parent
        return {key: known[key] for key in parents}

    @cached_property
    def _codes(self) -> dict[int | None, str]:
        return {None: "", **dict(store.Node.objects.values_list("id", "code"))}

    def _company(self) -> list[Row]:
        c = store.Company.objects.get()
        values: Row = {
            "name": c.name, "plan_year": c.plan_year, "year_start": c.year_start, "currency": c.currency,
            "country": c.country, "amount_unit": self.unit, "round_to": self.money(c.round_to_fen, 1),
            "basis": c.basis, "seasonality": c.seasonality,
        }  # fmt: skip
        return [{"setting": name, "value": value} for name, value in values.items()]

    def _units(self) -> list[Row]:
        return [
            {
                "id": n.code, "name": n.name, "parent": self._codes[n.parent_id],
                "manager": n.manager.code if n.manager else None,
                "over_assign": None if n.over_assign == 1 else n.over_assign.normalize(),
            }
            for n in self._nodes.values() if n.kind == store.Node.UNIT
        ]  # fmt: skip

    def _people(self) -> list[Row]:
        found: list[Row] = []
        for n in self._nodes.values():
            p = n.person
            if p is not None:
                found.append({
                    "id": n.code, "name": n.name, "unit": self._codes[n.parent_id], "role": p.title,
                    "start_date": n.starts or p.start_date, "end_date": n.ends or p.end_date,
                    "capacity": None if p.capacity == 1 else p.capacity, "ramp": ramp_text(p.ramp),
                    "weight": p.weight, "carries": p.carries,
                })  # fmt: skip
        return found

    def _products(self) -> list[Row]:
        found = store.Product.objects.filter(archived_at=None).select_related("parent").order_by("code")
        return [
            {"id": p.code, "name": p.name, "parent": p.parent.code if p.parent else None,
             "price": self.money(p.price_fen, 1)}
            for p in found
        ]  # fmt: skip

    def _measures(self) -> list[Row]:
        own = store.Measure.objects.filter(builtin=False, archived_at=None).order_by("position")
        return [{"id": m.code, "name": m.name, "unit": m.kind} for m in own]

    def _targets(self) -> list[Row]:
        if self.version is None:
            return []
        year = _year()
        return [
            {
                "measure": t.measure, "who": t.who, "what": t.what, "when": year.name(t.first_month, t.month_count),
                "amount": self._measured(t.amount, kind), "hold": t.hold, "reason": t.reason, "owner": t.owner,
                "expires": t.expires, "strategy": t.strategy,
            }
            for t, kind in stated_targets(self.version, self._nodes)
        ]  # fmt: skip

    def _strategy(self) -> list[Row]:
        found = store.Statement.objects.filter(archived_at=None).select_related("measure").order_by("position")
        return [
            {"id": s.code, "statement": s.statement, "quarter": s.quarter,
             "measure": s.measure.code if s.measure else None, "unit": self._codes[s.node_id]}
            for s in found
        ]  # fmt: skip

    def _customers(self) -> list[Row]:
        names = ("traits", "habits", "city", "address", "latitude", "longitude", "visit_every_days", "repeat_rate")
        found = store.Customer.objects.filter(archived_at=None).order_by("code")
        return [
            {"id": code, "name": name, "owner": owner, "stage": stage, "expected_amount": self.money(expected),
             **dict(zip(names, rest, strict=True))}
            for code, name, owner, stage, expected, *rest in found.values_list(
                "code", "name", "owner__code", "stage", "expected_amount_fen", *names)
        ]  # fmt: skip

    def _opportunities(self) -> list[Row]:
        names = ("stage", "win_probability", "expected_close", "created", "closed", "outcome", "reason")
        found = store.Opportunity.objects.order_by("code")
        return [
            {"id": code, "customer": customer, "owner": owner, "product": product, "amount": self.money(amount),
             **dict(zip(names, rest, strict=True))}
            for code, customer, owner, product, amount, *rest in found.values_list(
                "code", "customer__code", "owner__code", "product__code", "amount_fen", *names)
        ]  # fmt: skip

    def _actuals(self) -> list[Row]:
        return list(self.actuals())

    def actuals(self) -> Iterator[Row]:
        """What happened, day by day."""
        kinds = dict(store.Measure.objects.values_list("code", "kind"))
        with rows() as cursor:
            cursor.execute(_ACTUALS)
            for day, person, customer, product, measure, amount in cursor:
                yield {
                    "date": _EPOCH + timedelta(days=day), "person": person, "customer": customer, "product": product,
                    "measure": measure, "amount": self._measured(amount, kinds[measure]),
                }  # fmt: skip

    def _calendar(self) -> list[Row]:
        return [
            {"date": d.day, "working": d.working, "who": self._codes[d.node_id], "note": d.note}
            for d in store.CalendarDay.objects.order_by("day", "node_id")
        ]

    def _funnel(self) -> list[Row]:
        return [
            {"who": self._codes[f.node_id], "from": f.from_step, "to": f.to_step, "rate": f.rate, "days": f.days}
            for f in store.FunnelStep.objects.order_by("id")
        ]

    def _receivables(self) -> list[Row]:
        found = store.Receivable.objects.select_related("customer", "owner").order_by("due_date", "contract", "id")
        return [
            {"contract": r.contract, "customer": r.customer.code if r.customer else None,
             "owner": r.owner.code if r.owner else None, "due_date": r.due_date, "amount": self.money(r.amount_fen),
             "paid": self.money(r.paid_fen) if r.paid_fen else None}
            for r in found
        ]  # fmt: skip

    def _market(self) -> list[Row]:
        return [
            {"who": self._codes[m.node_id], "what": m.product.code if m.product else None,
             "competitor": m.competitor, "note": m.note}
            for m in store.MarketNote.objects.select_related("product").order_by("id")
        ]  # fmt: skip

    def _rewards(self) -> list[Row]:
        return [
            {"measure": r.measure.code, "role": r.role, "from_attainment": attainment(r.from_attainment),
             "to_attainment": attainment(r.to_attainment), "kind": r.kind, "amount": self.money(r.amount_fen),
             "rate": r.rate}
            for r in store.Reward.objects.select_related("measure").order_by("id")
        ]  # fmt: skip


_ACTUALS = """
SELECT day - DATE '1970-01-01', p.code, c.code, w.code, m.code, a.amount FROM actuals a
LEFT JOIN people p ON p.id = a.person_id LEFT JOIN customers c ON c.id = a.customer_id
LEFT JOIN products w ON w.id = a.product_id JOIN measures m ON m.id = a.measure_id
ORDER BY a.day, a.id"""


def ramp_text(ramp: list[float]) -> str:
    """`25/50/75` per cent; with signs of per cent where the numbers could be taken for fractions."""
    percents = [f"{share * 100:.15g}" for share in ramp]
    return "/".join(percents if any(share > 0.01 for share in ramp) else (f"{p}%" for p in percents))


def attainment(share: float | None) -> float | str | None:
    """A share as it stands in a cell: plain numbers above 10 are read as per cent."""
    return share if share is None or share <= 10 else f"{share * 100:.15g}%"


def _year() -> PlanYear:
    company = store.Company.objects.get()
    return PlanYear(company.plan_year, company.year_start)
