"""Findings about: calendar."""

SENTENCES: dict[str, tuple[str, str]] = {}
