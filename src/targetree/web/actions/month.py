"""A month of actions on the real working calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from targetree.services.actions.reading import ActionShown
from targetree.services.settings.calendar import CalendarShown, DayShown

MOST_OF_A_DAY = 3
"""Actions that are named in a cell; the rest are counted."""


@dataclass(frozen=True)
class Day:
    """A day with what is due, and what begins."""

    shown: DayShown
    due: Sequence[ActionShown]
    begins: Sequence[ActionShown]
    today: bool

    @property
    def named(self) -> Sequence[ActionShown]:
        return self.due[:MOST_OF_A_DAY]

    @property
    def more(self) -> int:
        return max(len(self.due) - MOST_OF_A_DAY, 0)


@dataclass(frozen=True)
class Month:
    first: date
    working_days: int
    weeks: Sequence[Sequence[Day | None]]
    busy: Sequence[Day]
    """Days on which something is due or begins."""
    earlier: str | None
    later: str | None
    """Months before and after, as `2027-03`."""
    others: Sequence[tuple[str, int]]
    """(month, actions due) of all months of the year."""
    estimated: Sequence[int]


def drawn(calendar: CalendarShown, actions: Sequence[ActionShown], wanted: str, today: date) -> Month:
    """The wanted month; else the one with today, else the first with something due, else the first."""
    names = [f"{m.first:%Y-%m}" for m in calendar.months]
    counts = dict.fromkeys(names, 0)
    for a in actions:
        if a.due is not None and f"{a.due:%Y-%m}" in counts:
            counts[f"{a.due:%Y-%m}"] += 1
    busy = [name for name in names if counts[name]]
    now = f"{today:%Y-%m}"
    name = wanted if wanted in names else now if now in names else busy[0] if busy else names[0]
    at = names.index(name)
    month = calendar.months[at]
    due: dict[date, list[ActionShown]] = {}
    begins: dict[date, list[ActionShown]] = {}
    for a in actions:
        if a.due is not None:
            due.setdefault(a.due, []).append(a)
        if a.starts is not None and a.starts != a.due:
            begins.setdefault(a.starts, []).append(a)
    days = [Day(d, due.get(d.day, []), begins.get(d.day, []), d.day == today) for d in month.days]
    cells: list[Day | None] = [None] * month.first.weekday() + days
    cells += [None] * (-len(cells) % 7)
    return Month(
        month.first, month.working_days, [cells[i : i + 7] for i in range(0, len(cells), 7)],
        [d for d in days if d.due or d.begins], names[at - 1] if at else None,
        names[at + 1] if at + 1 < len(names) else None, [(n, counts[n]) for n in names], calendar.estimated,
    )  # fmt: skip
