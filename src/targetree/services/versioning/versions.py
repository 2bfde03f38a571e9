"""Versions and scenarios (M11): copy, name, send down, publish, put away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from targetree.services.access import Actor, require, use_case
from targetree.services.agreement.answers import text
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.store import models as store
from targetree.store.arrays import rows

from .copying import copy_into

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version with what has been done to it."""

    id: int
    name: str
    status: str
    """draft, open, published"""
    note: str
    in_force: bool
    archived: bool
    based_on: int | None
    based_on_name: str
    created_by: str
    created_at: datetime
    opened_at: datetime | None
    published_by: str
    published_at: datetime | None
    edits: int
    """Changes by hand in this version, since it was made."""
    holds: int
    people: int
    """Those with a number of the first measure."""
    answered: int
    """People who answered to it."""
    waiting: int
    """Proposals of any measure that are not settled."""
    total: int | None
    """Of the first measure, over all; None for those who see a part only."""
    measure: str
    measure_kind: str
    tiers: list[str]


_CARDS = """
WITH first AS (
  SELECT DISTINCT ON (s.version_id) s.version_id, s.id, m.code, m.kind
  FROM sheets s JOIN measures m ON m.id = s.measure_id
  WHERE s.tier = 'base' ORDER BY s.version_id, m.position, m.id
), changed AS (SELECT s.version_id, count(*) AS n FROM edits e JOIN sheets s ON s.id = e.sheet_id GROUP BY 1),
held AS (SELECT s.version_id, count(*) AS n FROM holds h JOIN sheets s ON s.id = h.sheet_id
  WHERE h.released_at IS NULL AND (h.expires IS NULL OR h.expires >= current_date) GROUP BY 1),
here AS (SELECT f.version_id, count(*) AS n FROM first f JOIN lines l ON l.sheet_id = f.id AND l.year <> 0
  JOIN nodes n ON n.id = l.node_id AND n.kind = 'seat' GROUP BY 1),
told AS (SELECT f.version_id, count(*) AS n FROM first f JOIN commitments c ON c.sheet_id = f.id
  JOIN nodes n ON n.id = c.node_id AND n.kind = 'seat' GROUP BY 1),
waits AS (SELECT s.version_id, count(*) AS n FROM commitments c JOIN sheets s ON s.id = c.sheet_id
  WHERE c.state = 'countered' GROUP BY 1),
whole AS (SELECT f.version_id, l.year FROM first f JOIN places p ON p.version_id = f.version_id AND p.parent_id IS NULL
  JOIN lines l ON l.sheet_id = f.id AND l.node_id = p.node_id),
tiers AS (SELECT version_id, array_agg(DISTINCT tier::text) AS found FROM sheets GROUP BY 1)
SELECT v.id, v.name, v.status, v.note, coalesce(co.in_force_id = v.id, false), v.archived_at IS NOT NULL, v.based_on_id,
  coalesce(b.name, ''), coalesce(maker.name, ''), v.created_at, v.opened_at, coalesce(publisher.name, ''),
  v.published_at, coalesce(changed.n, 0), coalesce(held.n, 0), coalesce(here.n, 0), coalesce(told.n, 0),
  coalesce(waits.n, 0), CASE WHEN %(all)s THEN whole.year END, coalesce(first.code, ''), coalesce(first.kind, ''),
  coalesce(tiers.found, '{}')
FROM versions v LEFT JOIN company co ON true LEFT JOIN versions b ON b.id = v.based_on_id
LEFT JOIN accounts maker ON maker.id = v.created_by_id LEFT JOIN accounts publisher ON publisher.id = v.published_by_id
LEFT JOIN first ON first.version_id = v.id LEFT JOIN changed ON changed.version_id = v.id
LEFT JOIN held ON held.version_id = v.id LEFT JOIN here ON here.version_id = v.id
LEFT JOIN told ON told.version_id = v.id LEFT JOIN waits ON waits.version_id = v.id
LEFT JOIN whole ON whole.version_id = v.id LEFT JOIN tiers ON tiers.version_id = v.id
WHERE (v.status <> 'draft' OR %(drafts)s) AND (%(one)s::bigint IS NULL OR v.id = %(one)s)
  AND (v.archived_at IS NULL OR %(archived)s)
ORDER BY 5 DESC, v.archived_at IS NOT NULL, v.status = 'open' DESC, v.created_at DESC
"""


