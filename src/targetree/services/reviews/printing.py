"""The plan on one page and the responsibility letter as PDF."""

from __future__ import annotations

from django.utils import timezone

from targetree.books.paper.sheet import ACCENT, GREY, FontMissing, Segment, Sheet
from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict
from targetree.services.plans.heads import plan_head
from targetree.terms.plan_words import told

from .copies import CopyHead, copy_of
from .letters import LetterShown, letter_of
from .lines import MONEY, PARTS, Words, quarters, shown_figures
from .reading import Content, content_of

_STAGES = {"past": (140, 148, 163), "current": ACCENT, "future": (150, 176, 240), "new": (240, 241, 245)}


@use_case
def plan_paper(*, actor: Actor, plan: int, lang: str, number: int | None = None) -> bytes:
    """The plan on A4 as it is now, or a copy of it. Raises Conflict while the front end is not built."""
    head = plan_head(actor, "see_targets", plan)
    if number is None:
        return draw_plan(content_of(actor, head), head.status, lang)
    kept = copy_of(actor=actor, plan=plan, number=number)
    return draw_plan(kept.content, kept.head.event, lang, kept.head)


@use_case
def letter_paper(*, actor: Actor, plan: int, number: int, lang: str) -> bytes:
    """The letter on A4 with its signatures."""
    return draw_letter(letter_of(actor=actor, plan=plan, number=number), lang)


def draw_plan(content: Content, status: str, lang: str, copy: CopyHead | None = None) -> bytes:
    """Target, support, conditions, five parts, actions, quarter by quarter, support wanted."""
    words, head = Words(content, lang), content["plan"]
    now = timezone.localtime()
    title = f"{head['name']} · {words.measure()} {head['year']}"
    sheet = _sheet(
        title, told("printed", lang, name=head["name"], year=head["year"], day=f"{now:%Y-%m-%d %H:%M}"), lang
    )
    sheet.text(title, 17, strong=True, after=0.5)
    state = told(f"status.{status}", lang) or told(status, lang)
    below = [told("title", lang), head["person"], told("state", lang, state=state)]
    if copy is not None:
        day = f"{timezone.localtime(copy.at):%Y-%m-%d %H:%M}"
        below.append(told("copy", lang, number=copy.number, event=told(copy.event, lang), day=day, who=copy.by))
    sheet.text(" · ".join(part for part in below if part), 9, GREY, after=2)
    sheet.text(f"{told('target', lang)}  {words.units(head['target'])}", 13, ACCENT, strong=True, after=1.5)
    _support(sheet, content, words)
    _conditions(sheet, content, words)
    _points(sheet, content, words)
    sheet.heading(told("actions", lang))
    for row in content["actions"]:
        sheet.item(row["text"], " · ".join(words.action(row)), mark="✓" if row["status"] == "done" else "•")
    _or_nothing(sheet, content["actions"], lang)
    _quarters(sheet, content, words)
    sheet.heading(told("requests", lang))
    for row in content["requests"]:
        sheet.item(row["text"], " · ".join(words.request(row)))
    _or_nothing(sheet, content["requests"], lang)
    return sheet.output(now)


def draw_letter(letter: LetterShown, lang: str) -> bytes:
    """The letter as it was signed, the signatures and the digest."""
    words = letter.content[lang]
    now = timezone.localtime()
    number = told("number", lang, number=f"{letter.plan}-{letter.number}")
    sheet = _sheet(words["title"], f"{number} · SHA-256 {letter.digest}", lang)
    sheet.text(words["title"], 20, strong=True, align="C", after=1)
    sheet.text(number, 9, GREY, align="C", after=3)
    if letter.superseded:
        sheet.text(told("superseded", lang), 10, (191, 44, 38), strong=True, align="C", after=2)
    for line in words["lines"]:
        sheet.text(line, 10, align="C")
    for section in words["sections"]:
        sheet.heading(section["heading"])
        if "text" in section:
            sheet.text(section["text"], 10, after=1.5)
        if "table" in section:
            table = section["table"]
            sheet.table(table["head"], table["rows"], [2, *[3] * (len(table["head"]) - 1)], strong_last=True)
        for item in section.get("points", ()):
            sheet.item(item)
    sheet.space(2)
    sheet.pair(_signature(letter, "person", lang), [] if letter.single else _signature(letter, "manager", lang))
    return sheet.output(now)


