"""Golden books: what goes in and what comes out, both small enough to read.

`UPDATE_CASES=1 python -m pytest tests/test_cases.py` writes the expected files anew; read the diff before committing.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from coherence import Output, parents_of_book, rows
from targetree.books.read import read_book
from targetree.cli.main import run

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    status = run(["plan", str(case / "book"), "-o", str(out), "--lang", "en", "--days", "leaf"])
    expected = case / "expected"
    if status == 0:
        book = read_book(case / "book").book
        Output(out, *parents_of_book(book)).check()
        found = {"months.csv": _months(out), "findings.csv": _plain(out / "findings.csv")}
    else:
        capsys.readouterr()
        run(["check", str(case / "book"), "--lang", "en"])
        assert not out.exists()
        found = {"check.txt": capsys.readouterr().out}
    if os.environ.get("UPDATE_CASES"):
        expected.mkdir(exist_ok=True)
        for name, text in found.items():
            (expected / name).write_text(text, encoding="utf-8")
    assert {p.name for p in expected.iterdir()} == set(found)
    for name, text in found.items():
        assert text == (expected / name).read_text(encoding="utf-8"), f"{case.name}/{name}"


def _plain(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _months(out: Path) -> str:
    """Months side by side, one line for each measure, who and what."""
    lines: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for row in rows(out, "months"):
        for kind in ("amount", "target"):
            lines[row["measure"], row["who"], row["what"], kind][row["month"]] = row[kind] + "*" * (
                row["held"] == "yes"
            )
    names = sorted({month for line in lines.values() for month in line})
    kept = {key: line for key, line in lines.items() if key[3] == "amount" or line != lines[(*key[:3], "amount")]}
    text = [["measure", "who", "what", "", *names]]
    text += [[*key, *(line[m] for m in names)] for key, line in kept.items()]
    widths = [max(len(row[at]) for row in text) for at in range(len(text[0]))]
    return "\n".join("  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in text) + "\n"
