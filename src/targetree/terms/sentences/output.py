"""Findings about: output."""

SENTENCES: dict[str, tuple[str, str]] = {}
