"""The tables about salespeople: support computed at several dates, beside what came, last year and the quota."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from . import scores
from .company import CENTS
from .foresight import Foresight, Person
from .markdown import percent, signed, table

OURS, LAST, QUOTA = "Targetree", "last year", "quota"


def totals_of_known(found: Sequence[Foresight]) -> str:
    """By origin: what the customers known then brought, beside what was expected of them."""
    rows = []
    for one in found:
        t = one.total
        said = {OURS: t.expected, LAST: t.before}
        rows.append([
            _when(one), millions(t.expected), f"{millions(t.low)}–{millions(t.high)}", millions(t.came),
            _bold(signed(scores.error(t.expected, t.came)), scores.inside(t)), signed(scores.error(t.before, t.came)),
            scores.nearest(said, t.came),
        ])  # fmt: skip
    heads = ["looking ahead", "Targetree", "80 % range", "came", "error", "last year's error", "nearer"]
    return table(heads, rows)


def people_of_known(found: Sequence[Foresight]) -> str:
    """By origin: the same person by person."""
    rows = []
    for one in found:
        people = one.people
        rows.append([
            _when(one), f"{sum(map(scores.inside, people))} of {len(people)}", percent(scores.usual_width(people)),
            *_pair(scores.mape(people, _expected), scores.mape(people, _before)),
            *_pair(scores.weighted(people, _expected), scores.weighted(people, _before)),
        ])  # fmt: skip
    heads = ["looking ahead", "people in their range", "usual width of a range", "MAPE: Targetree", "last year",
             "by size: Targetree", "last year"]  # fmt: skip
    return table(heads, rows)


def totals_booked(found: Sequence[Foresight]) -> str:
    """By origin: all that these people sold, new customers included, beside every figure there was."""
    rows = []
    for one in found:
        t = one.total
        said = {OURS: t.expected, LAST: t.booked_before, QUOTA: t.quota}
        cells = [
            f"{millions(f)} ({signed(scores.error(f, t.booked))})" if f is not None else "–" for f in said.values()
        ]
        rows.append([_when(one), millions(t.booked), millions(one.new), *cells, scores.nearest(said, t.booked)])
    heads = ["looking ahead", "all they sold", "to new customers", "Targetree, known customers only", "last year",
             "quota", "nearest"]  # fmt: skip
    return table(heads, rows)


def people_of_year(one: Foresight) -> str:
    """One origin, person by person."""
    rows = [
        [
            p.name, thousands(p.expected), f"{thousands(p.low)}–{thousands(p.high)}", thousands(p.came),
            "yes" if scores.inside(p) else "**no**", thousands(p.before), thousands(p.booked),
            thousands(p.quota) if p.quota is not None else "–",
        ]
        for p in sorted(one.people, key=lambda p: -p.expected)
    ]  # fmt: skip
    heads = ["person", "expected", "80 % range", "came", "in range", "last year", "all sold", "quota"]
    return table(heads, rows)


def summary(found: Sequence[Foresight]) -> str:
    """Calibration and who was nearer, in sentences."""
    whole = [one for one in found if one.months == 12]
    lines = [f"People whose actual lies in the 80 % range: {_covered(found)} at all dates, {_covered(whole)} where a"
             f" whole year is looked ahead; totals in their range: {sum(scores.inside(o.total) for o in found)} of"
             f" {len(found)}."]  # fmt: skip
    near = [scores.nearest({OURS: o.total.expected, LAST: o.total.before}, o.total.came) for o in found]
    off = [scores.mean([abs(scores.error(f(o.total), o.total.came)) for o in found]) for f in (_expected, _before)]
    lines.append(
        f"Total of known customers: Targetree nearer at {near.count(OURS)} of {len(found)} dates, last year's figure at"
        f" {near.count(LAST)}; off by {percent(off[0])} and {percent(off[1])} on average."
    )
    return " ".join(lines)


def millions(amount: float) -> str:
    return f"{amount / CENTS / 1e6:.1f}"


def thousands(amount: float) -> str:
    return f"{amount / CENTS / 1e3:,.0f}"


def _covered(found: Sequence[Foresight]) -> str:
    people = [person for one in found for person in one.people]
    count = sum(map(scores.inside, people))
    return f"{count} of {len(people)} ({percent(count / len(people))})" if people else "none"


def _expected(person: Person) -> float:
    return person.expected


def _before(person: Person) -> float:
    return person.before


def _pair(ours: float, other: float) -> tuple[str, str]:
    """The smaller one bold."""
    return _bold(percent(ours), ours > other), _bold(percent(other), other > ours)


def _bold(text: str, plain: bool) -> str:
    return text if plain else f"**{text}**"


def _when(one: Foresight) -> str:
    last = one.end - timedelta(days=1)
    return f"{one.origin:%Y-%m} to {last:%Y-%m}" + ("" if one.months == 12 else f" ({one.months} months)")
