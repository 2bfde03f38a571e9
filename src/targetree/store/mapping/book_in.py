"""A planning book into the tables: settings, organisation, products, customers and all that is known."""

from __future__ import annotations

from decimal import Decimal

from targetree.engine.book import Book
from targetree.engine.book import Person as BookPerson
from targetree.engine.setting import tree_of_who
from targetree.engine.tree import Tree
from targetree.store import models as store

from .actuals_in import replace_actuals
from .upsert import Difference, Values, ids, new_ids, replace, upsert

SEAT = "@"
"""`1101@E2`: a later seat of the person 1101."""


def bring_in(book: Book) -> list[Difference]:
    """Bring the tables into line with a book. What was in line is not written; for a preview the caller rolls back."""
    return [
        _company(book),
        *_organisation(book),
        _products(book),
        upsert("measures", store.Measure, "code", {
            m.id: {"name": m.name, "kind": m.kind, "activity": m.activity, "builtin": m.row == 0, "position": at}
            for at, m in enumerate(book.measures)
        }, quiet=("position", "builtin")),
        *_knowledge(book),
    ]  # fmt: skip


def _company(book: Book) -> Difference:
    c = book.company
    values: Values = {
        "name": c.name, "plan_year": c.plan_year, "year_start": c.year_start, "currency": c.currency,
        "country": c.country, "amount_unit": c.amount_unit, "round_to_fen": c.round_to, "basis": c.basis,
        "seasonality": c.seasonality,
    }  # fmt: skip
    return upsert("company", store.Company, "id", {1: values})


def _organisation(book: Book) -> list[Difference]:
    """Units, and people with their seats; to a reader of the book a seat is a row of people."""
    seats = _seats(book)
    people = upsert("people", store.Person, "code", {code: _person(rows) for code, rows in seats.items()}, gone="keep")
    tree = tree_of_who(book)
    nodes = upsert("units", store.Node, "code", _nodes(book, tree, seats), quiet=("path", "position"))
    units = {u.id for u in book.units}
    return [
        _only(nodes, units, "units", "unit", len(units)),
        _with_seats(people, _only(nodes, set(tree.ids) - units, "people", "seat", len(book.people))),
    ]


def _nodes(book: Book, tree: Tree, seats: dict[str, list[BookPerson]]) -> dict[str, Values]:
    """What the nodes ought to be; new ones get their ids here, since paths are made of them."""
    node, person = ids(store.Node), ids(store.Person)
    missing = [code for code in tree.ids if code not in node]
    node |= dict(zip(missing, new_ids(store.Node, len(missing)), strict=True))
    units, rows = {u.id: u for u in book.units}, {p.id: p for p in book.people}
    base = {p.id: code for code, own in seats.items() for p in own}
    paths: list[list[int]] = []
    wanted: dict[str, Values] = {}
    for at, code in enumerate(tree.ids):
        paths.append([*(paths[tree.parent[at]] if at else []), node[code]])
        values: Values = {
            "id": node[code], "parent_id": paths[at][-2] if at else None, "path": paths[at], "position": at,
        }  # fmt: skip
        if code in units:
            u = units[code]
            over = Decimal(u.over_assign.numerator) / Decimal(u.over_assign.denominator)
            values |= {
                "kind": "unit", "name": u.name, "manager_id": person.get(base.get(u.manager, "")), "person_id": None,
                "over_assign": over.quantize(Decimal("0.000001")), "starts": None, "ends": None,
            }  # fmt: skip
        else:
            p, whole = rows[code], _person(seats[base[code]])
            values |= {
                "kind": "seat", "name": p.name, "manager_id": None, "person_id": person[base[code]],
                "over_assign": Decimal(1), "starts": p.start_date if p.start_date != whole["start_date"] else None,
                "ends": p.end_date if p.end_date != whole["end_date"] else None,
            }  # fmt: skip
        wanted[code] = values
    return wanted


def _only(nodes: Difference, codes: set[str], table: str, kind: str, after: int) -> Difference:
    """The part of a difference of nodes that is about units, or about seats."""
    gone = {code: values for code, values in nodes.gone.items() if values["kind"] == kind}
    new = {code: values for code, values in nodes.new.items() if code in codes}
    changed = {code: changes for code, changes in nodes.changed.items() if code in codes}
    return Difference(table, new, changed, gone, rows_before=after - len(new) + len(gone), rows_after=after)


