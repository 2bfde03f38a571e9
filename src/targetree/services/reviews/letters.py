"""The responsibility letter: made when a plan is agreed, signed by both, never altered (M42)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.services.versioning.showing import seen
from targetree.store import models as store
from targetree.store.arrays import rows

from .letter_text import Parties, digest_of, letter_content

PERSON, MANAGER = store.LetterSignature.PERSON, store.LetterSignature.MANAGER


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature."""

    side: str
    """person, manager"""
    name: str
    by: str
    """The account."""
    at: datetime


@dataclass(frozen=True)
class LetterShown:
    """A letter with how it stands."""

    id: int
    plan: int
    number: int
    copy: int
    """Number of the plan's copy that it was made of."""
    content: dict[str, Any]
    digest: str
    whole: bool
    """Whether the digest is that of the content, worked out anew."""
    at: datetime
    single: bool
    signatures: tuple[Signed, ...]
    superseded: bool
    may_sign: str
    """As what the actor may sign it now: person, manager; "" not at all."""
    awaits: tuple[str, ...]
    """The sides that have not signed."""

    @property
    def target(self) -> int:
        """The year that it was signed for, in the smallest unit."""
        return sum(self.content["tiers"]["base"])

    @property
    def complete(self) -> bool:
        return not self.awaits

    @property
    def state(self) -> str:
        """superseded, signed, half, unsigned"""
        if self.superseded:
            return "superseded"
        return "signed" if not self.awaits else "half" if self.signatures else "unsigned"


def write_letter(actor: Actor, head: PlanHead, kept: store.PlanCopy) -> int | None:
    """The letter of a plan that was just agreed; None where nobody holds the seat or leads the unit."""
    if head.person is None:
        return None
    single = len(head.path) == 1 or head.person == actor.person_id  # only a director agrees the own plan
    parties = _parties(actor, head, "" if single else actor.name)
    tiers = _tiers(head)
    tiers.setdefault("base", list(head.months))
    content = letter_content(kept.content, parties, tiers, kept.number, timezone.localdate())
    last = store.Letter.objects.filter(plan_id=head.id).aggregate(last=Max("number"))["last"] or 0
    letter = store.Letter.objects.create(
        plan_id=head.id, copy=kept, number=last + 1, person_id=head.person, single=single, content=content,
        digest=digest_of(content), account_id=actor.account_id,
    )  # fmt: skip
    return int(letter.id)


@use_case
def letters_of(*, actor: Actor, plan: int) -> list[LetterShown]:
    """The letters of a plan, the newest first."""
    head = plan_head(actor, "see_targets", plan)
    found = list(
        store.Letter.objects.filter(plan_id=head.id).select_related("copy").defer("copy__content").order_by("-number")
    )
    signed: dict[int, list[store.LetterSignature]] = {letter.id: [] for letter in found}
    of_plan = store.LetterSignature.objects.filter(letter__plan_id=head.id).select_related("account")
    for signature in of_plan.order_by("at", "id"):
        signed[signature.letter_id].append(signature)
    return [_shown(actor, head, letter, signed[letter.id], newest=not at) for at, letter in enumerate(found)]


@use_case
def letter_of(*, actor: Actor, plan: int, number: int) -> LetterShown:
    """One of them. Raises Missing."""
    for letter in letters_of(actor=actor, plan=plan):
        if letter.number == number:
            return letter
    raise Missing("not-found")


@use_case
def sign_letter(*, actor: Actor, plan: int, number: int, name: str, digest: str) -> LetterShown:
    """Sign the letter with one's own name, as it was read (`digest`). Raises Invalid for another name, Conflict for
    another letter, one that a newer has taken the place of, or one that is signed already."""
    letter = letter_of(actor=actor, plan=plan, number=number)
    if letter.superseded:
        raise Conflict("letter-superseded")
    side = letter.may_sign
    if not side:
        head = plan_head(actor, "see_targets", plan)
        own = _side(actor, head, store.Letter.objects.get(id=letter.id))
        raise Conflict("letter-signed-already") if own else Denied("letter-not-yours")
    if digest != letter.digest or not letter.whole:
        raise Conflict("letter-not-as-read")
    if _bare(name) != _bare(actor.name):
        raise Invalid("letter-name-differs", name=actor.name)
    try:
        with transaction.atomic():
            store.LetterSignature.objects.create(
                letter_id=letter.id, side=side, account_id=actor.account_id, name=actor.name, digest=digest
            )
    except IntegrityError as problem:  # the other was a moment faster
        raise Conflict("letter-signed-already") from problem
    return letter_of(actor=actor, plan=plan, number=number)


def _shown(
    actor: Actor, head: PlanHead, letter: store.Letter, signed: list[store.LetterSignature], *, newest: bool
) -> LetterShown:
    sides = (PERSON,) if letter.single else (PERSON, MANAGER)
    there = {signature.side for signature in signed}
    side = _side(actor, head, letter)
    return LetterShown(
        letter.id, head.id, letter.number, letter.copy.number, letter.content, letter.digest,
        digest_of(letter.content) == letter.digest, letter.at, letter.single,
        tuple(Signed(s.side, s.name, s.account.name, s.at) for s in signed), not newest,
        side if newest and side not in there and actor.may("see_targets", head.path) else "",
        tuple(s for s in sides if s not in there),
    )  # fmt: skip


def _side(actor: Actor, head: PlanHead, letter: store.Letter) -> str:
    """As what the actor signs: who takes the responsibility, or a manager above."""
    if actor.scopes is not None and not actor.scopes & {"write", "admin"}:
        return ""
    if actor.person_id is not None and actor.person_id == letter.person_id:
        return PERSON
    return MANAGER if actor.may("agree_plan", head.path) and not letter.single else ""


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name[:200]).split()).casefold()


def _parties(actor: Actor, head: PlanHead, manager: str) -> Parties:
    with rows() as cursor:
        cursor.execute(
            "SELECT h.name, h.title, u.name FROM people h JOIN nodes n ON n.id = %s"
            " LEFT JOIN nodes u ON u.id = CASE n.kind WHEN 'seat' THEN n.parent_id ELSE n.id END WHERE h.id = %s",
            [head.node, head.person],
        )
        name, title, unit = cursor.fetchone() or ("", "", None)
        cursor.execute(
            "SELECT duties, decisions, handoffs"
            " FROM targetree_role_card(NULL, (SELECT code FROM people WHERE id = %s), NULL)",
            [head.person],
        )
        card = cursor.fetchone() or ("", "", "")
    return Parties(seen(actor).company, name, title, unit or head.name, manager, *card)


def _tiers(head: PlanHead) -> dict[str, list[int]]:
    """The months of each tier of the plan's measure, in the version of its target."""
    with rows() as cursor:
        cursor.execute(
            "SELECT s.tier, l.months FROM sheets base"
            " JOIN sheets s ON s.version_id = base.version_id AND s.measure_id = base.measure_id"
            " JOIN lines l ON l.sheet_id = s.id AND l.node_id = %s WHERE base.id = %s",
            [head.node, head.sheet],
        )
        return {tier: [int(m) for m in months] for tier, months in cursor.fetchall()}
