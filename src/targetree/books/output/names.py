"""The names of the tables that come out, in the contract's order."""

TABLE_NAMES = (
    "months", "customer_months", "thirds", "weeks", "days", "support", "activities", "findings", "receipts",
)  # fmt: skip
