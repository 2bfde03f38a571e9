"""Findings about: history."""

SENTENCES: dict[str, tuple[str, str]] = {}
