"""The table on the screen, and build/bench.json."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from .rows import Goal, Row


def write_json(rows: Sequence[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([row.record() for row in rows], indent=2) + "\n", "utf-8")


HEADINGS = ("what", "ours", "peer", "which is", "ratio", "goal", "met", "note")


def write_markdown(rows: Sequence[Row], path: Path, *, goals: bool) -> None:
    """The same table, for the documentation."""
    lines = [" | ".join(HEADINGS), " | ".join(["---"] * len(HEADINGS))]
    lines += [" | ".join(cells(row, goals=goals)) for row in rows]
    path.write_text("".join(f"| {line} |\n" for line in lines), "utf-8")


def show(rows: Sequence[Row], *, goals: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    table = Table(title=f"Targetree beside others — {machine()}", caption="ratio = ours / peer", expand=False)
    for heading in HEADINGS:
        justify = "right" if heading in {"ours", "peer", "ratio", "goal"} else "left"
        table.add_column(heading, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*cells(row, goals=goals))
    console.print(table)
    missed = [row.name for row in rows if goals and row.met is False]
    if missed:
        console.print(f"Missed: {'; '.join(missed)}.", style="bold")


def cells(row: Row, *, goals: bool) -> tuple[str, ...]:
    return (
        row.name,
        figure(row.ours, row.unit),
        "" if row.peer is None else figure(row.peer, row.unit),
        row.beside,
        "" if row.ratio is None else ratio_text(row.ratio),
        "" if row.goal is None else goal_text(row.goal, row.unit),
        met_text(row, goals=goals),
        row.note,
    )


def met_text(row: Row, *, goals: bool) -> str:
    if row.met is None:
        return ""
    if not goals:
        return "full size only"
    return "yes" if row.met else "NO"


def figure(value: float, unit: str) -> str:
    if unit == "s":
        return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.4g} ms"
    if unit in ("MiB", "rows/s"):
        return f"{value:,.0f} {unit}"
    return f"{value:.2f}"


def ratio_text(ratio: float) -> str:
    if ratio >= 0.5:
        return f"{ratio:.2f}"
    return f"{ratio:.3g} ({1 / ratio:,.0f} x less)" if ratio < 0.1 else f"{ratio:.3g} ({1 / ratio:.1f} x less)"


def goal_text(goal: Goal, unit: str) -> str:
    return f"<= {goal.most:g}" if goal.of == "ratio" else f"<= {goal.most:g} {unit}"


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
