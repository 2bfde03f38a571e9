"""The words of a responsibility letter (M42), made of the plan as it was agreed: the same in both languages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from targetree.facts.measures import BUILT_IN
from targetree.terms.amounts import exact
from targetree.terms.letter_words import say
from targetree.terms.words import word

from .reading import Content, Row

TIERS = ("base", "stretch", "challenge")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Parties:
    """Who it is between, and what the role card says. `manager` is "" for the company as a whole."""

    company: str
    person: str
    title: str
    unit: str
    manager: str
    duties: str
    decisions: str
    handoffs: str


def letter_content(
    plan: Content, parties: Parties, tiers: dict[str, list[int]], copy: int, agreed_on: date
) -> dict[str, Any]:
    """What is signed. `tiers`: twelve months of each tier that there is, smallest unit of the measure."""
    quarters = {tier: [sum(tiers[tier][q : q + 3]) for q in range(0, 12, 3)] for tier in TIERS if tiers.get(tier)}
    content: dict[str, Any] = {
        "format": 1, "year": plan["plan"]["year"], "measure": plan["plan"]["measure"], "scale": plan["plan"]["scale"],
        "tiers": quarters, "person": parties.person, "manager": parties.manager, "copy": copy,
        "agreed_on": agreed_on.isoformat(),
    }  # fmt: skip
    for lang in LANGUAGES:
        content[lang] = _Writer(plan, parties, quarters, lang).written(copy, agreed_on)
    return content


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of a content, whatever order its names are kept in."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


class _Writer:
    """One language of it."""

    def __init__(self, plan: Content, parties: Parties, quarters: dict[str, list[int]], lang: str) -> None:
        self.plan, self.parties, self.quarters, self.lang = plan, parties, quarters, lang
        head = plan["plan"]
        built_in = any(measure.id == head["measure"] for measure in BUILT_IN)
        self.measure = word(head["measure"], lang) if built_in else head["measure_name"]

    def written(self, copy: int, agreed_on: date) -> dict[str, Any]:
        who, lang = self.parties, self.lang
        head = self.plan["plan"]
        between = "between" if who.manager else "alone"
        rules = [
            say("made_of", lang, day=agreed_on.isoformat(), copy=copy), say("follows", lang),
            say("in_force" if who.manager else "in_force_alone", lang),
        ]  # fmt: skip
        return {
            "title": say("title", lang, year=head["year"]),
            "lines": [
                say(between, lang, manager=who.manager, person=who.person, company=who.company),
                say("role" if who.title else "role_untitled", lang, person=who.person, title=who.title, unit=who.unit),
            ],
            "sections": [
                self._target(),
                self._section("duties", self._duties(), "no_duties"),
                self._section("gain_loss", self._gains(), "no_gain"),
                self._section("promised", self._promises(), "no_promise"),
                self._section("dates", self._dates(), "no_dates"),
                {"heading": say("rules", lang), "points": rules},
            ],
        }

    def _section(self, heading: str, items: list[str], none: str) -> Row:
        return {"heading": say(heading, self.lang), "points": items or [say(none, self.lang)]}

    def _money(self, units: int, scale: int = 100) -> str:
        amount = exact(units, scale)
        if scale == 1:
            return amount
        return f"{amount} 元" if self.lang == "zh" else f"CNY {amount}"

    def _target(self) -> Row:
        lang, head = self.lang, self.plan["plan"]
        money = head["measure_kind"] == "money"
        amount = self._money(head["target"], head["scale"]) if money else exact(head["target"], head["scale"])
        rows = [
            [say(f"q{q}", lang), *(exact(amounts[q], head["scale"]) for amounts in self.quarters.values())]
            for q in range(4)
        ]
        rows.append([say("year", lang), *(exact(sum(amounts), head["scale"]) for amounts in self.quarters.values())])
        return {
            "heading": say("target", lang),
            "text": say(
                "takes" if head["name"] == self.parties.person else "takes_for", lang, person=self.parties.person,
                measure=self.measure, amount=amount, year=head["year"], name=head["name"],
            ),
            "table": {"head": [say("quarter", lang), *(say(tier, lang) for tier in self.quarters)], "rows": rows},
        }  # fmt: skip

    def _duties(self) -> list[str]:
        items = _lines(self.parties.duties)
        for slug, text in (("decides", self.parties.decisions), ("hands_on", self.parties.handoffs)):
            items += [say(slug, self.lang, text=line) for line in _lines(text)]
        return items

    def _gains(self) -> list[str]:
        items = []
        for point in self.plan["points"]:
            if point["part"] not in ("gain", "loss"):
                continue
            at = point["at_percent"]
            when = "" if at is None else say("from" if point["part"] == "gain" else "below", self.lang, percent=at)
            told = [say(point["part"], self.lang), when, self._kind(point["kind"]), point["text"]]
            if point["amount"] is not None:
                told.append(self._money(point["amount"]))
            items.append(" · ".join(part for part in told if part))
        return items

    def _kind(self, kind: str) -> str:
        return say(kind, self.lang) if kind in ("money", "honour", "training", "promotion", "stake") else ""

    def _promises(self) -> list[str]:
        items = []
        for row in self.plan["requests"]:
            slug = {"accepted": "promise", "done": "promise_kept", "open": "asked"}.get(row["status"])
            if slug:
                day = row["needed_by"] if slug == "asked" else row["promised"] or row["needed_by"]
                items.append(say(slug, self.lang, to=row["to"], text=row["text"], day=day))
        return items

    def _dates(self) -> list[str]:
        items = [
            say("focus", self.lang, quarter=say(f"q{row['quarter']}", self.lang), text=row["text"])
            for row in self.plan["focuses"]
        ]
        for point in self.plan["points"]:
            if point["part"] == "stage":
                slug = "stage" if point["starts"] and point["due"] else "stage_until" if point["due"] else ""
                told = (
                    say(slug, self.lang, starts=point["starts"], due=point["due"], text=point["text"]) if slug else ""
                )
                items.append(told or point["text"])
        return items


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
