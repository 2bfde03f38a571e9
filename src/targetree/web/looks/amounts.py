"""Amounts as people read them, on pages: see `targetree.terms.amounts`."""

from targetree.terms.amounts import DASH, MINUS, amount, exact, percent, rounded, signed

__all__ = ["DASH", "MINUS", "amount", "exact", "percent", "rounded", "signed"]
