"""Customers, opportunities, receivables, calendar, funnel, market and rewards: what is known around the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress

from targetree.engine.book import (
    CalendarDay,
    Customer,
    FunnelStep,
    MarketNote,
    Opportunity,
    Receivable,
    Reward,
)
from targetree.engine.findings import Place, error, warning

from .build import build
from .collector import Collector
from .columns import TABLES
from .context import Context
from .references import AmbiguousError, Directory, report_unknown, resolve, unique_ids
from .rows import Rows
from .stated import money_column
from .tables_of_facts import FUNNEL_STEPS


@dataclass
class Customers:
    """The customers of the table and, appended, those that other tables name."""

    listed: list[Customer]
    directory: Directory
    has_table: bool
    strange: dict[str, dict[str, int]] = field(default_factory=dict)
    """Table -> id -> number of its rows, for ids that the table of customers lacks."""
    _index: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index = {customer.id: position for position, customer in enumerate(self.listed)}

    @property
    def listed_at(self) -> Mapping[str, int]:
        """Index by id of the customers of the table; empty once others have been appended."""
        return {} if self.strange else self._index

    def position(self, text: str, table: str, rows: int) -> int:
        """The index of a customer; an unknown one is appended and counted. Raises AmbiguousError."""
        known = self._index.get(text)
        if known is None:
            key = self.directory.find(text) or text
            known = self._index.get(key)
            if known is None:
                known = self._index[key] = len(self.listed)
                self.listed.append(Customer(key, key))
        if self.listed[known].row == 0:
            counts = self.strange.setdefault(table, {})
            counts[text] = counts.get(text, 0) + rows
        return known

    def report(self, found: Collector) -> None:
        """One warning for each table that names unknown customers."""
        for table, counts in self.strange.items() if self.has_table else ():
            first = sorted(counts)[:5]
            place = Place(table, None, "customer")
            found.add(warning("unknown-customers", place, customers=len(counts), rows=sum(counts.values()), ids=first))


def read_customers(rows: Rows | None, book: Context) -> Customers:
    """The table of customers; None where the book has none."""
    found = book.found
    table = rows if rows is not None else Rows(TABLES["customers"])
    fresh = unique_ids(table, found)
    owners = resolve(table, "owner", book.persons, "unknown-person", found)
    expected = money_column(table, "expected_amount", table.unit_of("expected_amount", book.amount_unit), found)
    keys = table.column("id")
    names = [name or key for key, name in zip(keys, table.column("name", ""), strict=True)]
    texts = {slug: table.column(slug, "") for slug in ("stage", "traits", "habits", "city", "address")}
    numbers = {slug: table.column(slug) for slug in ("latitude", "longitude", "visit_every_days", "repeat_rate")}
    made = build(
        Customer, len(table), id=keys, name=names, owner=[owner or "" for owner in owners], **texts, **numbers,
        expected_amount=expected, row=table.numbers,
    )  # fmt: skip
    listed = list(compress(made, fresh))
    directory = Directory(compress(zip(keys, names, strict=True), fresh))
    return Customers(listed, directory, rows is not None)


def customer_ids(rows: Rows, customers: Customers, found: Collector) -> list[str]:
    """[n] ids of the column `customer`; unknown customers are appended."""
    ids = []
    for position, text in enumerate(rows.column("customer", "")):
        key = ""
        if text:
            try:
                key = customers.listed[customers.position(text, rows.table.slug, 1)].id
            except AmbiguousError:
                report_unknown("", rows.place(position, "customer"), text, customers.directory, found)
        ids.append(key)
    return ids


def _products(rows: Rows, slug: str, book: Context) -> list[str | None]:
    """[n] product ids; without a table of products the column is not used."""
    if not book.has_products:
        return [""] * len(rows)
    return resolve(rows, slug, book.product_names, "unknown-product", book.found)


def read_opportunities(rows: Rows, customers: Customers, book: Context) -> tuple[Opportunity, ...]:
    """Opportunities; amounts in fen."""
    found = book.found
    fresh = unique_ids(rows, found)
    clients = customer_ids(rows, customers, found)
    owners = resolve(rows, "owner", book.persons, "unknown-person", found)
    whats = _products(rows, "product", book)
    amounts = money_column(rows, "amount", rows.unit_of("amount", book.amount_unit), found)
    for position, (created, closed) in enumerate(zip(rows.column("created"), rows.column("closed"), strict=True)):
        if created and closed and closed < created:
            found.add(error("closed-before-created", rows.place(position, "closed"), created=created))
    columns = zip(
        fresh, rows.column("id"), clients, owners, whats, amounts, rows.column("stage", ""),
        rows.column("win_probability"), rows.column("expected_close"), rows.column("created"), rows.column("closed"),
        rows.column("outcome", ""), rows.column("reason", ""), rows.numbers, strict=True,
    )  # fmt: skip
    return tuple(
        Opportunity(key, client, owner or "", what or "", amount or 0, *rest)
        for new, key, client, owner, what, amount, *rest in columns
        if new
    )


def read_receivables(rows: Rows, customers: Customers, book: Context) -> tuple[Receivable, ...]:
    """Instalments still to be collected, fen."""
    found = book.found
    clients = customer_ids(rows, customers, found)
    owners = resolve(rows, "owner", book.persons, "unknown-person", found)
    amounts = money_column(rows, "amount", rows.unit_of("amount", book.amount_unit), found)
    paid = money_column(rows, "paid", rows.unit_of("paid", book.amount_unit), found)
    made = []
    for position, (contract, due) in enumerate(zip(rows.column("contract"), rows.column("due_date"), strict=True)):
        amount, already = amounts[position], paid[position] or 0
        if contract is None or due is None or amount is None:
            continue
        if already > amount >= 0:
            found.add(warning("paid-more-than-due", rows.place(position, "paid")))
        number = rows.numbers[position]
        made.append(Receivable(contract, clients[position], owners[position] or "", due, amount, already, number))
    return tuple(made)


def read_calendar(rows: Rows, book: Context) -> tuple[CalendarDay, ...]:
    """Special days; a day stated twice for the same people must say the same."""
    found = book.found
    whos = resolve(rows, "who", book.who, "unknown-who", found)
    first: dict[tuple[object, str], CalendarDay] = {}
    columns = zip(rows.column("date"), rows.column("working"), whos, rows.column("note", ""), rows.numbers, strict=True)
    for position, (day, working, whom, text, number) in enumerate(columns):
        if day is None or working is None or whom is None:
            continue
        known = first.setdefault((day, whom), CalendarDay(day, working, whom, text, number))
        if known.working != working:
            found.add(error("day-twice", rows.place(position, "working"), first_row=known.row))
    return tuple(first.values())


def read_funnel(rows: Rows, book: Context) -> tuple[FunnelStep, ...]:
    """Steps of the funnel, in its direction."""
    found = book.found
    whos = resolve(rows, "who", book.who, "unknown-who", found)
    order = list(FUNNEL_STEPS)
    first: dict[tuple[str, str, str], int] = {}
    steps = []
    columns = zip(
        whos, rows.column("from"), rows.column("to"), rows.column("rate"), rows.column("days"), rows.numbers,
        strict=True,
    )  # fmt: skip
    for position, (whom, start, end, rate, days, number) in enumerate(columns):
        if whom is None or start is None or end is None or rate is None:
            continue
        if order.index(end) <= order.index(start):
            found.add(error("funnel-backwards", rows.place(position, "to"), choices=order))
        elif (earlier := first.setdefault((whom, start, end), number)) != number:
            found.add(error("funnel-twice", rows.place(position, "from"), first_row=earlier))
        else:
            steps.append(FunnelStep(whom, start, end, rate, days, number))
    return tuple(steps)


def read_market(rows: Rows, book: Context) -> tuple[MarketNote, ...]:
    """What is known about competitors."""
    found = book.found
    whos = resolve(rows, "who", book.who, "unknown-who", found, blank=book.root)
    whats = _products(rows, "what", book)
    columns = zip(whos, whats, rows.column("competitor", ""), rows.column("note", ""), rows.numbers, strict=True)
    return tuple(MarketNote(whom or "", what or "", *rest) for whom, what, *rest in columns)


def read_rewards(rows: Rows, book: Context) -> tuple[Reward, ...]:
    """Tiers of rewards and penalties, amounts in fen."""
    found = book.found
    kinds = resolve(rows, "measure", book.measure_names, "unknown-measure", found)
    amounts = money_column(rows, "amount", rows.unit_of("amount", book.amount_unit), found)
    rewards = []
    columns = zip(
        kinds, rows.column("role", ""), rows.column("from_attainment"), rows.column("to_attainment"),
        rows.column("kind"), amounts, rows.column("rate"), rows.numbers, strict=True,
    )  # fmt: skip
    for position, (measure, role, start, end, kind, amount, rate, number) in enumerate(columns):
        if measure is None or start is None or kind is None:
            continue
        if end is not None and end < start:
            found.add(error("attainment-backwards", rows.place(position, "to_attainment")))
        unread = {("amount", position), ("rate", position)} & rows.bad
        if amount is None and rate is None and not unread:
            found.add(error("reward-without-amount", rows.place(position)))
        rewards.append(Reward(measure, role, start, end, kind, amount, rate, number))
    return tuple(rewards)
