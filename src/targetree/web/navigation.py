"""The menu: what there is to go to, for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from targetree.services.access import Actor


@dataclass(frozen=True)
class Entry:
    """One line of the menu. `short` is for the bar at the bottom of a phone."""

    slug: str
    label: str | Promise
    short: str | Promise
    icon: str
    shown_to: Callable[[Actor], bool]
    group: int = 0


@dataclass(frozen=True)
class Link:
    """An entry with its address."""

    slug: str
    label: str | Promise
    short: str | Promise
    icon: str
    address: str
    current: bool
    group: int


def _carries(actor: Actor) -> bool:
    return actor.person_id is not None


ENTRIES = (
    Entry("me", _("My page"), _("Mine"), "target", _carries),
    Entry("tree", _("Tree of targets"), _("Targets"), "list-tree", lambda a: a.may("plan")),
    Entry("support", _("Support"), _("Support"), "sprout", lambda a: a.may("plan")),
    Entry("plans", _("Plans"), _("Plans"), "clipboard", lambda a: a.may("plan")),
    Entry("plan-load", _("What is coming"), _("Coming"), "package", lambda a: a.may("see_load") and not a.may("plan")),
    Entry("requests", _("Requests"), _("Requests"), "inbox", lambda a: bool(a.roles)),
    Entry("commitments", _("Commitments"), _("Commit"), "handshake", lambda a: a.may("plan")),
    Entry("strategy", _("Strategy"), _("Strategy"), "flag", lambda a: a.may("plan")),
    Entry("holds", _("Holds"), _("Holds"), "lock", lambda a: a.may("plan")),
    Entry("versions", _("Versions"), _("Versions"), "layers", lambda a: a.may("see_drafts")),
    Entry("import", _("Import & export"), _("Import"), "arrow-up-down", lambda a: a.may("import"), 1),
    Entry("record", _("Record of changes"), _("Record"), "rotate-ccw-clock", lambda a: a.may("read_record"), 1),
    Entry("settings", _("Settings"), _("Settings"), "settings", lambda a: a.may("administer"), 1),
)


def menu(actor: Actor, path: str) -> list[Link]:
    """The entries that `actor` may use, with the one that `path` belongs to marked."""
    links = []
    for entry in ENTRIES:
        if not entry.shown_to(actor):
            continue
        try:
            address = reverse(entry.slug)
        except NoReverseMatch:
            continue
        current = path.startswith(address)
        links.append(Link(entry.slug, entry.label, entry.short, entry.icon, address, current, entry.group))
    return links
