"""The table `findings`: what is doubtful, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from targetree.engine.findings import Finding

from .columns import Block, Job, Table, texts

SEVERITIES = ("error", "warning", "note")


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def blocks(job: Job) -> Iterator[Block]:
    from targetree.books.messages import render

    findings = worst_first(job.plan.findings)
    told = [render(finding, job.sources, job.lang) for finding in findings]
    yield (
        texts([finding.severity for finding in findings]),
        texts([finding.code for finding in findings]),
        texts([where for where, _ in told]),
        texts([message for _, message in told]),
    )


TABLE = Table(
    "findings",
    (("severity", "text"), ("code", "text"), ("where", "text"), ("message", "text")),
    blocks,
    lambda job: len(job.plan.findings),
)
