"""What all measures of a plan share: trees, people in the order of the leaves, calendar, attributed history."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .basis.history import History, measure_history
from .book import Book, Person
from .calendar import DayFacts, WorkCalendar, work_calendar
from .periods import PlanYear
from .tree import ALL, Tree, grow, lone


@dataclass(frozen=True)
class Setting:
    """What all measures of a plan share."""

    book: Book
    facts: DayFacts
    year: PlanYear
    who: Tree
    products: Tree
    people: NDArray[np.int32]
    """[P] index into `book.people` of each leaf of who."""
    carries: NDArray[np.bool_]
    """[P] who carries a target and works in the plan year at all."""
    calendar: WorkCalendar
    histories: dict[tuple[int, bool], History] = field(default_factory=dict)

    def history(self, measure: int, what: Tree) -> History:
        """The measure's rows before the plan year; computed once."""
        key = (measure, what is self.products)
        if key not in self.histories:
            carriers = {
                self.book.people[p].id: int(self.who.leaf_nodes[leaf])
                for leaf, p in enumerate(self.people.tolist())
                if self.carries[leaf]
            }
            self.histories[key] = measure_history(self.book, measure, self.year, self.who, what, carriers)
        return self.histories[key]

    def person(self, leaf: int) -> Person:
        return self.book.people[int(self.people[leaf])]


def setting_of(book: Book, facts: DayFacts) -> Setting:
    """Trees, calendar and carriers of a book."""
    year = PlanYear(book.company.plan_year, book.company.year_start)
    who = tree_of_who(book)
    person_at = {p.id: at for at, p in enumerate(book.people)}
    people = np.array([person_at[who.ids[node]] for node in who.leaf_nodes], np.int32)
    chains = {u.id: [who.ids[n] for n in who.path(who.index[u.id])] for u in book.units}
    calendar = work_calendar(year, facts, [book.people[p] for p in people.tolist()], book.calendar, chains)
    classes_at_work: NDArray[np.bool_] = calendar.days_in_month.sum(axis=1) > 0
    able = np.array([book.people[p].carries and book.people[p].capacity > 0 for p in people.tolist()], bool)
    carries = able & classes_at_work[calendar.person_class]
    return Setting(book, facts, year, who, tree_of_what(book), people, carries, calendar)


def tree_of_who(book: Book) -> Tree:
    root = next(u.id for u in book.units if not u.parent)
    edges = [(u.id, u.parent) for u in book.units if u.parent] + [(p.id, p.unit) for p in book.people]
    return grow(root, edges, [u.id for u in book.units])


def tree_of_what(book: Book) -> Tree:
    return grow(ALL, [(p.id, p.parent or ALL) for p in book.products]) if book.products else lone(ALL)
