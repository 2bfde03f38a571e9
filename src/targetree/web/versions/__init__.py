"""Versions and scenarios of the plan: made, compared, sent down, published."""
