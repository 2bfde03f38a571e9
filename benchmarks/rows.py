"""A row of the table: what was measured, ours, the peer's, and the goal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Goal:
    """At most `most`: of the ratio ours / peer, or of our own figure."""

    most: float
    of: Literal["ratio", "ours"] = "ratio"


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    ours: float
    peer: float | None
    unit: str
    beside: str
    """What the peer is."""
    goal: Goal | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours / peer: below 1 is less time (memory, growth) than the peer."""
        return self.ours / self.peer if self.peer else None

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        value = self.ratio if self.goal.of == "ratio" else self.ours
        return value is not None and value <= self.goal.most

    def plain(self) -> dict[str, Any]:
        """For passing between processes."""
        return asdict(self)

    @staticmethod
    def from_plain(values: dict[str, Any]) -> Row:
        goal = values["goal"]
        return Row(**{**values, "goal": Goal(**goal) if goal else None})

    def record(self) -> dict[str, str | float | None]:
        """For build/bench.json."""
        return {"name": self.name, "ours": self.ours, "peer": self.peer, "ratio": self.ratio, "unit": self.unit}


def at_least_times_faster(times: float) -> Goal:
    return Goal(1 / times)
