"""Totals stated on several axes at once: fitted, completed to whole numbers, or the smallest contradiction."""
