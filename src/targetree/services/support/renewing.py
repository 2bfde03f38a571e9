"""What customers can bring, worked out anew from the orders, opportunities and customers as they are now."""

from __future__ import annotations

from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Missing
from targetree.store import models as store
from targetree.store.mapping.activity_in import store_bases
from targetree.store.mapping.outlooks_in import store_outlooks
from targetree.store.mapping.plan_out import plan_of
from targetree.store.mapping.upsert import ids


@use_case
def renew_outlooks(*, actor: Actor, version: int) -> int:
    """The numbers of the version stay as they are; what they rest on is read anew. Returns how many customers count.

    Raises Conflict where the company's data do not make a plan any more.
    """
    require(actor, "administer")
    if not store.Version.objects.filter(id=version, archived_at=None).exists():
        raise Missing("not-found")
    plan = plan_of(version)
    if plan is None:
        raise Conflict("support-data-not-whole")
    node, customer = ids(store.Node), ids(store.Customer)
    nodes = [node[code] for code in plan.who.ids]
    sheets = dict(
        store.Sheet.objects.filter(version_id=version, tier=store.Tier.BASE).values_list("measure__code", "id")
    )
    for outlooks in plan.outlooks:
        store_outlooks(sheets[outlooks.measure.id], outlooks, plan.book, nodes, customer)
    for bases in plan.bases:
        store_bases(sheets[bases.measure.id], bases, nodes)
    return len({at for o in plan.outlooks for at in o.customer.tolist() if at >= 0})
