"""What is wrong in a file, kept so that it can be shown beside the cells, in either language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from targetree.books.columns import TABLES
from targetree.books.excerpts import Block, excerpts
from targetree.books.messages import render
from targetree.books.naming import Naming
from targetree.engine.book import Source
from targetree.engine.findings import Finding

LANGUAGES = ("zh", "en")
MOST_PLAIN = 40


def told(
    path: Path, naming: Naming, findings: Sequence[Finding], sources: Mapping[str, Source]
) -> dict[str, Any]:  # fmt: skip
    """Findings by sheet: excerpts with what is said at which cell, and sentences about no cell.

    `{counts, sheets: [{table, label, errors, blocks, plain, more}]}`, errors first.
    """
    errors = [f for f in findings if f.severity == "error"]
    wanted = errors or list(findings)
    shown = {e.table: e for e in excerpts(path, naming, wanted)} if errors else {}
    sheets: dict[str, dict[str, Any]] = {}
    for at, finding in enumerate(wanted):
        table = finding.place.table
        sheet = sheets.setdefault(table, _sheet(table, sources))
        sheet["errors"] += finding.severity == "error"
        if table in shown and at in shown[table].shown:
            continue
        if len(sheet["plain"]) < MOST_PLAIN:
            sheet["plain"].append({"severity": finding.severity, **_said(finding, sources, placed=True)})
        else:
            sheet["more"] += 1
    for table, excerpt in shown.items():
        sheets[table]["blocks"] = [_block(block, wanted, sources) for block in excerpt.blocks]
    counts = Counter(f.severity for f in findings)
    return {"counts": dict(counts), "sheets": list(sheets.values())}


def _sheet(table: str, sources: Mapping[str, Source]) -> dict[str, Any]:
    source = sources.get(table)
    label = source.label if source else ""
    return {"table": table, "label": label, "errors": 0, "blocks": [], "plain": [], "more": 0}


def _said(finding: Finding, sources: Mapping[str, Source], *, placed: bool) -> dict[str, str]:
    said = {}
    for lang in LANGUAGES:
        where, message = render(finding, sources, lang)
        said[lang] = f"{where} · {message}" if placed and where and finding.place.row else message
    return said


def _block(block: Block, findings: Sequence[Finding], sources: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "columns": [{"letter": letter, "heading": heading} for _, letter, heading in block.columns],
        "lines": [
            {
                "number": line.number,
                "cells": [{"text": text, "bad": at in line.said} for at, text in enumerate(line.cells)],
                "said": [
                    {"at": at, "severity": findings[k].severity, **_said(findings[k], sources, placed=False)}
                    for at, indices in sorted(line.said.items())
                    for k in indices
                ],
            }
            for line in block.lines
        ],
    }


def in_language(kept: Mapping[str, Any], lang: str) -> list[dict[str, Any]]:
    """The sheets of `told` with their sentences in one language."""
    return [
        {
            **sheet,
            "label": sheet["label"] or (TABLES[sheet["table"]].name(lang) if sheet["table"] in TABLES else ""),
            "plain": [{"severity": p["severity"], "text": p[lang]} for p in sheet["plain"]],
            "blocks": [
                {**block, "lines": [
                    {**line, "said": [{**said, "text": said[lang]} for said in line["said"]]} for line in block["lines"]
                ]}
                for block in sheet["blocks"]
            ],
        }
        for sheet in kept.get("sheets", ())
    ]  # fmt: skip
