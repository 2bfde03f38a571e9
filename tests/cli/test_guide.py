"""What the guides and the README tell a reader to type does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from targetree.cli.main import run

ROOT = Path(__file__).parents[2]


def commands(document: str) -> list[list[str]]:
    """The words of every `targetree` line in the shell blocks of a document."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / document).read_text("utf-8"), re.S)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words[1:] for words in lines if words and words[0] == "targetree"]


@pytest.mark.slow
@pytest.mark.parametrize("document", ["docs/guide.md", "docs/guide.zh.md", "README.md"])
def test_every_command_of_the_document_works(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    lang = "zh" if ".zh" in document else "en"
    for words in commands(document):
        assert run([*words, "--lang", lang]) == 0, (words, capsys.readouterr())


def test_both_languages_of_the_guide_give_the_same_commands() -> None:
    assert commands("docs/guide.md") == commands("docs/guide.zh.md")
    assert commands("README.md") == commands("README.zh.md")
