"""What each command does. Returns the exit status."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from targetree.books.planned import Outcome, plan_book
from targetree.engine.findings import Finding, has_errors

from . import server
from .commands import Request, UsageError
from .findings_list import counts, show
from .language import Lang
from .progress import ProgressBar
from .text import emit
from .words import WORDS, say

if TYPE_CHECKING:
    from targetree.engine.plan import Progress
    from targetree.engine.result import Plan

DONE, BOOK_HAS_ERRORS, WRONG_USAGE, TERMINATED = 0, 1, 2, 143
OUTLOOK_TABLES = frozenset({"support", "activities", "customer_months", "findings"})
DEMO_FOLDER = Path("out")


def template(request: Request, lang: Lang) -> int:
    """Writes an empty book, or the sample company's."""
    path = _book(request)
    if path.suffix.lower() != ".xlsx":
        raise UsageError("not-a-workbook", written=str(path))
    if path.exists() and "force" not in request.options:
        raise UsageError("exists", path=str(path))
    status = _written(path, lang, lambda: _write_book(path, lang, sample="sample" in request.options))
    return status or _told(say("template-written", lang, path=path))


def check(request: Request, lang: Lang) -> int:
    """Lists what is wrong or doubtful in a book."""
    path = _book(request)
    if not path.exists():
        return _missing(path, lang)
    with ProgressBar(lang) as progress:
        outcome = plan_book(path, progress)
    show(outcome.findings, outcome.sources, lang)
    if not outcome.findings:
        return _told(say("clean", lang))
    closing = "mend-errors" if has_errors(outcome.findings) else "can-plan"
    emit(f"{counts(outcome.findings, lang)} {say(closing, lang)}".replace("。 ", "。"))
    return BOOK_HAS_ERRORS if has_errors(outcome.findings) else DONE


def plan(request: Request, lang: Lang) -> int:
    """Makes the plan of a book, writes it and prints the summary."""
    path, out = _book(request), request.out
    assert out is not None, "parse() has seen to it"
    if not path.exists():
        return _missing(path, lang)
    return _plan(path, out, request, lang, force="force" in request.options)


def demo(request: Request, lang: Lang) -> int:
    """The whole of it on the sample company: its book, its plan, the summary."""
    folder = request.out or DEMO_FOLDER
    book, out = folder / f"sample-book-{lang}.xlsx", folder / f"sample-plan-{lang}.xlsx"
    kept = book.exists()
    if not kept:
        status = _written(book, lang, lambda: _write_book(book, lang, sample=True))
        if status:
            return status
    status = _plan(book, out, request, lang, force=True)
    return status or _told(say("book-kept" if kept else "book-written", lang, path=book))


def _plan(path: Path, out: Path, request: Request, lang: Lang, *, force: bool) -> int:
    from targetree.books.write import OutputExists, refuse_if_taken

    signal.signal(signal.SIGTERM, _leave)
    try:
        refuse_if_taken(out, force=force)
        with ProgressBar(lang) as progress:
            outcome = plan_book(path, progress, outlook=_wants_outlook(request))
            made = outcome.plan
            if made is None:
                status = BOOK_HAS_ERRORS
            else:
                write = partial(_write_plan, made, out, request, lang, force=force, progress=progress)
                status = _written(out, lang, write)
    except OutputExists as problem:
        return _taken(problem.finding, lang)
    if made is None:
        return _refused(outcome, lang)
    if status:
        return status
    from .screen import summary

    emit(summary(made, outcome.sources, lang, sys.stdout))
    return _told(say("plan-written", lang, path=out))


def _wants_outlook(request: Request) -> bool:
    """What customers can bring is much of the work on a large book: left out where no table asked for has it."""
    return request.tables is None or not OUTLOOK_TABLES.isdisjoint(request.tables)


def _refused(outcome: Outcome, lang: Lang) -> int:
    show(outcome.findings, outcome.sources, lang)
    emit(f"{counts(outcome.findings, lang)} {say('mend-errors', lang)}".replace("。 ", "。"))
    return BOOK_HAS_ERRORS


def _write_book(path: Path, lang: Lang, sample: bool) -> None:
    from targetree.books.template import write_template

    tables = None
    if sample:
        from targetree.sample.company import tables as sample_tables

        tables = sample_tables(lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_template(path, lang, tables)


def _write_plan(made: Plan, out: Path, request: Request, lang: Lang, *, force: bool, progress: Progress) -> None:
    from targetree.books.write import write_plan

    options = request.options
    write_plan(
        made,
        out,
        file_format="parquet" if options.get("format") == "parquet" else "csv",
        days="leaf" if options.get("days") == "leaf" else "person",
        lang=lang,
        force=force,
        tables=request.tables,
        progress=progress,
    )


def _written(path: Path, lang: Lang, write: Callable[[], object]) -> int:
    try:
        write()
    except OSError as problem:
        name = errno.errorcode.get(problem.errno or 0, "")
        reason = say(name, lang) if name in WORDS else problem.strerror or str(problem)
        emit(say("cannot-write", lang, path=path, reason=reason), sys.stderr)
        return BOOK_HAS_ERRORS
    return DONE


def _book(request: Request) -> Path:
    assert request.book is not None, "parse() has seen to it"
    return request.book


def _taken(finding: Finding, lang: Lang) -> int:
    from targetree.books.messages import render

    _, message = render(finding, {}, lang)
    emit(say("usage-error", lang, problem=message), sys.stderr)
    return WRONG_USAGE


def _missing(path: Path, lang: Lang) -> int:
    emit(say("book-missing", lang, path=path), sys.stderr)
    return BOOK_HAS_ERRORS


def _told(text: str) -> int:
    emit(text)
    return DONE


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(TERMINATED)


WORK: dict[str, Callable[[Request, Lang], int]] = {
    "template": template,
    "check": check,
    "plan": plan,
    "demo": demo,
    "serve": server.serve,
    "backup": server.backup,
    "restore": server.restore,
    "openapi": server.openapi,
}