def _signature(letter: LetterShown, side: str, lang: str) -> list[tuple[str, float]]:
    found = next((s for s in letter.signatures if s.side == side), None)
    name = letter.content["person" if side == "person" else "manager"]
    lines: list[tuple[str, float]] = [(told(f"sign_{side}", lang), 8)]
    if found is None:
        return [*lines, (name, 14), (told("not_signed", lang), 8)]
    day = f"{timezone.localtime(found.at):%Y-%m-%d %H:%M:%S}"
    return [*lines, (found.name, 14), (told("signed_at", lang, day=day), 8)]


def _sheet(title: str, foot: str, lang: str) -> Sheet:
    try:
        return Sheet(title, foot, lang)
    except FontMissing:
        raise Conflict("paper-no-font") from None


def _or_nothing(sheet: Sheet, rows: list[object], lang: str) -> None:
    if not rows:
        sheet.text(told("nothing", lang), 9, GREY)


def _support(sheet: Sheet, content: Content, words: Words) -> None:
    support, lang = content["support"], words.lang
    if support is None:
        return
    sheet.heading(told("support", lang))
    whole = max(content["plan"]["target"], support["in_hand"], 1)
    sheet.bar([
        Segment(
            part["expected"] / whole, _STAGES[stage],
            f"{told(f'stage.{stage}', lang)} {words.units(part['expected'])}", hatched=stage == "new",
        )
        for stage, part in support["parts"].items()
    ])  # fmt: skip
    target = content["plan"]["target"]
    told_of = [
        told("in_hand", lang, amount=words.units(support["in_hand"]), low=words.units(support["low"]),
             high=words.units(support["high"])),
        told("coverage", lang, percent=f"{support['in_hand'] / target:.0%}") if target else "",
        told("gap", lang, amount=words.units(support["gap"])),
    ]  # fmt: skip
    sheet.text(" · ".join(part for part in told_of if part), 9)


def _conditions(sheet: Sheet, content: Content, words: Words) -> None:
    rows, lang = content["conditions"], words.lang
    holds = sum(row["state"] == "holds" for row in rows)
    count = f"　{told('hold', lang, holds=holds, count=len(rows))}" if rows else ""
    sheet.heading(told("conditions", lang) + count)
    for row in rows:
        mark = {"holds": "✓", "fails": "×"}.get(row["state"], "○")
        hint = [told(f"state.{row['state']}", lang), *words.condition(row)]
        sheet.item(row["text"], " · ".join(hint), depth=row["depth"], mark=mark)
    _or_nothing(sheet, rows, lang)


def _points(sheet: Sheet, content: Content, words: Words) -> None:
    lang = words.lang
    sheet.heading(told("points", lang))
    for part in PARTS:
        rows = [row for row in content["points"] if row["part"] == part]
        if rows:
            sheet.together(14)
            sheet.text(told(f"part.{part}", lang), 9, ACCENT, after=0.4)
        for row in rows:
            sheet.item(row["text"], " · ".join(words.point(row)), mark="✓" if row["done_at"] else "•")
    _or_nothing(sheet, content["points"], lang)


def _quarters(sheet: Sheet, content: Content, words: Words) -> None:
    lang, figures = words.lang, shown_figures(content)
    sheet.heading(told("quarters", lang), keep=58 if figures else 40)
    if not figures:
        _quarters_in_short(sheet, content, words)
        return
    for quarter in quarters(content):
        share = quarter.focus and quarter.focus["share_percent"]
        hint = told("share", lang, percent=share) if share else ""
        focus = quarter.focus["text"] if quarter.focus else ""
        title = f"{told(f'q{quarter.at}', lang)}　{words.units(quarter.target)}"
        sheet.together(44)
        sheet.text(title, 10, ACCENT, after=0.3)
        if focus:
            sheet.item(focus, hint)
        head = [told("month", lang), told("target", lang), *(told(name, lang) for name in figures)]
        rows = [
            [month.name, words.units(month.target),
             *(_figure(words, name, month.figures[name]) if month.planned else "–" for name in figures)]
            for month in quarter.months
        ]  # fmt: skip
        sheet.table(head, rows, [1] * len(head))


def _quarters_in_short(sheet: Sheet, content: Content, words: Words) -> None:
    """While there are no checkpoints: a line for each quarter."""
    lang = words.lang
    head = [told("quarter", lang), told("focuses", lang), told("target", lang), *("", "", "")]
    rows = [
        [told(f"q{quarter.at}", lang), quarter.focus["text"] if quarter.focus else "", words.units(quarter.target),
         *(f"{month.name} {words.units(month.target)}" for month in quarter.months)]
        for quarter in quarters(content)
    ]  # fmt: skip
    sheet.table(head, rows, [2, 6, 3, 4, 4, 4], words=2)


def _figure(words: Words, name: str, value: int) -> str:
    return words.fen(value) if name in MONEY else f"{value:,}"
