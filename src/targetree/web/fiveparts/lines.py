"""The lines of a step: as they are kept, and as they come back from the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from targetree.services.fiveparts.points import FiveParts, Point
from targetree.services.fiveparts.writing import Written
from targetree.web.looks.amount_field import AmountField

LONGEST = 20_000
"""Characters of a field that are looked at: more than any text may have, so that the service says what is wrong."""
FEN = 100


@dataclass
class Line:
    """A point in the form, its fields as texts. `name` begins the names of its fields."""

    part: str
    name: str
    id: int | None = None
    revision: int = 0
    text: str = ""
    kind: str = ""
    amount: str = ""
    at: str = ""
    starts: str = ""
    due: str = ""
    obstacle: int | None = None
    needs: list[Line] = field(default_factory=list)


class Unreadable(Exception):
    """A field that cannot be read, in words."""


def lines_of(found: FiveParts, step: str) -> list[Line]:
    """The lines of a step as they are kept."""
    if step == "must":
        return [_line(p) for p in found.must]
    if step == "stakes":
        return [_line(p) for p in (*found.gains, *found.losses)]
    if step == "obstacles":
        rows = [_line(o.point) for o in found.obstacles]
        for row, obstacle in zip(rows, found.obstacles, strict=True):
            row.needs = [_line(n) for n in obstacle.needs]
        return rows + [_line(n) for n in found.loose]
    if step == "dates":
        return [_line(s.point) for s in found.stages]
    return [_line(found.alone)] if found.alone else []


def sent(lines: list[Line], post: Mapping[str, str]) -> list[Line]:
    """The lines as the form says them; those that it does not name stay as they are."""
    return [replace(_told(line, post), needs=sent(line.needs, post)) for line in lines]


def news(post: Mapping[str, str], lines: list[Line], step: str) -> Iterator[Line]:
    """New lines that somebody has written: one of each part, one need for each obstacle."""
    parts = {"must": ["must"], "stakes": ["gain", "loss"], "obstacles": ["obstacle"], "support": ["alone"],
             "dates": ["stage"]}[step]  # fmt: skip
    blanks = [Line(part, f"new-{part}") for part in parts]
    blanks += [
        Line("need", f"new-need-{line.id}", obstacle=line.id) for line in lines if line.part == "obstacle" and line.id
    ]
    for blank in blanks:
        line = _told(blank, post)
        if line.text.strip():
            yield line


def tapped(value: str) -> Line | None:
    """A suggestion that was tapped: `part|kind|obstacle|starts|due|text`."""
    parts = value[:LONGEST].split("|", 5)
    if len(parts) != 6:
        return None
    part, kind, obstacle, starts, due, text = parts
    to = int(obstacle) if obstacle.isascii() and obstacle.isdigit() and len(obstacle) < 16 else None
    return Line(part, "", text=text, kind=kind, starts=starts, due=due, obstacle=to)


def flat(lines: list[Line]) -> Iterator[Line]:
    """Lines with the needs below them."""
    for line in lines:
        yield line
        yield from line.needs


def written(line: Line) -> Written:
    """What the service takes. Raises Unreadable."""
    return Written(
        line.part, line.text, line.id, line.revision if line.id else None, line.kind, _amount(line.amount),
        _percent(line.at), day(line.starts), day(line.due), line.obstacle,
    )  # fmt: skip


def day(text: str) -> date | None:
    """A date of a form, None for none. Raises Unreadable."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unreadable(_("“{text}” is no date. Write it as 2027-03-31.").format(text=text[:20])) from None


def _amount(text: str) -> int | None:
    try:
        units: int | None = AmountField(FEN, required=False).clean(text)
    except ValidationError as problem:
        raise Unreadable(" ".join(problem.messages)) from None
    return units


def _percent(text: str) -> int | None:
    given = text.strip().rstrip("%％ ")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 5):
        raise Unreadable(_("“{text}” is no percentage. Write a whole number such as 100.").format(text=text[:20]))
    return int(given)


def _told(line: Line, post: Mapping[str, str]) -> Line:
    def get(name: str, kept: str) -> str:
        return post.get(f"{line.name}-{name}", kept)[:LONGEST]

    seen = get("rev", str(line.revision))
    return replace(
        line, text=get("text", line.text), kind=get("kind", line.kind), amount=get("amount", line.amount),
        at=get("at", line.at), starts=get("starts", line.starts), due=get("due", line.due),
        revision=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else line.revision,
    )  # fmt: skip


def _line(point: Point) -> Line:
    return Line(
        point.part, f"p{point.id}", point.id, point.revision, point.text, point.kind, _units(point.amount),
        "" if point.at_percent is None else str(point.at_percent), _iso(point.starts), _iso(point.due), point.obstacle,
    )  # fmt: skip


def _units(fen: int | None) -> str:
    if fen is None:
        return ""
    whole, rest = divmod(fen, FEN)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def _iso(day_: date | None) -> str:
    return day_.isoformat() if day_ else ""
