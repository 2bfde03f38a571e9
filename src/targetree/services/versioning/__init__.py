"""Versions of the plan: made, compared, sent down, published."""
