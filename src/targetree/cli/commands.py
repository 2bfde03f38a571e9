"""The commands and their options in one table, read from the words of a command line."""

from __future__ import annotations

import getopt
from dataclasses import dataclass
from pathlib import Path

from targetree.books.output.names import TABLE_NAMES

from .language import LANGUAGES

FORMATS = ("csv", "parquet")
DAY_DETAILS = ("person", "leaf")


@dataclass(frozen=True, slots=True)
class Option:
    """`value` is what the help calls the option's value; blank for an option that takes none."""

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    short: str = ""
    many: bool = False
    """Several choices, with commas between them."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    takes_book: bool
    """Or another file, for those of the server."""
    options: tuple[Option, ...]

    def option(self, written: str) -> Option | None:
        return next((o for o in self.options if written in (f"--{o.name}", f"-{o.short}")), None)


_LANG = Option("lang", "zh|en", LANGUAGES)
_HELP = Option("help", short="h")
_OUT = Option("out", "OUT", short="o")
_FORCE = Option("force")
_DATA = Option("data", "DIR")

COMMANDS = (
    Command("template", True, (Option("sample"), _FORCE, _LANG, _HELP)),
    Command("check", True, (_LANG, _HELP)),
    Command(
        "plan",
        True,
        (
            _OUT,
            Option("format", "csv|parquet", FORMATS),
            Option("days", "person|leaf", DAY_DETAILS),
            Option("tables", "T1,T2…", TABLE_NAMES, many=True),
            _FORCE,
            _LANG,
            _HELP,
        ),
    ),
    Command("demo", False, (_OUT, _LANG, _HELP)),
    Command("serve", False, (Option("port", "N"), _DATA, Option("sample"), _LANG, _HELP)),
    Command("backup", True, (_DATA, _FORCE, _LANG, _HELP)),
    Command("restore", True, (_DATA, _FORCE, _LANG, _HELP)),
    Command("openapi", False, (_LANG, _HELP)),
)
_NO_FILE = {"template": "no-template", "backup": "no-backup", "restore": "no-backup"}
WITHOUT_COMMAND = Command("", False, (Option("version", short="V"), _LANG, _HELP))


class UsageError(Exception):
    """Wrong usage: the key of a sentence in `words` and the values it takes."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for. `options` has the values of those written; a flag's is ""."""

    command: Command
    book: Path | None
    options: dict[str, str]

    @property
    def out(self) -> Path | None:
        return Path(self.options["out"]) if "out" in self.options else None

    @property
    def tables(self) -> tuple[str, ...] | None:
        return tuple(self.options["tables"].split(",")) if "tables" in self.options else None


def parse(words: list[str]) -> Request:
    """The request that the words after the program's name make. Raises UsageError."""
    command = WITHOUT_COMMAND
    if words and not words[0].startswith("-"):
        command = next((c for c in COMMANDS if c.name == words[0]), command)
        if command is WITHOUT_COMMAND:
            raise UsageError("unknown-command", written=words[0], guess=_guess(words[0], [c.name for c in COMMANDS]))
        words = words[1:]
    options, rest = _options(command, words)
    if "help" in options or "version" in options:
        return Request(command, None, options)
    if command is WITHOUT_COMMAND:
        raise UsageError("no-command")
    if command.takes_book and not rest:
        raise UsageError(_NO_FILE.get(command.name, "no-book"))
    extra = rest[1:] if command.takes_book else rest
    if extra:
        raise UsageError("too-much", written=extra[0])
    if command.name == "plan":
        _plan_makes_sense(options)
    return Request(command, Path(rest[0]) if rest else None, options)


def _options(command: Command, words: list[str]) -> tuple[dict[str, str], list[str]]:
    shorts = "".join(o.short + (":" if o.value else "") for o in command.options if o.short)
    longs = [o.name + ("=" if o.value else "") for o in command.options]
    try:
        pairs, rest = getopt.gnu_getopt(words, shorts, longs)
    except getopt.GetoptError as problem:
        long = f"--{problem.opt}"
        raise _option_error(command, long if any(w.startswith(long) for w in words) else f"-{problem.opt}") from None
    options: dict[str, str] = {}
    for written, value in pairs:
        option = command.option(written)
        if option is None:
            raise _option_error(command, written)
        parts = value.split(",") if option.many else [value]
        for part in parts:
            if option.choices and part not in option.choices:
                raise UsageError("bad-choice", option=written, written=part, choices=" | ".join(option.choices))
        options[option.name] = value
    return options, rest


def _option_error(command: Command, written: str) -> UsageError:
    option = command.option(written)
    if option is None:
        guess = _guess(written, [f"--{o.name}" for o in command.options])
        return UsageError("unknown-option", written=written, guess=guess)
    return UsageError("no-value" if option.value else "value-not-wanted", option=written, value=option.value)


def _plan_makes_sense(options: dict[str, str]) -> None:
    if "out" not in options:
        raise UsageError("no-out")
    if options["out"].lower().endswith(".xlsx"):
        for name in ("format", "tables"):
            if name in options:
                raise UsageError("folder-only", option=f"--{name}")


def _guess(written: str, known: list[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(written, known, 1)), "")
