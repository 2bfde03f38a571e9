"""A finished plan, written: a workbook for people or a folder of tables for programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from pathlib import Path
from threading import Event, Lock
from typing import Literal

from targetree.engine.book import Source
from targetree.engine.result import Plan

from .output.columns import Job, Table
from .output.names import TABLE_NAMES
from .whole import OutputExists, appearing, is_workbook, refuse_if_taken

__all__ = ["OutputExists", "refuse_if_taken", "write_plan"]

Progress = Callable[[str, float], None]
Writer = Callable[[Table, Job, Path], Iterator[int]]
PLAIN_ROWS = 20_000
"""Rows up to which the standard library writes CSV sooner than pyarrow is loaded."""
THREADS = 2
"""Tables written at a time; numpy, numba and pyarrow let go of the interpreter while they work."""


def write_plan(
    plan: Plan,
    out: Path,
    *,
    file_format: Literal["csv", "parquet"] = "csv",
    days: Literal["person", "leaf"] = "person",
    lang: Literal["zh", "en"] = "zh",
    force: bool = False,
    tables: Collection[str] | None = None,
    progress: Progress | None = None,
    sources: dict[str, Source] | None = None,
    produced_at: datetime | None = None,
) -> list[Path]:
    """Writes the plan to OUT and returns the files, in the contract's order.

    OUT ending in .xlsx becomes a workbook, anything else a folder with a file for each table
    (`tables`: only these). It appears whole or not at all. `progress` is told the table and the
    part of it (0 to 1) that is done, one call at a time. `produced_at` is shown in the workbook.
    Raises OutputExists when OUT is taken and `force` does not allow to replace it, ValueError for
    an unknown table or format, OSError when the disk says so.
    """
    out = Path(out)
    sources = plan.book.sources if sources is None else sources
    if is_workbook(out):
        with appearing(out, force=force) as draft:
            from .report.workbook import write_workbook

            write_workbook(plan, draft, lang=lang, sources=sources, produced_at=produced_at, progress=progress)
        return [out]
    chosen = _chosen(tables)
    if file_format not in {"csv", "parquet"}:
        raise ValueError(f"unknown file format {file_format!r}")
    job = Job(plan, lang, days == "leaf", sources)
    with appearing(out, force=force) as draft:
        _write_tables(chosen, job, draft, file_format, _one_at_a_time(progress))
    return [out / f"{table.slug}.{file_format}" for table in chosen]


def _chosen(tables: Collection[str] | None) -> list[Table]:
    from .output.registry import TABLES

    unknown = set(tables or ()) - set(TABLE_NAMES)
    if unknown:
        raise ValueError(f"unknown tables {sorted(unknown)}")
    return [TABLES[name] for name in TABLE_NAMES if tables is None or name in tables]


def _write_tables(tables: list[Table], job: Job, folder: Path, file_format: str, progress: Progress) -> None:
    rows = {table.slug: table.row_count(job) for table in tables}
    small = file_format == "csv" and sum(rows.values()) < PLAIN_ROWS

    stop = Event()

    def write(table: Table) -> None:
        done = 0
        progress(table.slug, 0.0)
        writer = _writer(file_format, small=file_format == "csv" and rows[table.slug] < PLAIN_ROWS)
        for written in writer(table, job, folder / f"{table.slug}.{file_format}"):
            if stop.is_set():
                return
            done += written
            progress(table.slug, min(done / max(rows[table.slug], 1), 1.0))
        progress(table.slug, 1.0)

    if small:
        for table in tables:
            write(table)
        return
    _compile_where_it_pays(tables, job)
    largest_first = sorted(tables, key=lambda table: -rows[table.slug])
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for future in as_completed([pool.submit(write, table) for table in largest_first]):
                future.result()
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise


def _writer(file_format: str, *, small: bool) -> Writer:
    if small:
        from .output import plain

        return plain.write_csv
    from .output import arrow

    return arrow.write_parquet if file_format == "parquet" else arrow.write_csv


def _compile_where_it_pays(tables: list[Table], job: Job) -> None:
    """The blocks are small one by one; what counts is all of them. People's own days need no compiled loop."""
    from targetree.engine.splitting.days import load_compiled

    written = {table.slug for table in tables}
    if written & {"thirds", "weeks"} or (job.leaf_days and "days" in written):
        leaf_cells = sum(measure.cells.size // 12 for measure in job.plan.measures)
        load_compiled(leaf_cells * job.plan.calendar.year.day_count)


def _one_at_a_time(progress: Progress | None) -> Progress:
    if progress is None:
        return lambda label, part: None
    lock = Lock()

    def tell(label: str, part: float) -> None:
        with lock:
            progress(label, part)

    return tell
