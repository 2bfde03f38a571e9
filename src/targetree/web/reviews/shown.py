"""A plan's content as the page shows it: lines with their small type and what is said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from targetree.services.reviews.comments import PlanRemark
from targetree.services.reviews.lines import MONEY, PARTS, QuarterPlan, Words, quarters, shown_figures
from targetree.services.reviews.reading import Content, Row
from targetree.terms.plan_words import told
from targetree.web.templatetags.ui import language

STAGES = ("past", "current", "future", "new")
Key = tuple[str, int | None]


@dataclass(frozen=True)
class Talk:
    """What is said about a line, and where to say something."""

    address: str
    """"" where nothing can be said: an old copy, a reader who only reads."""
    open: tuple[PlanRemark, ...]
    settled: int


@dataclass(frozen=True)
class Line:
    """A line of the plan."""

    text: str
    hints: Sequence[str]
    talk: Talk
    mark: str = ""
    """holds, fails, open; done"""
    depth: int = 0


@dataclass(frozen=True)
class Part:
    """One of the five parts with its lines."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Segment:
    """A stage of the stacked bar; widths in percent."""

    stage: str
    name: str
    width: float
    part: Row


class PlanPage:
    """Everything that `reviews/content.html` shows."""

    def __init__(self, content: Content, remarks: Iterable[PlanRemark] = (), talk_at: str = "") -> None:
        self.content, self.words = content, Words(content, language())
        self.scale: int = content["plan"]["scale"]
        self._said: dict[Key, list[PlanRemark]] = defaultdict(list)
        for remark in remarks:
            self._said[remark.about, remark.about_id].append(remark)
        self._talk_at = talk_at
        self._shown: set[Key] = set()

    def talk(self, about: str, id: int | None = None) -> Talk:
        """The talk about a line."""
        self._shown.add((about, id))
        said = self._said.get((about, id), [])
        query = urlencode({"about": about} | ({} if id is None else {"id": id}))
        return Talk(
            f"{self._talk_at}?{query}" if self._talk_at else "",
            tuple(one for one in said if one.resolved_at is None), sum(one.resolved_at is not None for one in said),
        )  # fmt: skip

    @property
    def whole(self) -> Talk:
        return self.talk("")

    @property
    def target(self) -> Talk:
        return self.talk("target")

    @property
    def rests(self) -> Talk:
        return self.talk("support")

    @property
    def support(self) -> Row | None:
        found: Row | None = self.content["support"]
        return found

    @property
    def segments(self) -> list[Segment]:
        support = self.content["support"]
        if support is None:
            return []
        whole = max(self.content["plan"]["target"], support["in_hand"], 1)
        return [
            Segment(
                stage, told(f"stage.{stage}", language()), support["parts"][stage]["expected"] / whole * 100,
                support["parts"][stage],
            )
            for stage in STAGES
        ]  # fmt: skip

    @property
    def coverage(self) -> float | None:
        support, target = self.content["support"], self.content["plan"]["target"]
        return support["in_hand"] / target if support and target > 0 else None

    @property
    def conditions(self) -> list[Line]:
        return [
            Line(row["text"], self.words.condition(row), self.talk("condition", row["id"]), row["state"], row["depth"])
            for row in self.content["conditions"]
        ]

    @property
    def standing(self) -> tuple[int, int]:
        """How many of the conditions right under the target hold: those below them are told by theirs."""
        top = [row["state"] for row in self.content["conditions"] if not row["depth"]]
        return top.count("holds"), len(top)

    @property
    def parts(self) -> list[Part]:
        found = []
        for part in PARTS:
            rows = [row for row in self.content["points"] if row["part"] == part]
            if rows:
                found.append(Part(told(f"part.{part}", language()), [
                    Line(row["text"], self.words.point(row), self.talk("point", row["id"]),
                         "done" if row["done_at"] else "")
                    for row in rows
                ]))  # fmt: skip
        return found

    @property
    def actions(self) -> list[Line]:
        return [
            Line(row["text"], self.words.action(row), self.talk("action", row["id"]),
                 "done" if row["status"] == "done" else "")
            for row in self.content["actions"]
        ]  # fmt: skip

    @property
    def requests(self) -> list[Line]:
        return [
            Line(row["text"], self.words.request(row), self.talk("request", row["id"]),
                 "done" if row["status"] == "done" else "")
            for row in self.content["requests"]
        ]  # fmt: skip

    @property
    def quarters(self) -> list[dict[str, Any]]:
        names = shown_figures(self.content)
        return [self._quarter(quarter, names) for quarter in quarters(self.content)]

    @property
    def figures(self) -> list[str]:
        return [told(name, language()) for name in shown_figures(self.content)]

    @property
    def planned_months(self) -> int:
        return sum(month.planned for quarter in quarters(self.content) for month in quarter.months)

    def _quarter(self, quarter: QuarterPlan, names: tuple[str, ...]) -> dict[str, Any]:
        focus = quarter.focus
        return {
            "name": told(f"q{quarter.at}", language()), "target": quarter.target, "focus": focus,
            "talk": self.talk("quarter", quarter.at),
            "focus_talk": self.talk("focus", focus["id"]) if focus else None,
            "figures": [(quarter.figures[name], name in MONEY) for name in names],
            "months": [
                {
                    "name": month.name, "target": month.target, "planned": month.planned,
                    "talk": self.talk("month", month.at),
                    "figures": [(month.figures[name], name in MONEY) for name in names],
                }
                for month in quarter.months
            ],
        }  # fmt: skip

    def lost(self) -> list[Talk]:
        """Talks about lines that are not in the plan any more; to be asked for after all else was shown."""
        seen = (self.whole, self.target, self.rests, self.conditions, self.parts, self.actions, self.requests)
        assert seen and self.quarters
        return [self.talk(*key) for key in list(self._said) if key not in self._shown]


def tab(slug: str, plan: int) -> str:
    """The address of a tab of the plan, "" while there is none."""
    try:
        return reverse(slug, args=[plan])
    except NoReverseMatch:
        return ""
