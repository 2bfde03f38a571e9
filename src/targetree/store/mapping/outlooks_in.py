"""What a target rests on, customer by customer, into its table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from django.utils import timezone

from targetree.engine.book import Book
from targetree.engine.result import CustomerOutlooks
from targetree.store import models as store

_EPOCH = date(1970, 1, 1)


def store_outlooks(
    sheet: int, outlooks: CustomerOutlooks, book: Book, nodes: list[int], customer: Mapping[str, int]
) -> None:
    """In place of those that the sheet had. `nodes` are the ids of the nodes of the who tree."""
    store.Outlook.objects.filter(sheet_id=sheet).delete()
    known = [customer[c.id] for c in book.customers]
    owner = dict(store.Customer.objects.filter(id__in=known).values_list("id", "owner_id"))
    columns = (
        outlooks.who, outlooks.customer, outlooks.stage, outlooks.expected, outlooks.variance, outlooks.habit,
        outlooks.alive, outlooks.orders, outlooks.order_value, outlooks.last_year, outlooks.last_day,
        outlooks.every_days,
    )  # fmt: skip
    store.Outlook.objects.bulk_create(
        (
            store.Outlook(
                sheet_id=sheet, node_id=nodes[who], customer_id=known[at] if at >= 0 else None,
                owner_id=owner.get(known[at]) if at >= 0 else None, stage=stage,
                expected=expected, variance=variance, habit=habit, alive=_told(alive), orders=orders,
                order_value=order_value, last_year=last_year,
                last_order=_EPOCH + timedelta(days=day) if day >= 0 else None, every_days=_told(every),
            )
            for who, at, stage, expected, variance, habit, alive, orders, order_value, last_year, day, every
            in zip(*(column.tolist() for column in columns), strict=True)
        ),
        batch_size=2000,
    )  # fmt: skip
    basis = {
        "common_error": outlooks.common, "person_error": outlooks.person, "new_customer": outlooks.new_customer,
        "at": timezone.now(),
    }  # fmt: skip
    store.OutlookBasis.objects.update_or_create(sheet_id=sheet, defaults=basis)


def _told(value: float) -> float | None:
    return None if np.isnan(value) else value
