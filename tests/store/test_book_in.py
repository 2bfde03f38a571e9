"""Books into tables: only what differs is written, and what differs is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import actor
from sample_book import sample_book
from targetree.engine.book import Book, Person
from targetree.services.access import acting
from targetree.store import models as store
from targetree.store.mapping.actuals_in import unlike
from targetree.store.mapping.book_in import bring_in
from targetree.store.mapping.upsert import Difference

pytestmark = pytest.mark.django_db


def differences(book: Book) -> dict[str, Difference]:
    with acting(actor("director").account_id):
        return {d.table: d for d in bring_in(book) if d}


def test_the_same_book_again_changes_nothing_and_leaves_no_record() -> None:
    with acting(actor("director").account_id):
        before = store.Record.objects.count()
        assert [d for d in bring_in(sample_book()) if d] == []
        assert store.Record.objects.count() == before


def test_what_differs_is_told_by_field_and_only_that_is_written() -> None:
    book = sample_book()
    first, second, *others = book.customers
    changed = replace(first, name="新名字", city="苏州")
    fresh = replace(second, id="C-NEW", name="新客户")
    found = differences(replace(book, customers=(changed, second, *others[:-1], fresh)))
    customers = found["customers"]
    assert customers.counts == (1, 1, 1)
    assert [(f, after) for f, _, after in customers.changed[first.id]] == [("name", "新名字"), ("city", "苏州")]
    assert list(customers.new) == ["C-NEW"]
    assert list(customers.gone) == [others[-1].id]
    with acting(actor("director").account_id):
        assert store.Customer.objects.get(code=first.id).name == "新名字"
        assert store.Customer.objects.get(code=others[-1].id).archived_at is not None
        told = Counter(store.Record.objects.filter(table="customers").values_list("action", flat=True))
    assert told["update"] == 2
    again = differences(book)["customers"]
    assert again.counts == (0, 2, 1)  # the archived one is back, the changed one as it was
    assert again.changed[others[-1].id][0][0] == "archived_at"


def test_a_person_with_two_seats_is_one_person() -> None:
    book = sample_book()
    mover = next(p for p in book.people if p.unit == "E1")
    stays = replace(mover, end_date=date(2027, 6, 30))
    goes = replace(mover, id=f"{mover.id}@E2", unit="E2", start_date=date(2027, 7, 1), end_date=None)
    people = tuple(stays if p.id == mover.id else p for p in book.people)
    found = differences(replace(book, people=(*people, goes)))["people"]
    assert found.counts == (1, 1, 0)
    with acting(actor("director").account_id):
        person = store.Person.objects.get(code=mover.id)
        assert (person.start_date, person.end_date) == (mover.start_date, mover.end_date)
        seats = store.Node.objects.filter(person=person).order_by("code")
        assert [(s.starts, s.ends) for s in seats] == [(None, date(2027, 6, 30)), (date(2027, 7, 1), None)]
    assert differences(replace(book, people=(*people, goes))) == {}


def test_a_unit_that_moves_takes_all_below_with_it() -> None:
    book = sample_book()
    units = tuple(replace(u, parent="S") if u.id == "E1" else u for u in book.units)
    found = differences(replace(book, units=units))
    assert found["units"].counts == (0, 1, 0)
    with acting(actor("director").account_id):
        unit = store.Node.objects.get(code="E1")
        south = store.Node.objects.get(code="S")
        assert unit.path == [*south.path, unit.id]
        assert all(n.path[:-1] == unit.path for n in store.Node.objects.filter(parent=unit))


def test_new_units_and_people_refer_to_each_other() -> None:
    book = sample_book()
    unit = replace(book.units[-1], id="NEW", name="新部门", parent="HQ", manager="9001")
    boss = Person("9001", "新经理", "NEW", carries=False)
    found = differences(replace(book, units=(*book.units, unit), people=(*book.people, boss)))
    assert (found["units"].counts, found["people"].counts) == ((1, 0, 0), (1, 0, 0))
    with acting(actor("director").account_id):
        assert store.Node.objects.get(code="NEW").manager.code == "9001"


def test_some_actuals_more_and_some_less() -> None:
    book = sample_book()
    a = book.actuals
    keep = np.arange(len(a)) >= 3
    columns = {f: getattr(a, f)[keep] for f in ("day", "person", "customer", "product", "measure", "amount")}
    columns["amount"] = columns["amount"].copy()
    columns["amount"][0] += 1
    found = differences(replace(book, actuals=type(a)(**columns)))["actuals"]
    assert found.counts == (1, 0, 4)
    with acting(actor("director").account_id):
        assert store.Actual.objects.count() == len(a) - 3


rows = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=12)


@given(rows, rows)
def test_rows_are_compared_as_often_as_they_occur(wanted: list[tuple[int, int]], there: list[tuple[int, int]]) -> None:
    a, b = (np.array(r, np.int64).reshape(-1, 2) for r in (wanted, there))
    new, gone = unlike(a, b)
    assert Counter(wanted[k] for k in new) == Counter(wanted) - Counter(there)
    assert Counter(there[k] for k in gone) == Counter(there) - Counter(wanted)
