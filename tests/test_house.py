"""The walls of the house: each guard keeps one promise of the documentation."""

from __future__ import annotations

import ast
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from targetree.terms.sentences import SENTENCES

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "targetree"
MODULES = sorted(SOURCE.rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LONGEST = 400


def test_locks_name_no_address_and_hash_everything() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [lock.stem for lock in locks] == ["bench", "dev", "lock", "run"]
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text, lock.name
        pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.M | re.S)
        assert pins
        assert all("==" in pin and "--hash=sha256:" in pin for pin in pins), lock.name


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_a_file_has_one_subject_and_is_finished(module: Path) -> None:
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert not re.search(r"TODO|FIXME|XXX|raise NotImplementedError|coming soon|敬请期待", text)


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    codes: set[str] = set()
    words: set[str] = set()
    patterns: set[str] = set()
    for module in MODULES:
        if SOURCE / "terms" in module.parents:
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add("".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values))
            elif isinstance(node, ast.Call) and _name(node.func) in ("error", "warning", "note") and node.args:
                codes |= set(_choices(node.args[0]))
    assert sorted(codes - SENTENCES.keys()) == [], "findings without a sentence"
    composed = {code for code in SENTENCES if any(re.fullmatch(p, code) for p in patterns if re.search(r"\w{4}", p))}
    assert sorted(SENTENCES.keys() - words - composed) == [], "sentences without a finding"


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_of_a_sentence_say_the_same(code: str) -> None:
    english, chinese = SENTENCES[code]
    assert set(_placeholders(english)) == set(_placeholders(chinese))
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"['\"“「].*?['\"”」]", "", english)) or "万" in english
    assert re.search(r"[\u4e00-\u9fff]", chinese)


BREACHES = {
    "engine/tree.py": "import targetree.terms",
    "engine/money.py": "import holidays",
    "engine/splitting/days.py": "import targetree.books",
    "engine/splitting/spread.py": "import targetree.engine.holds",
    "engine/support/orders.py": "import targetree.engine.basis",
    "facts/measures.py": "import targetree.books",
    "books/__init__.py": "import targetree.cli",
    "books/schema.py": "import targetree.sample",
    "terms/__init__.py": "import targetree.engine",
    "terms/sentences/__init__.py": "import numpy",
}


def test_the_imports_go_one_way() -> None:
    report = _lint_imports(ROOT)
    assert report.returncode == 0, report.stdout


@pytest.mark.parametrize("place", sorted(BREACHES))
def test_a_planted_breach_breaks_its_wall(place: str, tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "src" / "targetree", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "src" / "targetree" / place
    module.write_text(module.read_text("utf-8") + f"\n{BREACHES[place]}\n", "utf-8")
    report = _lint_imports(tmp_path)
    assert report.returncode == 1
    assert "BROKEN" in report.stdout


def test_commands_in_the_documents_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for document in DOCUMENTS:
        named = set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", document.read_text("utf-8"), re.M))
        assert named <= targets, document.name
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_in_the_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text):
        target, _, anchor = (link[0] or link[1]).partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        path = (document.parent / target).resolve() if target else document
        assert path.exists(), f"{target} in {document.name}"
        if anchor and path.suffix == ".md":
            assert anchor in _anchors(path.read_text("utf-8")), f"#{anchor} in {document.name}"


def test_the_method_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[\w/.]+?)(?:::(\w+))?`", (ROOT / "docs" / "method.md").read_text("utf-8"))
    assert named
    for path, name in named:
        assert (ROOT / path).exists(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8"), f"{path}::{name}"


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _choices(code: ast.expr) -> Iterator[str]:
    """The codes that an expression can be, as far as it is written out."""
    if isinstance(code, ast.Constant):
        yield code.value
    elif isinstance(code, ast.IfExp):
        yield from (*_choices(code.body), *_choices(code.orelse))


def _placeholders(sentence: str) -> Iterator[str]:
    return (field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None)


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    paths = {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=os.environ | paths, capture_output=True, text=True, check=False
    )


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}
