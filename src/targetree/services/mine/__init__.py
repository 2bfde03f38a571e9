"""Everybody's own page."""
