"""Findings about: support."""

SENTENCES: dict[str, tuple[str, str]] = {}
