"""Two versions side by side: what changed, for whom, when in the year, and why."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from targetree.services.errors import Missing
from targetree.services.settings.measures import measures_shown
from targetree.services.tree.targets import lines_of, sheets
from targetree.services.versioning.comparing import Compared, Order, compare
from targetree.services.versioning.differences import differences
from targetree.services.versioning.showing import shown_version
from targetree.services.versioning.versions import VersionCard, version_cards
from targetree.web.guard import Request, page
from targetree.web.looks.words import measure_name
from targetree.web.tree import asked

from .picture import Link, months_of, reasons_of, rows_of

TIERS = ("base", "stretch", "challenge")
MOST_OPEN = 500
MOST_AT_ONCE = 40


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    a: int
    b: int
    measure: str
    tier: str
    order: Order
    everything: bool
    node: int | None
    opened: tuple[int, ...] | None
    """Nodes whose parts are shown; None: as far as it stays easy to survey."""

    def link(self, **changes: object) -> str:
        """The address of this page with something else chosen."""
        parts = {
            "a": self.a, "b": self.b, "measure": self.measure, "tier": self.tier, "order": self.order,
            "all": 1 if self.everything else None, "node": self.node,
            "open": None if self.opened is None else ",".join(map(str, self.opened)) or "0",
        } | changes  # fmt: skip
        return f"{reverse('versions-compare')}?{urlencode({k: v for k, v in parts.items() if v is not None})}"


@require_safe
@page
def compare_page(request: Request) -> HttpResponse:
    """`?a=&b=&measure=&tier=` choose the sides; `order`, `all`, `open` the rows; `node` whose months and reasons."""
    actor, query = request.actor, request.GET
    cards = version_cards(actor=actor, archived=actor.may("see_drafts"))
    for side in ("a", "b"):
        if side in query and asked.maybe_id(query, side) not in {card.id for card in cards}:
            raise Missing("not-found")
    if len(cards) < 2:
        return render(request, "versions/nothing_to_compare.html", {"may_manage": actor.may("manage_versions")})
    a, b = _sides(request, cards)
    there = [{(s.measure, s.tier) for s in sheets(actor=actor, version=v)} for v in (a, b)] if a != b else [set()]
    both = set.intersection(*there)
    names = {m.code: measure_name(m.code, m.name, m.builtin) for m in measures_shown(actor=actor)}
    choices = [(code, name) for code, name in names.items() if (code, "base") in both]
    measure = asked.words(query, "measure") or (choices[0][0] if choices else "bookings")
    tier = query.get("tier", "base") if query.get("tier", "base") in TIERS else "base"
    order: Order = "tree" if query.get("order") == "tree" else "largest"
    opened = tuple(asked.ids(query, "open", MOST_OPEN)) if query.get("open", "0") != "0" else None
    if query.get("open") == "0":
        opened = ()
    wanted = Wanted(a, b, measure, tier, order, bool(query.get("all")), asked.maybe_id(query, "node"), opened)
    told = {"cards": cards, "wanted": wanted, "measures": choices, "tiers": [t for t in TIERS if (measure, t) in both]}
    if a == b or (measure, tier) not in both:
        return render(request, "versions/compare.html", told | {"same": a == b})
    found = compare(actor=actor, a=a, b=b, measure=measure, tier=tier, order=order, only_changed=not wanted.everything)
    return render(request, "versions/compare.html", told | _told(request, wanted, found))


def _told(request: Request, wanted: Wanted, found: Compared) -> dict[str, object]:
    """All that there is to show of it."""
    actor = request.actor
    rows = rows_of(found, wanted.node, _links(wanted, found))
    focus = next((row for row in found.rows if row.node == wanted.node), None)
    before, after = found.a_months, found.b_months
    if focus is not None:
        before, after = (
            next((tuple(line.months) for line in lines_of(actor=actor, sheet=sheet, nodes=[focus.node])), (0,) * 12)
            for sheet in (found.a_sheet, found.b_sheet)
        )
    shown = shown_version(actor=actor, chosen=wanted.b)
    why = differences(
        actor=actor, a=wanted.a, b=wanted.b, measure=found.measure, tier=found.tier,
        node=focus.node if focus else None,
    )  # fmt: skip
    total_a, total_b = sum(found.a_months), sum(found.b_months)
    return {
        "found": found, "rows": rows, "focus": focus, "total_a": total_a, "total_b": total_b,
        "difference": total_b - total_a, "share": (total_b - total_a) / total_a if total_a else None,
        "people": sum(row.changed for row in found.rows if row.depth == 0),
        "months": months_of(before, after, shown.year) if shown else [],
        "month_totals": (sum(before), sum(after), sum(after) - sum(before)),
        "why": why, "reasons": reasons_of(request.actor, why, found, shown.year) if shown else [],
        "by_size": wanted.link(order=None), "by_tree": wanted.link(order="tree"),
        "changed_only": wanted.link(all=None), "with_all": wanted.link(all=1),
        "turned": wanted.link(a=wanted.b, b=wanted.a), "whole": wanted.link(node=None),
    }  # fmt: skip


def _links(wanted: Wanted, found: Compared) -> Link:
    """Addresses of a row: to open or close it, to look at it alone."""
    if wanted.opened is not None:
        opened = set(wanted.opened)
    else:  # few changes are shown to the last person at once
        few = sum(bool(row.changed or row.variance) for row in found.rows) <= MOST_AT_ONCE
        opened = {row.node for row in found.rows if row.depth == 0 or (few and row.children and row.changed)}

    def link(node: int) -> tuple[bool, str, str]:
        other = sorted(opened ^ {node})
        toggle = wanted.link(open=",".join(map(str, other[:MOST_OPEN])) or "0")
        return node in opened, toggle, wanted.link(node=None if node == wanted.node else node)

    return link


def _sides(request: HttpRequest, cards: list[VersionCard]) -> tuple[int, int]:
    """Both sides: as asked, else the newest copy against what it was made from, else the first two."""
    a, b = asked.maybe_id(request.GET, "a"), asked.maybe_id(request.GET, "b")
    ids = {card.id for card in cards}
    if b is None:
        copies = [card for card in cards if card.based_on in ids and not card.archived and card.id != a]
        b = max(copies, key=lambda c: c.created_at).id if copies else next(c.id for c in cards if c.id != a)
    if a is None:
        origin = next(card.based_on for card in cards if card.id == b)
        a = origin if origin in ids else next(card.id for card in cards if card.id != b)
    assert a is not None
    return a, b
