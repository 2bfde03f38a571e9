"""The commands about the server: serve, backup, restore, openapi. Django comes only with what they start."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from .commands import Request, UsageError
from .language import Lang
from .text import emit, pad, width
from .words import WORDS, say

if TYPE_CHECKING:
    from targetree.config.serving import Ready

DONE, NOT_DONE = 0, 1


def serve(request: Request, lang: Lang) -> int:
    """Serves until Ctrl-C."""
    from targetree.config.problems import ServingProblem
    from targetree.config.serving import free_port
    from targetree.config.serving import serve as run

    _take_up(request)
    if request.options.get("port") == "0":
        os.environ["TARGETREE_PORT"] = str(free_port())
    emit(say("serve-starting", lang))
    try:
        run("sample" in request.options, lang, lambda ready: emit(_welcome(ready, lang)))
    except ServingProblem as problem:
        emit(say("serve-problem", lang, problem=problem.sentence(lang)), sys.stderr)
        return NOT_DONE
    emit("\n" + say("serve-ended", lang))
    return DONE


def backup(request: Request, lang: Lang) -> int:
    """Everything into one file."""
    from targetree.config.backup import write_backup
    from targetree.config.problems import ServingProblem

    assert request.book is not None, "parse() has seen to it"
    if request.book.exists() and "force" not in request.options:
        raise UsageError("exists", path=str(request.book))
    _take_up(request)
    try:
        made = write_backup(request.book)
    except ServingProblem as problem:
        return _refused(problem.sentence(lang), lang)
    emit(say("backup-written", lang, path=request.book, size=f"{made.size / 1e6:.1f}", rows=f"{made.rows:,}"))
    return DONE


def restore(request: Request, lang: Lang) -> int:
    """Everything back from one file."""
    from targetree.config.problems import ServingProblem
    from targetree.config.restore import restore_backup

    assert request.book is not None, "parse() has seen to it"
    _take_up(request)
    try:
        made = restore_backup(request.book, force="force" in request.options)
    except ServingProblem as problem:
        return _refused(problem.sentence(lang), lang)
    date = made.made_at.replace("T", " ")[:16]
    emit(say("restored", lang, path=request.book, date=date, rows=f"{made.rows:,}", folder=made.folder))
    return DONE


def openapi(request: Request, lang: Lang) -> int:
    """The description of the REST API, on standard output."""
    from targetree.config.api_description import description
    from targetree.config.problems import ServingProblem

    try:
        emit(description())
    except ServingProblem as problem:
        return _refused(problem.sentence(lang), lang)
    return DONE


def _take_up(request: Request) -> None:
    """What the command line says goes where our other processes find it."""
    for option in ("data", "port"):
        if option in request.options:
            os.environ[f"TARGETREE_{option.upper()}"] = request.options[option]


def _refused(problem: str, lang: Lang) -> int:
    emit(say("not-done", lang, problem=problem), sys.stderr)
    return NOT_DONE


def _welcome(ready: Ready, lang: Lang) -> str:
    lines = ["", say("serve-ready", lang, address=ready.address)]
    if ready.sign_ins:
        lines += ["", say("serve-sign-in" if ready.sample else "serve-first", lang), *_table(ready.sign_ins, lang)]
    return "\n".join([*lines, "", say("serve-data", lang, folder=ready.folder, log=ready.log), say("serve-end", lang)])


def _table(sign_ins: list[dict[str, str]], lang: Lang) -> list[str]:
    rows = [(_role(s["role"], lang), s["name"], s["email"], s["password"]) for s in sign_ins]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    return ["  " + "   ".join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def _role(role: str, lang: Lang) -> str:
    return say(f"role-{role}", lang) if f"role-{role}" in WORDS else role
