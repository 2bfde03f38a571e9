"""What turns a gap into activities, node by node, into its table."""

from __future__ import annotations

from targetree.engine.result import ActivityBases
from targetree.store import models as store


def store_bases(sheet: int, bases: ActivityBases, nodes: list[int]) -> None:
    """In place of those that the sheet had. `nodes` are the ids of the nodes of the who tree."""
    store.ActivityBasis.objects.filter(sheet_id=sheet).delete()
    columns = (
        bases.rate, bases.rate_doubt, bases.days, bases.tries, bases.wins, bases.deal, bases.deal_doubt, bases.deals,
        bases.return_visits, bases.care_visits,
    )  # fmt: skip
    store.ActivityBasis.objects.bulk_create(
        (
            store.ActivityBasis(
                sheet_id=sheet, node_id=node, rate=rate, rate_doubt=doubt, days=days, tries=tries, wins=wins, deal=deal,
                deal_doubt=deal_doubt, deals=deals, orders_of_new=bases.orders_of_new, return_visits=returns,
                care_visits=care,
            )
            for node, rate, doubt, days, tries, wins, deal, deal_doubt, deals, returns, care
            in zip(nodes, *(column.tolist() for column in columns), strict=True)
        ),
        batch_size=2000,
    )  # fmt: skip
