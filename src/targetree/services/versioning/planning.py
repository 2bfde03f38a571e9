"""From a planning book to a version of the plan."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from targetree.engine.result import Plan
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid
from targetree.store import models as store
from targetree.store.mapping.book_in import bring_in
from targetree.store.mapping.plan_in import store_plan


@use_case
def bring_in_plan(*, actor: Actor, plan: Plan, name: str, status: str = "draft", note: str = "", why: str = "") -> int:
    """Bring the tables into line with the plan's book, and keep the plan as a new version. Returns its id."""
    require(actor, "import")
    bring_in(plan.book)
    try:
        with transaction.atomic():
            version = store.Version.objects.create(
                name=name, status=store.Version.DRAFT, note=note, created_by_id=actor.account_id
            )
    except IntegrityError as twice:
        raise Invalid("version-name-taken", name=name) from twice
    store_plan(plan, version)
    if status == store.Version.OPEN:
        version.status = status
        version.save(update_fields=["status"])
    return int(version.id)
