"""The lines of a plan in words: what stands in small type below each, for the page and for paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from targetree.engine.periods import PlanYear
from targetree.facts.measures import BUILT_IN
from targetree.terms.amounts import amount
from targetree.terms.plan_words import told
from targetree.terms.words import word

from .reading import FIGURES, Content, Row

PARTS = ("must", "gain", "loss", "obstacle", "need", "stage")
MONEY = ("amount_signed", "revenue", "cash")
"""Figures of a checkpoint that are fen."""


@dataclass(frozen=True)
class MonthPlan:
    """A month of the plan: its part of the target, and what its checkpoints come to."""

    at: int
    name: str
    """2027-03"""
    target: int
    figures: dict[str, int]
    thirds: tuple[Row | None, Row | None, Row | None]

    @property
    def planned(self) -> bool:
        return any(third is not None for third in self.thirds)


@dataclass(frozen=True)
class QuarterPlan:
    """A quarter: its target, its one focus, its months."""

    at: int
    target: int
    focus: Row | None
    months: tuple[MonthPlan, ...]
    figures: dict[str, int]


class Words:
    """The words of one plan in one language."""

    def __init__(self, content: Content, lang: str) -> None:
        self.content, self.lang = content, lang
        self.scale: int = content["plan"]["scale"]

    def measure(self) -> str:
        """The name of its measure."""
        head = self.content["plan"]
        built_in = any(measure.id == head["measure"] for measure in BUILT_IN)
        return word(head["measure"], self.lang) if built_in else str(head["measure_name"])

    def units(self, value: int) -> str:
        """An amount of the plan's measure, short."""
        return amount(value, self.scale, self.lang)

    def fen(self, value: int) -> str:
        """Money, short."""
        return amount(value, 100, self.lang)

    def condition(self, row: Row) -> list[str]:
        """Kind, owner, due date, what it adds, difficulty, breakthrough."""
        return _some(
            told(f"kind.{row['kind']}", self.lang), row["owner"] and told("owner", self.lang, name=row["owner"]),
            row["due"] and told("due", self.lang, day=row["due"]),
            row["effect"] and told("adds", self.lang, amount=self.units(row["effect"])),
            row["difficulty"] and told("difficulty", self.lang, text=row["difficulty"]),
            row["breakthrough"] and told("breakthrough", self.lang, text=row["breakthrough"]),
        )  # fmt: skip

    def point(self, row: Row) -> list[str]:
        """Kind, from which attainment, money, dates."""
        at = row["at_percent"]
        slug = "below_percent" if row["part"] == "loss" else "from_percent"
        dates = " – ".join(day for day in (row["starts"], row["due"]) if day)
        return _some(
            told(f"point.{row['kind']}", self.lang), at is not None and told(slug, self.lang, percent=at),
            row["amount"] is not None and self.fen(row["amount"]),
            dates if row["part"] == "stage" else row["due"] and told("due", self.lang, day=row["due"]),
        )  # fmt: skip

    def action(self, row: Row) -> list[str]:
        """The six directions: who, outcome, when, where, with what, at what cost; and how far it is."""
        dates = " – ".join(day for day in (row["starts"], row["due"]) if day)
        brings = row["return_fen"] and told("brings", self.lang, amount=self.fen(row["return_fen"]))
        marketing = _some(row["marketing"], row["marketing_fen"] and self.fen(row["marketing_fen"]), brings)
        return _some(
            told(f"action.{row['status']}", self.lang), row["urgent"] and told("urgent", self.lang),
            row["customer"], row["owner"] and told("owner", self.lang, name=row["owner"]), dates,
            row["place"] and told("place", self.lang, text=row["place"]),
            row["cost_fen"] is not None and told("cost", self.lang, amount=self.fen(row["cost_fen"])),
            row["outcome"] and told("outcome", self.lang, text=row["outcome"]),
            row["confirmed_on"] and told("confirmed", self.lang, day=row["confirmed_on"]),
            row["materials"] and told("materials", self.lang, text=row["materials"]),
            marketing and told("marketing", self.lang, text=" · ".join(marketing)),
        )  # fmt: skip

    def request(self, row: Row) -> list[str]:
        """Of whom, until when, how it stands."""
        return _some(
            row["to"], told("needed_by", self.lang, day=row["needed_by"]),
            told(f"request.{row['status']}", self.lang),
            row["promised"] and told("promised", self.lang, day=row["promised"]),
            row["why"] and told("why", self.lang, text=row["why"]),
            row["answer"] and told("answer", self.lang, text=row["answer"]),
        )  # fmt: skip

    def value(self, section: str, field: str, value: Any) -> str:
        """A value of a line as a comparison shows it."""
        if value in (None, "", []):
            return "–"
        if isinstance(value, bool):
            return ("是" if value else "否") if self.lang == "zh" else ("yes" if value else "no")
        if field in ("amount", "cost_fen", "marketing_fen", "return_fen", *MONEY):
            return self.fen(value)
        if section in ("target", "support") or field == "effect":
            return self.units(value)
        if field in ("state", "status", "kind", "part"):
            kind = {"conditions": "kind", "points": "point", "actions": "action", "requests": "request"}[section]
            slug = f"state.{value}" if field == "state" else f"part.{value}" if field == "part" else f"{kind}.{value}"
            return told(slug, self.lang) or str(value)
        if field in ("condition", "parent", "obstacle", "after"):
            among = {"condition": "conditions", "parent": "conditions", "obstacle": "points", "after": "actions"}[field]
            names = {row["id"]: row["text"] for row in self.content[among]}
            ids = value if isinstance(value, list) else [value]
            return "; ".join(str(names.get(id, "?"))[:60] for id in ids)
        if field == "effect_month":
            return self.months()[int(value)]
        return str(value)

    def field(self, field: str) -> str:
        """What a field is called."""
        if field.startswith("month-"):
            return self.months()[int(field.removeprefix("month-"))]
        return told(f"f.{field}", self.lang) or field

    def line(self, section: str, row: Row) -> str:
        """What a line is called."""
        if section == "checkpoints":
            return f"{self.months()[row['month']]} {told('third.' + str(row['third']), self.lang)}"
        if section in ("target", "support"):
            return ""
        text = str(row["text"])
        return f"{told('q' + str(row['quarter']), self.lang)} · {text}" if section == "focuses" else text

    def months(self) -> tuple[str, ...]:
        """Names of the twelve months."""
        return year_of(self.content).month_names


