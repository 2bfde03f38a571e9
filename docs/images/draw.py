"""Draws the pictures of the documentation: summary and workbook of the sample company's plan (`make pictures`)."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from targetree.books.planned import plan_book
from targetree.books.template import write_template
from targetree.cli.language import LANGUAGES, Lang
from targetree.cli.main import run
from targetree.cli.screen import draw
from targetree.cli.text import width
from targetree.sample.company import tables

HERE = Path(__file__).parent
COLUMNS = 84
BLANK = "&#160;"
CELL = 12.2
"""Width of a column in the pictures that rich makes."""
FONT = '"Noto Sans Mono CJK SC", "Sarasa Mono SC", Menlo, Consolas, monospace'


def summary_picture(lang: Lang) -> str:
    """The summary of the sample company's plan as SVG, without addresses of fonts elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        write_template(book, lang, tables(lang))
        outcome = plan_book(book)
    if outcome.plan is None:
        raise SystemExit("The sample company has errors: see targetree check.")
    console = Console(record=True, file=io.StringIO(), width=COLUMNS, force_terminal=True, highlight=False)
    draw(console, outcome.plan, outcome.sources, lang)
    svg = console.export_svg(title="targetree demo", theme=DEFAULT_TERMINAL_THEME, unique_id="targetree")
    svg = re.sub(r"<text ([^>]*)>((?:&#160;)*)(.*?)</text>", _in_its_columns, svg)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.S)
    return re.sub(r"font-family: Fira Code, monospace", f"font-family: {FONT}".replace('"', "'"), svg)


def _in_its_columns(text: re.Match[str]) -> str:
    """Places the text by its own columns: rich counts a Chinese letter as one, and not every reader keeps blanks."""
    attributes, blanks, words = text.groups()
    words = words.replace(BLANK, " ").rstrip()
    if not words:
        return ""
    x = float(re.search(r'\bx="([\d.]+)"', attributes)[1]) + len(blanks) // len(BLANK) * CELL  # type: ignore[index]
    attributes = re.sub(r'\bx="[\d.]+"', f'x="{x:g}"', attributes)
    attributes = re.sub(r'textLength="[\d.]+"', f'textLength="{width(unescape(words)) * CELL:g}"', attributes)
    return f"<text {attributes}>{words.replace(' ', BLANK)}</text>"


def workbook_picture(lang: Lang, target: Path) -> None:
    """The first page of the result workbook as PNG, as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(["demo", "-o", name, "--lang", lang])
        plan = folder / f"sample-plan-{lang}"
        office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", name, f"{plan}.xlsx"]
        subprocess.run(office, check=True, capture_output=True)
        page = [
            "pdftoppm",
            "-r",
            "96",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            "-png",
            f"{plan}.pdf",
            target.with_suffix(""),
        ]
        subprocess.run(page, check=True)


def main() -> None:
    for lang in LANGUAGES:
        (HERE / f"summary-{lang}.svg").write_text(summary_picture(lang), encoding="utf-8")
        if shutil.which("soffice") and shutil.which("pdftoppm"):
            workbook_picture(lang, HERE / f"workbook-{lang}.png")
        else:
            sys.stderr.write("No picture of the workbook: it takes LibreOffice and poppler (soffice, pdftoppm).\n")


if __name__ == "__main__":
    main()
