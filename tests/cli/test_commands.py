"""Reading the words of a command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from targetree.cli.commands import Request, UsageError, parse
from targetree.cli.language import language
from targetree.cli.main import run


def test_a_plan_with_everything_said() -> None:
    request = parse("plan book -o out --format=parquet --days leaf --tables months,days --force --lang en".split())
    assert request.command.name == "plan"
    assert (request.book, request.out) == (Path("book"), Path("out"))
    assert request.tables == ("months", "days")
    assert request.options["format"] == "parquet"
    assert "force" in request.options


def test_options_may_stand_before_the_book() -> None:
    assert parse(["plan", "-o", "out", "book"]).book == Path("book")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "no-command"),
        ("pln book", "unknown-command"),
        ("check", "no-book"),
        ("template", "no-template"),
        ("check one two", "too-much"),
        ("demo book", "too-much"),
        ("plan book", "no-out"),
        ("plan book -o", "no-value"),
        ("plan book -o out --days hour", "bad-choice"),
        ("plan book -o out --tables months,moons", "bad-choice"),
        ("plan book -o out --fomrat csv", "unknown-option"),
        ("plan book -o out -x", "unknown-option"),
        ("plan book -o out --force=yes", "value-not-wanted"),
        ("plan book -o out.xlsx --format csv", "folder-only"),
        ("check book --force", "unknown-option"),
    ],
)
def test_wrong_usage_says_what_is_wrong(words: str, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError) as problem:
        parse(words.split())
    assert problem.value.key == key
    for lang in ("zh", "en"):
        assert run([*words.split(), "--lang", lang] if key != "no-value" else words.split()) == 2
        written = capsys.readouterr()
        assert written.out == ""
        assert len(written.err.splitlines()) >= 2


def test_a_slip_of_the_pen_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["plam", "book", "--lang=en"])
    assert "Did you mean plan?" in capsys.readouterr().err


def test_help_wins_over_what_is_missing() -> None:
    request: Request = parse(["plan", "--help"])
    assert (request.command.name, request.options) == ("plan", {"help": ""})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["template", "check", "plan", "demo"])
def test_every_option_stands_in_the_help(command: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help", "--lang", lang]) == 0
    text = capsys.readouterr().out
    for option in parse([command, "--help"]).command.options:
        assert option.name == "help" or f"--{option.name}" in text
        assert all(choice in text for choice in option.choices)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert language([], environment) == expected


def test_the_command_line_wins_over_the_locale() -> None:
    assert language(["check", "book", "--lang", "zh"], {"LANG": "en_US"}) == "zh"
    assert language(["--lang=en"], {}) == "en"
    assert language(["--lang", "fr"], {"LANG": "en_US"}) == "en"
