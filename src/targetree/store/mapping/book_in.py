"""A planning book into the tables: settings, organisation, products, customers and all that is known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from targetree.engine.book import Book
from targetree.engine.book import Person as BookPerson
from targetree.engine.setting import tree_of_who
from targetree.store import models as store

from .actuals_in import replace_actuals
from .upsert import Difference, Values, ids, replace, upsert

SEAT = "@"
"""`1101@E2`: a later seat of the person 1101."""


def bring_in(book: Book, *, keep: bool = True) -> list[Difference]:
    """Bring the tables into line with a book; with `keep` false only say what would change.

    For a preview the caller rolls back what this writes: later tables refer to rows of earlier ones.
    """
    found = [_company(book, keep)]
    found += _organisation(book)
    found.append(_products(book))
    found.append(upsert(store.Measure, "code", {
        m.id: {"name": m.name, "kind": m.kind, "activity": m.activity, "builtin": m.row == 0, "position": at}
        for at, m in enumerate(book.measures)
    }))  # fmt: skip
    found += _knowledge(book)
    return found


def _company(book: Book, keep: bool) -> Difference:
    c = book.company
    values: Values = {
        "name": c.name, "plan_year": c.plan_year, "year_start": c.year_start, "currency": c.currency,
        "country": c.country, "amount_unit": c.amount_unit, "round_to_fen": c.round_to, "basis": c.basis,
        "seasonality": c.seasonality,
    }  # fmt: skip
    return upsert(store.Company, "id", {1: values}, keep=keep)  # type: ignore[dict-item]


def _organisation(book: Book) -> list[Difference]:
    known = {p.id for p in book.people}
    people = upsert(
        store.Person, "code", {p.id: _person(p) for p in book.people if _base(p.id, known) == p.id}, archive=False
    )
    person_ids = ids(store.Person)
    tree = tree_of_who(book)
    units, rows = {u.id: u for u in book.units}, {p.id: p for p in book.people}
    wanted: dict[str, Values] = {}
    for position, code in enumerate(tree.ids):
        if code in units:
            u = units[code]
            manager = person_ids.get(_base(u.manager, known)) if u.manager else None
            over = Decimal(u.over_assign.numerator) / Decimal(u.over_assign.denominator)
            wanted[code] = {
                "kind": "unit", "name": u.name, "position": position, "manager_id": manager, "person_id": None,
                "over_assign": over.quantize(Decimal("0.000001")), "starts": None, "ends": None,
            }  # fmt: skip
        else:
            p, base = rows[code], _base(code, known)
            wanted[code] = {
                "kind": "seat", "name": p.name, "position": position, "manager_id": None,
                "person_id": person_ids[base], "over_assign": Decimal(1),
                "starts": p.start_date if base != code or _has_more_seats(code, known) else None,
                "ends": p.end_date if base != code or _has_more_seats(code, known) else None,
            }  # fmt: skip
    nodes = upsert(store.Node, "code", wanted)
    _parents({code: tree.ids[tree.parent[at]] if at else "" for at, code in enumerate(tree.ids)}, nodes)
    return [people, nodes]


def _base(code: str, known: set[str]) -> str:
    head = code.partition(SEAT)[0]
    return head if head in known else code


def _has_more_seats(code: str, known: set[str]) -> bool:
    return any(other.startswith(code + SEAT) for other in known)


def _person(p: BookPerson) -> Values:
    return {
        "name": p.name, "title": p.role, "start_date": p.start_date, "end_date": p.end_date, "capacity": p.capacity,
        "ramp": list(p.ramp), "weight": p.weight, "carries": p.carries,
    }  # fmt: skip


def _parents(parent_of: dict[str, str], found: Difference) -> None:
    """Parents and paths, in a second pass: a parent may be as new as its child."""
    nodes = {n.code: n for n in store.Node.objects.filter(code__in=parent_of)}
    moved = []
    for code, above in parent_of.items():  # depth-first: a parent's path is known before its child's
        node = nodes[code]
        parent = nodes[above] if above else None
        path = [*(parent.path if parent else []), node.id]
        if node.parent_id != (parent.id if parent else None) or node.path != path:
            if code not in found.new and node.parent_id != (parent.id if parent else None):
                found.changed.setdefault(code, []).append(("parent", node.parent_id, parent.id if parent else None))
            node.parent, node.path = parent, path
            moved.append(node)
    store.Node.objects.bulk_update(moved, ["parent", "path"], batch_size=1000)


def _products(book: Book) -> Difference:
    found = upsert(store.Product, "code", {p.id: {"name": p.name, "price_fen": p.price} for p in book.products})
    known = {p.code: p for p in store.Product.objects.all()}
    moved = []
    for p in book.products:
        parent = known[p.parent].id if p.parent else None
        if known[p.id].parent_id != parent:
            if p.id not in found.new:
                found.changed.setdefault(p.id, []).append(("parent", known[p.id].parent_id, parent))
            known[p.id].parent_id = parent
            moved.append(known[p.id])
    store.Product.objects.bulk_update(moved, ["parent"])
    return found


def _knowledge(book: Book) -> list[Difference]:
    person, product, measure = _people(book), ids(store.Product), ids(store.Measure)
    node = ids(store.Node)
    found = [upsert(store.Customer, "code", {
        c.id: {
            "name": c.name, "owner_id": person.get(c.owner), "stage": c.stage, "traits": c.traits, "habits": c.habits,
            "city": c.city, "address": c.address, "latitude": c.latitude, "longitude": c.longitude,
            "visit_every_days": c.visit_every_days, "repeat_rate": c.repeat_rate,
            "expected_amount_fen": c.expected_amount,
        } for c in book.customers
    })]  # fmt: skip
    customer = ids(store.Customer)
    found.append(upsert(store.Opportunity, "code", {
        o.id: {
            "customer_id": customer[o.customer], "owner_id": person.get(o.owner), "product_id": product.get(o.product),
            "amount_fen": o.amount, "stage": o.stage, "win_probability": o.win_probability,
            "expected_close": o.expected_close, "created": o.created, "closed": o.closed, "outcome": o.outcome,
            "reason": o.reason,
        } for o in book.opportunities
    }))  # fmt: skip
    found.append(upsert(store.Statement, "code", {
        s.id: {"statement": s.statement, "quarter": s.quarter, "measure_id": measure.get(s.measure),
               "node_id": node.get(s.unit), "position": at} for at, s in enumerate(book.strategy)
    }))  # fmt: skip
    without_keys: list[tuple[type[models.Model], list[dict[str, Any]]]] = [
        (store.CalendarDay, [{"day": d.date, "working": d.working, "node_id": node.get(d.who), "note": d.note}
                             for d in book.calendar]),
        (store.FunnelStep, [{"node_id": node.get(f.who), "from_step": f.from_, "to_step": f.to, "rate": f.rate,
                             "days": f.days} for f in book.funnel]),
        (store.Receivable, [{"contract": r.contract, "customer_id": customer.get(r.customer),
                             "owner_id": person.get(r.owner), "due_date": r.due_date, "amount_fen": r.amount,
                             "paid_fen": r.paid} for r in book.receivables]),
        (store.MarketNote, [{"node_id": node.get(m.who), "product_id": product.get(m.what),
                             "competitor": m.competitor, "note": m.note} for m in book.market]),
        (store.Reward, [{"measure_id": measure[r.measure], "role": r.role, "from_attainment": r.from_attainment,
                         "to_attainment": r.to_attainment, "kind": r.kind, "amount_fen": r.amount, "rate": r.rate}
                        for r in book.rewards]),
    ]  # fmt: skip
    found += [replace(model, rows) for model, rows in without_keys]
    found.append(replace_actuals(book, person, customer, product, measure))
    return found


def _people(book: Book) -> dict[str, int]:
    """Ids of people by the ids of the book, where each seat of a person is a row."""
    known, base = {p.id for p in book.people}, ids(store.Person)
    return {p.id: base[_base(p.id, known)] for p in book.people}
