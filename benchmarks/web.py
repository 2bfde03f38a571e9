"""Pages and edits of a large company beside the plainest page that the same stack can serve."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from .rows import Goal, Row
from .sizes import Sizes
from .web_company import Served, served

BESIDE = "one row as JSON"


@dataclass(frozen=True)
class Times:
    """Seconds, in order."""

    seconds: list[float]

    @property
    def median(self) -> float:
        return self.seconds[len(self.seconds) // 2]

    @property
    def slow(self) -> float:
        """The 95th percentile."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * 0.95))]


def rows(sizes: Sizes, shelf: Path) -> list[Row]:
    with served(shelf / "web", sizes.web_people, sizes.products) as company:
        return _rows(company, sizes)


def _rows(at: Served, sizes: Sizes) -> list[Row]:
    asks = _Asks(at)
    amount = iter(range(1, 1_000_000))

    def edit(node: int) -> Callable[[], None]:
        year = asks.year(node)
        wish = {"node": node, "what": "", "first_month": 0, "month_count": 12}
        address = f"/api/v1/sheets/{at.sheet}/edits"
        return lambda: asks.post(
            address, {"wishes": [{**wish, "amount": year + 10_000 * next(amount)}], "show": [node]}
        )

    measured = {
        "tree page": (lambda: asks.get("/tree/"), 6.0),
        "tree page, one expansion": (lambda: asks.get(f"/api/v1/sheets/{at.sheet}/lines?node={at.region}"), 4.0),
        "my page": (lambda: asks.get("/me/", at.seller), 4.0),
        "edit of a person's year": (edit(at.person), 8.0),
        "edit of a team's year": (edit(at.team), 8.0),
    }
    plain = lambda: asks.get("/plain/")  # noqa: E731
    times = {name: _alternating(ask, plain, sizes.web_repeats) for name, (ask, _) in measured.items()}
    size = f"{sizes.web_people:,} x {sizes.products}"
    found = []
    for name, (ours, beside) in times.items():
        goal = Goal(measured[name][1])
        found.append(Row(f"{name}, {size}, median", ours.median, beside.median, "s", BESIDE, goal))
        found.append(Row(f"{name}, {size}, 95th percentile", ours.slow, beside.slow, "s", BESIDE, goal))
    top = edit(at.top)
    top()
    whole = Times(sorted(_seconds(top) for _ in range(max(3, sizes.repeats // 2))))
    found.append(Row(f"edit at the very top, {size}", whole.median, None, "s", "", Goal(2.0, "ours")))
    return found


def _alternating(ask: Callable[[], None], plain: Callable[[], None], repeats: int) -> tuple[Times, Times]:
    """One after the other, so that both meet the same machine; the first few warm up and do not count."""
    ours, beside = [], []
    for at in range(repeats + 5):
        mine, theirs = _seconds(ask), _seconds(plain)
        if at >= 5:
            ours.append(mine)
            beside.append(theirs)
    return Times(sorted(ours)), Times(sorted(beside))


def _seconds(ask: Callable[[], None]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


class _Asks:
    """A browser's connection, kept open."""

    def __init__(self, at: Served) -> None:
        self.at = at
        self.connection = HTTPConnection("127.0.0.1", at.port, timeout=60)

    def get(self, address: str, cookies: str = "") -> None:
        self._ask("GET", address, cookies or self.at.director)

    def post(self, address: str, body: object) -> None:
        self._ask("POST", address, self.at.director, json.dumps(body))

    def year(self, node: int) -> int:
        found = json.loads(self._ask("GET", f"/api/v1/sheets/{self.at.sheet}/lines/of?node={node}", self.at.director))
        return sum(found["items"][0]["months"])

    def _ask(self, method: str, address: str, cookies: str, body: str | None = None) -> bytes:
        headers = {"Cookie": cookies, "X-CSRFToken": "c" * 32, "Content-Type": "application/json"}
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {address}: {answer.status} {content[:300]!r}")
        return content
