"""The record of changes (M39): who changed what, when, from what to what, why; read, never altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid
from targetree.store import models as store
from targetree.terms.record_words import KINDS, said

from .names import Names
from .wording import Wording

LONGEST_EXPORT = 50_000


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that changed, in words; blank before or after: it was not there."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the record in the reader's language. `subject`: whose or which; `changes`: what became what."""

    id: int
    at: datetime
    account: int | None
    who: str
    kind: str
    done: str
    subject: str
    changes: tuple[Changed, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the record is asked for; `until` is the last day, `unit` the code of a unit, `account` who did it."""

    kind: str = ""
    account: int | None = None
    unit: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


@use_case
def record_shown(
    *, actor: Actor, asked: Asked = Asked(), before: int | None = None, limit: int = 50, lang: str = "zh"
) -> list[Entry]:
    """Newest first; `before` is the id of the last entry of the page above.

    Directors, operations and auditors read all of it, managers what concerns their part, others what they did
    themselves and what concerns their own seat.
    """
    require(actor, "read_record")
    found = _chosen(asked)
    if before is not None:
        found = found.filter(id__lt=before)
    return in_words(list(found.order_by("-id")[:limit]), lang)


@use_case
def record_count(*, actor: Actor, asked: Asked = Asked()) -> int:
    """How many entries there are, counted up to one more than an export may have."""
    require(actor, "read_record")
    return _chosen(asked).order_by()[: LONGEST_EXPORT + 1].count()


@use_case
def record_exported(*, actor: Actor, asked: Asked = Asked(), lang: str = "zh") -> list[Entry]:
    """All of what is asked for, newest first. Raises Invalid where that is more than a sheet of Excel is read for."""
    if record_count(actor=actor, asked=asked) > LONGEST_EXPORT:
        raise Invalid("record-too-long", most=f"{LONGEST_EXPORT:,}")
    return list(_all(asked, lang))


@use_case
def record_authors(*, actor: Actor) -> list[tuple[int, str]]:
    """Who stands in the record, by name: (account, name)."""
    require(actor, "read_record")
    rows = store.Record.objects.exclude(account_id=None).order_by().values_list("account_id", "account_name").distinct()
    names = {account: name for account, name in rows if account is not None}
    return sorted(names.items(), key=lambda pair: pair[1])


def in_words(rows: Sequence[store.Record], lang: str) -> list[Entry]:
    """Rows of the record in words; the number of queries is the same for any number of rows."""
    words = Wording(Names(rows), lang)
    return [
        Entry(
            row.id, row.at, row.account_id, row.account_name, kind_of(row.table), words.done(row), words.subject(row),
            tuple(Changed(*change) for change in words.changes(row)), row.why or words.reason(row),
        )
        for row in rows
    ]  # fmt: skip


def kind_of(table: str) -> str:
    """The kind that a table's changes belong to."""
    return next((kind for kind, (_, tables) in KINDS.items() if table in tables), "")


def kinds(lang: str) -> list[tuple[str, str]]:
    """What the record can be filtered by."""
    return [(kind, said({kind: names}, kind, lang)) for kind, (names, _) in KINDS.items()]


def _all(asked: Asked, lang: str) -> Iterator[Entry]:
    last: int | None = None
    while True:
        found = _chosen(asked) if last is None else _chosen(asked).filter(id__lt=last)
        rows = list(found.order_by("-id")[:1000])
        if not rows:
            return
        yield from in_words(rows, lang)
        last = rows[-1].id


def _chosen(asked: Asked) -> QuerySet[store.Record]:
    found = store.Record.objects.all()
    if asked.kind:
        if asked.kind not in KINDS:
            raise Invalid("no-such-field", field=asked.kind)
        found = found.filter(table__in=KINDS[asked.kind][1])
    if asked.account is not None:
        found = found.filter(account_id=asked.account)
    if asked.unit:
        top = list(store.Node.objects.filter(code=asked.unit).values_list("id", flat=True))
        below = store.Node.objects.filter(path__contains=top or [0]).values("id")
        found = found.filter(node_id__in=below)
    zone = timezone.get_current_timezone()
    if asked.since is not None:
        found = found.filter(at__gte=datetime.combine(asked.since, time.min, zone))
    if asked.until is not None:
        found = found.filter(at__lt=datetime.combine(asked.until + timedelta(days=1), time.min, zone))
    if asked.text:
        named = store.Node.objects.filter(Q(name__icontains=asked.text) | Q(code__iexact=asked.text)).values("id")
        found = found.filter(
            Q(why__icontains=asked.text) | Q(account_name__icontains=asked.text) | Q(node_id__in=named)
            | Q(after__name__icontains=asked.text) | Q(after__reason__icontains=asked.text)
            | Q(after__email__icontains=asked.text)
        )  # fmt: skip
    return found
