"""The tables of the contract, in its order."""

from __future__ import annotations

from . import days, findings, months, parts, people, receipts
from .columns import Table

TABLES: dict[str, Table] = {
    table.slug: table
    for table in (
        months.TABLE,
        people.CUSTOMER_MONTHS_TABLE,
        parts.THIRDS_TABLE,
        parts.WEEKS_TABLE,
        days.TABLE,
        people.SUPPORT_TABLE,
        people.ACTIVITIES_TABLE,
        findings.TABLE,
        receipts.TABLE,
    )
}
