"""Findings about: book."""

SENTENCES: dict[str, tuple[str, str]] = {}
