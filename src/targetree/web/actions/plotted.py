"""The customers of actions where they are: plain coordinates, no map of anybody else's is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from unicodedata import east_asian_width

from targetree.services.actions.reading import ActionShown, CustomerOfAction

WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 900, 720, 320
EDGE = 60
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
"""Degrees between lines of the grid."""
Box = tuple[float, float, float, float]
"""left, top, right, bottom"""


@dataclass(frozen=True)
class Point:
    """A customer with its actions; `label` is "" where there is no room for it."""

    customer: CustomerOfAction
    actions: Sequence[ActionShown]
    x: float
    y: float
    radius: float
    label: str
    left: bool
    bad: bool


@dataclass(frozen=True)
class Line:
    at: float
    text: str


@dataclass(frozen=True)
class Plot:
    width: int
    height: int
    points: Sequence[Point]
    across: Sequence[Line]
    down: Sequence[Line]


def drawn(actions: Sequence[ActionShown]) -> Plot | None:
    """Every customer with a position; None where none has one. A degree is as long in both directions."""
    by_customer: dict[int, list[ActionShown]] = {}
    for a in actions:
        if a.customer is not None and a.customer.latitude is not None and a.customer.longitude is not None:
            by_customer.setdefault(a.customer.id, []).append(a)
    if not by_customer:
        return None
    places = [(rows[0].customer, rows) for rows in by_customer.values()]
    spots = [(c.longitude, c.latitude) for c, _ in places if c and c.longitude is not None and c.latitude is not None]
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    flat = max(cos(radians((south + north) / 2)), 0.05)
    span = max((east - west) * flat, (north - south) * (WIDTH - 2 * EDGE) / (MOST_HEIGHT - 2 * EDGE), 0.02)
    scale = (WIDTH - 2 * EDGE) / span
    height = round(min(max((north - south) * scale + 2 * EDGE, LEAST_HEIGHT), MOST_HEIGHT))
    middle_x, middle_y = (west + east) / 2, (south + north) / 2

    def x(longitude: float) -> float:
        return round(WIDTH / 2 + (longitude - middle_x) * flat * scale, 1)

    def y(latitude: float) -> float:
        return round(height / 2 - (latitude - middle_y) * scale, 1)

    points = []
    order = sorted(zip(places, spots, strict=True), key=lambda p: (-len(p[0][1]), p[0][0].id if p[0][0] else 0))
    radii = [round(5 + 2.5 * sqrt(len(rows)), 1) for (_, rows), _ in order]
    taken = [_dot(x(east_), y(north_), radius) for radius, (_, (east_, north_)) in zip(radii, order, strict=True)]
    for radius, ((customer, rows), (longitude, latitude)) in zip(radii, order, strict=True):
        assert customer is not None
        label, left = _label(customer.name or customer.code, x(longitude), y(latitude), radius, taken)
        bad = any("overdue" in a.flags or "owner-leaves" in a.flags for a in rows)
        points.append(Point(customer, rows, x(longitude), y(latitude), radius, label, left, bad))
    step = next((s for s in STEPS if s * scale >= 110), STEPS[-1])
    return Plot(
        WIDTH, height, points,
        _lines(middle_x - WIDTH / 2 / scale / flat, middle_x + WIDTH / 2 / scale / flat, step, x, "E", "W"),
        _lines(middle_y - height / 2 / scale, middle_y + height / 2 / scale, step, y, "N", "S"),
    )  # fmt: skip


def _label(name: str, x: float, y: float, radius: float, taken: list[Box]) -> tuple[str, bool]:
    """The name where there is room, right or left of the point."""
    short = name if len(name) <= 14 else f"{name[:13]}…"
    wide = sum(12.5 if east_asian_width(c) in "WF" else 7 for c in short)
    own = _dot(x, y, radius)
    for left in (False, True):
        at = x - radius - 4 - wide if left else x + radius + 4
        box = (at, y - 9, at + wide, y + 9)
        if box[0] >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in taken if other != own):
            taken.append(box)
            return short, left
    return "", False


def _dot(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lines(low: float, high: float, step: float, place: Callable[[float], float], plus: str, minus: str) -> list[Line]:
    found: list[Line] = []
    at = int(low // step) + 1
    while at * step < high and len(found) < 30:
        value = at * step
        found.append(Line(place(value), f"{abs(value):.5g}°{plus if value >= 0 else minus}"))
        at += 1
    return found