def year_of(content: Content) -> PlanYear:
    """The year that a plan is for."""
    return PlanYear(content["plan"]["year"], date.fromisoformat(content["plan"]["start"]))


def quarters(content: Content) -> tuple[QuarterPlan, ...]:
    """The four quarters with their months; checkpoints summed exactly."""
    head, names = content["plan"], year_of(content).month_names
    thirds = {(row["month"], row["third"]): row for row in content["checkpoints"]}
    focus = {row["quarter"]: row for row in content["focuses"]}
    months = []
    for m in range(12):
        of = (thirds.get((m, 0)), thirds.get((m, 1)), thirds.get((m, 2)))
        figures = {name: sum(row[name] for row in of if row) for name in FIGURES}
        months.append(MonthPlan(m, names[m], head["months"][m], figures, of))
    return tuple(
        QuarterPlan(
            q, sum(head["months"][3 * q : 3 * q + 3]), focus.get(q), tuple(months[3 * q : 3 * q + 3]),
            {name: sum(month.figures[name] for month in months[3 * q : 3 * q + 3]) for name in FIGURES},
        )
        for q in range(4)
    )  # fmt: skip


def shown_figures(content: Content) -> tuple[str, ...]:
    """The figures of checkpoints that any of them has."""
    return tuple(
        name
        for name in ("customers", "visits", "signings", "amount_signed", "revenue", "cash")
        if any(row[name] for row in content["checkpoints"])
    )


def _some(*parts: Any) -> list[str]:
    return [str(part) for part in _true(parts)]


def _true(parts: Iterable[Any]) -> Iterable[Any]:
    return (part for part in parts if part)