def _with_seats(people: Difference, seats: Difference) -> Difference:
    """What changes of the persons, told with what changes of their seats; a name is told once."""
    for code, changes in people.changed.items():
        own = seats.changed.get(code, [])
        names = {name for name, *_ in changes}
        seats.changed[code] = [*changes, *(change for change in own if change[0] not in names)]
    for code, values in people.new.items():
        if code in seats.new:
            seats.new[code] = seats.new[code] | values
    return seats


def _seats(book: Book) -> dict[str, list[BookPerson]]:
    """The rows of each person, the first seat first."""
    known = {p.id for p in book.people}
    seats: dict[str, list[BookPerson]] = {}
    for p in sorted(book.people, key=lambda p: p.id.count(SEAT)):
        head = p.id.partition(SEAT)[0]
        seats.setdefault(head if head in known else p.id, []).append(p)
    return seats


def _person(seats: list[BookPerson]) -> Values:
    """A person as their seats tell: from the first day of the first to the last day of the last."""
    p = seats[0]
    starts, ends = [s.start_date for s in seats], [s.end_date for s in seats]
    return {
        "name": p.name, "title": p.role, "start_date": None if None in starts else min(d for d in starts if d),
        "end_date": None if None in ends else max(d for d in ends if d), "capacity": p.capacity, "ramp": list(p.ramp),
        "weight": p.weight, "carries": p.carries,
    }  # fmt: skip


def _products(book: Book) -> Difference:
    known = ids(store.Product)
    missing = [p.id for p in book.products if p.id not in known]
    known |= dict(zip(missing, new_ids(store.Product, len(missing)), strict=True))
    return upsert("products", store.Product, "code", {
        p.id: {"id": known[p.id], "name": p.name, "parent_id": known.get(p.parent), "price_fen": p.price}
        for p in book.products
    })  # fmt: skip


def _knowledge(book: Book) -> list[Difference]:
    person, product, measure = _people(book), ids(store.Product), ids(store.Measure)
    node = ids(store.Node)
    found = [upsert("customers", store.Customer, "code", {
        c.id: {
            "name": c.name, "owner_id": person.get(c.owner), "stage": c.stage, "traits": c.traits, "habits": c.habits,
            "city": c.city, "address": c.address, "latitude": c.latitude, "longitude": c.longitude,
            "visit_every_days": c.visit_every_days, "repeat_rate": c.repeat_rate,
            "expected_amount_fen": c.expected_amount,
        } for c in book.customers
    })]  # fmt: skip
    customer = ids(store.Customer)
    found.append(upsert("opportunities", store.Opportunity, "code", {
        o.id: {
            "customer_id": customer.get(o.customer), "owner_id": person.get(o.owner),
            "product_id": product.get(o.product), "amount_fen": o.amount, "stage": o.stage,
            "win_probability": o.win_probability, "expected_close": o.expected_close, "created": o.created,
            "closed": o.closed, "outcome": o.outcome, "reason": o.reason,
        } for o in book.opportunities
    }, gone="delete"))  # fmt: skip
    found.append(upsert("strategy", store.Statement, "code", {
        s.id: {"statement": s.statement, "quarter": s.quarter, "measure_id": measure.get(s.measure),
               "node_id": node.get(s.unit), "position": at} for at, s in enumerate(book.strategy)
    }, quiet=("position",)))  # fmt: skip
    found += [
        replace("calendar", store.CalendarDay, [
            {"day": d.date, "working": d.working, "node_id": node.get(d.who), "note": d.note} for d in book.calendar
        ]),
        replace("funnel", store.FunnelStep, [
            {"node_id": node.get(f.who), "from_step": f.from_, "to_step": f.to, "rate": f.rate, "days": f.days}
            for f in book.funnel
        ]),
        replace("receivables", store.Receivable, [
            {"contract": r.contract, "customer_id": customer.get(r.customer), "owner_id": person.get(r.owner),
             "due_date": r.due_date, "amount_fen": r.amount, "paid_fen": r.paid} for r in book.receivables
        ]),
        replace("market", store.MarketNote, [
            {"node_id": node.get(m.who), "product_id": product.get(m.what), "competitor": m.competitor, "note": m.note}
            for m in book.market
        ]),
        replace("rewards", store.Reward, [
            {"measure_id": measure[r.measure], "role": r.role, "from_attainment": r.from_attainment,
             "to_attainment": r.to_attainment, "kind": r.kind, "amount_fen": r.amount, "rate": r.rate}
            for r in book.rewards
        ]),
        replace_actuals(book, person, customer, product, measure),
    ]  # fmt: skip
    return found


def _people(book: Book) -> dict[str, int]:
    """Ids of people by the ids of the book, where each seat of a person is a row."""
    base = ids(store.Person)
    return {p.id: base[code] for code, rows in _seats(book).items() for p in rows}