@use_case
def version_cards(*, actor: Actor, archived: bool = False, only: int | None = None) -> list[VersionCard]:
    """The versions that the actor may see, the one in force first, then those sent down, then the newest."""
    require(actor, "plan")
    drafts = actor.may("see_drafts")
    with rows() as cursor:
        cursor.execute(_CARDS, {"all": drafts, "drafts": drafts, "archived": archived, "one": only})
        return [VersionCard(*row) for row in cursor.fetchall()]


@use_case
def version_card(*, actor: Actor, version: int) -> VersionCard:
    """One of them."""
    found = version_cards(actor=actor, archived=True, only=version)
    if not found:
        raise Missing("not-found")
    return found[0]


@use_case
def copy_version(*, actor: Actor, version: int, name: str, note: str = "", why: str = "") -> int:
    """A draft with all numbers and holds of a version, which stands still meanwhile. Returns the new one's id."""
    require(actor, "manage_versions")
    if not store.Version.objects.filter(id=version).exists():
        raise Missing("not-found")
    try:
        with transaction.atomic():
            made = store.Version.objects.create(
                name=_name(name), note=text(note), based_on_id=version, created_by_id=actor.account_id
            )
    except IntegrityError as twice:
        raise Invalid("version-name-taken", name=name.strip()) from twice
    copy_into(version, made.id)
    return int(made.id)


@use_case
def describe_version(*, actor: Actor, version: int, name: str | None = None, note: str | None = None) -> None:
    """Give a version that is not published another name or note."""
    require(actor, "manage_versions")
    found = _locked(version)
    found.name = found.name if name is None else _name(name)
    found.note = found.note if note is None else text(note)
    try:
        with transaction.atomic():
            found.save(update_fields=["name", "note"])
    except IntegrityError as twice:
        raise Invalid("version-name-taken", name=found.name) from twice


@use_case
def send_down(*, actor: Actor, version: int, why: str = "") -> None:
    """Open a draft: from now on everybody sees their part of it and commits."""
    require(actor, "manage_versions")
    found = _locked(version)
    if found.status == store.Version.OPEN:
        raise Conflict("version-sent-down-already")
    if found.archived_at is not None:
        raise Conflict("version-archived")
    found.status, found.opened_at = store.Version.OPEN, timezone.now()
    found.save(update_fields=["status", "opened_at"])


@use_case
def publish(*, actor: Actor, version: int, why: str = "") -> None:
    """Publish: edits under way are waited for, later ones refused; it is in force and never changes again."""
    require(actor, "publish")
    found = _locked(version, already="version-published-already")
    if found.archived_at is not None:
        raise Conflict("version-archived")
    found.status, found.published_at = store.Version.PUBLISHED, timezone.now()
    found.published_by_id = actor.account_id
    found.save(update_fields=["status", "published_at", "published_by"])
    store.Company.objects.filter(id=1).update(in_force_id=version)


@use_case
def archive_version(*, actor: Actor, version: int, archived: bool = True, why: str = "") -> None:
    """Put a version that is not published out of sight, or take it out of the archive again."""
    require(actor, "manage_versions")
    found = _locked(version)
    found.archived_at = timezone.now() if archived else None
    found.save(update_fields=["archived_at"])


def _locked(version: int, already: str = "version-published") -> store.Version:
    """The version, with edits under way done and no new ones until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM versions WHERE id = %s FOR UPDATE", [version])
        if cursor.fetchone() is None:
            raise Missing("not-found")
    found = store.Version.objects.get(id=version)
    if found.status == store.Version.PUBLISHED:
        raise Conflict(already)
    return found


def _name(name: str) -> str:
    said = " ".join(name.replace("\x00", " ").split())
    if not 0 < len(said) <= LONGEST_NAME:
        raise Invalid("version-name-needed")
    return said
