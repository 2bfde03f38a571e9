"""The findings as a list that a person can work through: errors first, each with where, what and how to mend."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from targetree.engine.book import Source
from targetree.engine.findings import Finding, Severity
from targetree.terms.words import word

from .language import Lang
from .text import colour, columns_of, emit, fold, pad, width
from .words import say

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
COLOURS = {"error": "31;1", "warning": "33", "note": "2"}
ON_A_TERMINAL = 20
"""Findings of one kind that a terminal shows; a pipe gets them all."""


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Errors, warnings, notes; within each as they were found."""
    return sorted(findings, key=lambda f: SEVERITIES.index(f.severity))


def counts(findings: Sequence[Finding], lang: Lang) -> str:
    number = Counter(f.severity for f in findings)
    words = {severity: word(severity, lang) for severity in SEVERITIES}
    return say("counts", lang, **words, **{f"{severity}s": number[severity] for severity in SEVERITIES})


def show(findings: Sequence[Finding], sources: Mapping[str, Source], lang: Lang) -> None:
    """Prints every finding on a line of its own; on a terminal folded, and many of a kind cut short."""
    columns = columns_of(sys.stdout)
    lines = list(_lines(in_order(findings), sources, lang, columns))
    if lines:
        emit("\n".join(lines))


def _lines(
    findings: Sequence[Finding], sources: Mapping[str, Source], lang: Lang, columns: int | None
) -> Iterator[str]:
    from targetree.books.messages import render

    labels = {s: word(s, lang).upper() for s in SEVERITIES}
    label_width = max(width(label) for label in labels.values()) + 2
    total = Counter((f.severity, f.code) for f in findings)
    shown: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = (finding.severity, finding.code)
        shown[kind] += 1
        if columns is not None and shown[kind] > ON_A_TERMINAL:
            if shown[kind] == total[kind]:
                yield " " * label_width + say("more-like-it", lang, count=total[kind] - ON_A_TERMINAL)
            continue
        where, message = render(finding, sources, lang)
        text = f"{where}{': ' if lang == 'en' else '：'}{message}" if where else message
        label = labels[finding.severity]
        if columns is not None:
            text = ("\n" + " " * label_width).join(fold(text, columns - label_width))
        yield colour(label, COLOURS[finding.severity], sys.stdout) + pad("", label_width - width(label)) + text
