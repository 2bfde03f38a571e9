"""Months into days: cumulative rounding along each month's working days."""
