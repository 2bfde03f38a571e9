"""The timeline: a bar for each action over the months of the plan year, lines to what it waits for, and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import east_asian_width

from targetree.engine.periods import PlanYear
from targetree.services.actions.reading import ActionShown

DAY = 2.6
"""Width of a day."""
ROW = 34
TOP = 34
LABEL = 26
"""Longest label, in widths of a Chinese character."""
LEAST = 8


@dataclass(frozen=True)
class Month:
    x: float
    text: str
    width: float


@dataclass(frozen=True)
class Bar:
    """An action; `label` stands right of it, or left where there is no room."""

    action: ActionShown
    x: float
    y: float
    width: float
    label: str
    label_x: float
    before: bool


@dataclass(frozen=True)
class Link:
    """From the end of what is waited for to the beginning of what waits."""

    path: str
    early: bool


@dataclass(frozen=True)
class Drawn:
    width: float
    height: float
    months: Sequence[Month]
    bars: Sequence[Bar]
    links: Sequence[Link]
    today: float | None


def drawn(year: PlanYear, actions: Sequence[ActionShown], today: date) -> Drawn:
    """Those with a date, in the order in which they begin. Months before and after the year where they reach there."""
    dated = [a for a in actions if a.due is not None or a.starts is not None]
    dated.sort(key=lambda a: (_from(a), _to(a), a.id))
    first = min([year.start, *map(_from, dated)]).replace(day=1)
    last = max([year.end - timedelta(1), *map(_to, dated)])
    if year.start - timedelta(62) <= today < year.end:
        first = min(first, today.replace(day=1))
    months, at = [], first
    while at <= last:
        after = (at.replace(day=28) + timedelta(4)).replace(day=1)
        text = f"{at:%Y-%m}" if at == first or at.month == 1 else f"{at.month}"
        months.append(Month(_x(at, first), text, (after - at).days * DAY))
        at = after
    width = _x(at, first)
    bars = [_bar(a, first, row, width) for row, a in enumerate(dated)]
    place = {bar.action.id: bar for bar in bars}
    links = [_link(place[b], bar) for bar in bars for b in bar.action.after if b in place]
    return Drawn(
        width, TOP + len(bars) * ROW + 8, months, bars, links, _x(today, first) if first <= today < at else None
    )


def _from(a: ActionShown) -> date:
    day = a.starts or a.due
    assert day is not None
    return day


def _to(a: ActionShown) -> date:
    day = a.due or a.starts
    assert day is not None
    return day


def _x(day: date, first: date) -> float:
    return round((day - first).days * DAY, 1)


def _bar(a: ActionShown, first: date, row: int, whole: float) -> Bar:
    x, end = _x(_from(a), first), _x(_to(a) + timedelta(1), first)
    label, wide = _cut(a.text)
    before = end + 8 + wide > whole and x - 8 - wide > 0
    label_x = x - 8 if before else max(end, x + LEAST) + 8
    return Bar(a, x, TOP + row * ROW, max(round(end - x, 1), LEAST), label, label_x, before)


def _cut(text: str) -> tuple[str, float]:
    """The text as far as it fits, and how wide it is."""
    width, kept = 0.0, ""
    for character in " ".join(text.split()):
        width += 1 if east_asian_width(character) in "WF" else 0.56
        if width > LABEL:
            return f"{kept}…", LABEL * 12.5
        kept += character
    return kept, width * 12.5


def _link(before: Bar, bar: Bar) -> Link:
    x1, y1 = before.x + before.width, before.y + ROW / 2
    x2, y2 = bar.x, bar.y + ROW / 2
    early = "too-early" in bar.action.flags
    if x2 >= x1 + 10:
        middle = f"H{x1 + 5:g} V{y2:g} H{x2 - 2:g}"
    else:
        between = y2 + (-ROW / 2 if y2 > y1 else ROW / 2)
        middle = f"h5 V{between:g} H{x2 - 7:g} V{y2:g} H{x2 - 2:g}"
    return Link(f"M{x1:g} {y1:g} {middle}", early)
