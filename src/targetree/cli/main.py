"""The `targetree` command: reads the words, does the work, and says plainly what came of it.

Nothing heavy is imported before it is needed. That is also why the words are read by `getopt` and
not by a command-line framework: importing typer alone takes as long as ten empty Python programs,
the whole time that `targetree --help` may take.
"""

from __future__ import annotations

import os
import sys

from .commands import COMMANDS, Request, UsageError, parse
from .help import help_text, version_text
from .language import Lang, language
from .text import emit
from .words import say

DONE, BOOK_HAS_ERRORS, WRONG_USAGE, OUR_DEFECT, STOPPED = 0, 1, 2, 70, 130


def run(words: list[str] | None = None) -> int:
    """Runs the command that `words` (default: the program's) name. Returns the exit status."""
    words = sys.argv[1:] if words is None else words
    lang = language(words, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without Chinese letters is no reason to fail
    try:
        return _obey(parse(words), lang)
    except UsageError as problem:
        return _explain(problem, words, lang)
    except KeyboardInterrupt:
        emit("\n" + say("stopped", lang), sys.stderr)
        return STOPPED
    except MemoryError:
        emit(say("out-of-memory", lang), sys.stderr)
        return OUR_DEFECT
    except Exception:
        emit(say("our-defect", lang, path=_write_details(words)), sys.stderr)
        return OUR_DEFECT


def _obey(request: Request, lang: Lang) -> int:
    if "help" in request.options:
        emit(help_text(request.command.name, lang))
        return DONE
    if "version" in request.options:
        emit(version_text())
        return DONE
    from .work import WORK

    return WORK[request.command.name](request, lang)


def _explain(problem: UsageError, words: list[str], lang: Lang) -> int:
    if problem.key == "no-command":
        emit(help_text("", lang), sys.stderr)
        return WRONG_USAGE
    command = words[0] if words[0] in {c.name for c in COMMANDS} else ""
    lines = [say("usage-error", lang, problem=say(problem.key, lang, command=command, **problem.values))]
    if problem.values.get("guess"):
        lines.append(say("guess", lang, guess=problem.values["guess"]))
    lines.append(say("see-help", lang, command=f"targetree {command} --help" if command else "targetree --help"))
    emit("\n".join(lines), sys.stderr)
    return WRONG_USAGE


def _write_details(words: list[str]) -> str:
    """The traceback, in a file that a user can send."""
    import platform
    import tempfile
    import traceback

    text = f"{version_text()}, Python {platform.python_version()}, {platform.platform()}\n{words}\n\n"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="targetree-", suffix=".txt", delete=False) as file:
        file.write(text + traceback.format_exc())
    return file.name
