"""A version copied inside the database: sheets, lines, receipts, customers, holds, the organisation."""

from __future__ import annotations

from targetree.store.arrays import rows

_PAIRS = "JOIN sheets o ON o.id = t.sheet_id AND o.version_id = %(old)s JOIN sheets n ON n.version_id = %(new)s"
_SAME = "AND n.measure_id = o.measure_id AND n.tier = o.tier"
_COPIED = {
    "lines": "node_id, cells, months, year, revision",
    "receipt_lines": "node_id, share, basis, parent, own_target, planned",
    "customer_lines": "node_id, customer_id, weights",
    "outlooks": "node_id, customer_id, owner_id, stage, expected, variance, habit, alive, orders, order_value,"
    " last_year, last_order, every_days",
    "outlook_bases": "common_error, person_error, new_customer, at",
    "activity_bases": "node_id, rate, rate_doubt, days, tries, wins, deal, deal_doubt, deals, orders_of_new,"
    " return_visits, care_visits",
}
_HOLD = (
    "node_id, what, first_month, month_count, amount, reason, owner_id, owner_name, expires, statement_id, created_at"
)


def copy_into(old: int, new: int) -> None:
    """Fill the version `new`, which is empty, with all of `old`; its sheets stand still until the transaction ends."""
    both = {"old": old, "new": new}
    with rows() as cursor:
        cursor.execute("SELECT id FROM sheets WHERE version_id = %(old)s ORDER BY id FOR SHARE", both)
        cursor.fetchall()
        cursor.execute(
            "INSERT INTO places (version_id, node_id, parent_id, path, position, children, open_months)"
            " SELECT %(new)s, node_id, parent_id, path, position, children, open_months"
            " FROM places WHERE version_id = %(old)s",
            both,
        )
        cursor.execute(
            "INSERT INTO sheets (version_id, measure_id, tier, what_codes, what_parents, revision)"
            " SELECT %(new)s, measure_id, tier, what_codes, what_parents, revision"
            " FROM sheets WHERE version_id = %(old)s ORDER BY id",
            both,
        )
        for table, columns in _COPIED.items():
            cursor.execute(
                f"INSERT INTO {table} (sheet_id, {columns})"
                f" SELECT n.id, {_of('t', columns)} FROM {table} t {_PAIRS} {_SAME} ORDER BY t.id",
                both,
            )
        cursor.execute(
            f"INSERT INTO holds (sheet_id, {_HOLD})"
            f" SELECT n.id, {_of('t', _HOLD)} FROM holds t {_PAIRS} {_SAME} WHERE t.released_at IS NULL ORDER BY t.id",
            both,
        )


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))
