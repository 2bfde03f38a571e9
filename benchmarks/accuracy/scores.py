"""How far off expectations were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from .foresight import Person


def error(said: float, came: float) -> float:
    """Relative: 0.1 is a tenth too much. Raises ZeroDivisionError where nothing came."""
    return said / came - 1


def mape(people: Sequence[Person], said: Callable[[Person], float]) -> float:
    """The mean over people of how far off a figure was, against what came; without those to whom nothing came."""
    return mean([abs(error(said(p), p.came)) for p in people if p.came > 0])


def weighted(people: Sequence[Person], said: Callable[[Person], float]) -> float:
    """All people's errors, sign dropped, against all that came: a large person's error counts for more."""
    return sum(abs(said(p) - p.came) for p in people) / sum(p.came for p in people)


def inside(person: Person) -> bool:
    """Whether what came lies in the 80 % range."""
    return person.low <= person.came <= person.high


def width(person: Person) -> float:
    """Of the range, against what was expected; 0 where nothing was."""
    return (person.high - person.low) / person.expected if person.expected else 0.0


def usual_width(people: Sequence[Person]) -> float:
    """The median over people."""
    return median(width(person) for person in people)


def nearest(said: Mapping[str, float | None], came: float) -> str:
    """The name whose figure lies nearest to what came; None is no figure. Ties: the first named."""
    stated = {name: figure for name, figure in said.items() if figure is not None}
    return min(stated, key=lambda name: abs(stated[name] - came))


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
