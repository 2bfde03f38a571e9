"""Words of the five parts: the question of each step, kinds of gain, loss and need."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from targetree.services.fiveparts.points import STEPS


@dataclass(frozen=True)
class StepWords:
    title: str | Promise
    question: str | Promise
    hint: str | Promise


WORDS: dict[str, StepWords] = {
    "must": StepWords(
        _("What must be done well"), _("What must be done well to reach this number?"),
        _("Three to five things are enough. Choose those that decide."),
    ),
    "stakes": StepWords(
        _("Gain and loss"), _("What do you gain when you reach it, what do you lose when you don't?"),
        _("Money stands below already. Add what moves you beside it."),
    ),
    "obstacles": StepWords(
        _("Obstacles"), _("What stands in the way, and what do you need to know or learn for it?"),
        _("For each obstacle, name the knowledge, skill or information that overcomes it. Your manager gets the list."),
    ),
    "support": StepWords(
        pgettext_lazy("wanted", "Support"), _("Whose support do you want, for what, by when?"),
        _("Each becomes a request with a date. They answer, and you see it here."),
    ),
    "dates": StepWords(
        _("Dates"), _("In which stages do you get there, from when to when?"),
        _("A stage a quarter is a good beginning."),
    ),
}  # fmt: skip
STAKES: dict[str, str | Promise] = {
    "honour": _("Honours"), "training": _("Training"), "promotion": _("Promotion"), "stake": _("Own stake"),
    "money": pgettext_lazy("at stake", "Money"), "other": _("Other"),
}  # fmt: skip
NEEDS: dict[str, str | Promise] = {
    "knowledge": _("Knowledge"), "skill": _("Skill"), "information": _("Information"),
}  # fmt: skip


def kind_name(kind: str) -> str | Promise:
    """A kind of gain, loss or need in words."""
    return STAKES.get(kind) or NEEDS.get(kind) or ""


@dataclass(frozen=True)
class StepLink:
    """A step on the way: its number from 1, whether it is answered, whether it is the one shown."""

    slug: str
    number: int
    title: str | Promise
    done: bool
    current: bool


def way(done: dict[str, bool], current: str = "") -> list[StepLink]:
    """All steps in order."""
    return [StepLink(s, n, WORDS[s].title, done[s], s == current) for n, s in enumerate(STEPS, start=1)]
