"""The tree of conditions as a picture: the target on the left, what it rests on to the right."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from targetree.services.conditions.reading import ConditionShown, Tree

BOX, HIGH, STEP, ROW = 216, 44, 256, 56
"""Width and height of a box, and from one to the next."""
_EDGE = 8
_TEXT = 168
_LETTER, _SIGN = 7.2, 13.0


@dataclass(frozen=True)
class Box:
    """A condition in its place."""

    one: ConditionShown
    x: int
    y: int
    text: str
    link: str
    """The line from what it stands below, as an SVG path."""


@dataclass(frozen=True)
class Picture:
    """All of it; the target's box is at (`_EDGE`, `root_y`)."""

    width: int
    height: int
    x: int
    root_y: int
    name: str
    boxes: tuple[Box, ...]


def drawn(tree: Tree) -> Picture:
    """Where everything stands: leaves one below the other, a parent in the middle of its own."""
    ordered = tree.conditions
    y: dict[int, float] = {}
    row = 0
    for one in ordered:
        if not one.children:
            y[one.id] = row * ROW
            row += 1
    below: dict[int | None, list[int]] = {}
    for one in ordered:
        below.setdefault(one.parent, []).append(one.id)
    for one in reversed(ordered):
        if one.children:
            y[one.id] = (y[below[one.id][0]] + y[below[one.id][-1]]) / 2
    top = below[None]
    root = (y[top[0]] + y[top[-1]]) / 2
    boxes = []
    for one in ordered:
        x, at = _EDGE + (one.depth + 1) * STEP, _EDGE + round(y[one.id])
        start_x, start_y = x - STEP + BOX, _EDGE + round(root if one.parent is None else y[one.parent]) + HIGH // 2
        middle, end_y = (start_x + x) // 2, at + HIGH // 2
        link = f"M{start_x} {start_y}C{middle} {start_y} {middle} {end_y} {x} {end_y}"
        boxes.append(Box(one, x, at, shortened(one.text), link))
    deepest = max(one.depth for one in ordered)
    return Picture(
        2 * _EDGE + (deepest + 1) * STEP + BOX, 2 * _EDGE + (row - 1) * ROW + HIGH, _EDGE, _EDGE + round(root),
        shortened(tree.head.name), tuple(boxes),
    )  # fmt: skip


def shortened(text: str, room: float = _TEXT) -> str:
    """As much of a text as fits into a box; Chinese signs are twice as wide as letters."""
    line = " ".join(text.split())
    wide = 0.0
    for at, sign in enumerate(line):
        wide += _SIGN if east_asian_width(sign) in "WF" else _LETTER
        if wide > room:
            return f"{line[: max(at - 1, 1)]}…"
    return line
