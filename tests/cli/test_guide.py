"""What the guides and the README tell a reader to type does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from targetree.cli.commands import parse
from targetree.cli.main import run

ROOT = Path(__file__).parents[2]


def commands(document: str) -> list[list[str]]:
    """The words of every `targetree` line in the shell blocks of a document."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / document).read_text("utf-8"), re.S)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words[1:] for words in lines if words and words[0] == "targetree"]


@pytest.mark.slow
def test_every_command_of_the_guide_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in commands("docs/guide.md"):
        assert run([*words, "--lang", "en"]) == 0, (words, capsys.readouterr())


def test_every_command_of_the_readme_is_understood() -> None:
    assert [parse(words).command.name for words in commands("README.md")] == [
        "serve",
        "template",
        "check",
        "plan",
        "plan",
    ]


def test_both_languages_of_the_guide_give_the_same_commands() -> None:
    assert commands("docs/guide.md") == commands("docs/guide.zh.md")
    assert commands("README.md") == commands("README.zh.md")
