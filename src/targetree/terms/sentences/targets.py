"""Findings about: targets."""

SENTENCES: dict[str, tuple[str, str]] = {}
