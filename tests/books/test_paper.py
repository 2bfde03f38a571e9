"""Paper: lines that fit, text that flows on, and characters that the font has not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from targetree.books.paper.sheet import FONT, Segment, Sheet
from targetree.books.paper.wrapping import MISSING, printable, wrap

TEXT = st.text(st.sampled_from(list("abc 目标责任，。（）-1\n")) | st.characters(codec="utf-8"), max_size=300)


def width_of(text: str) -> float:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


@given(TEXT, st.integers(4, 40))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width, width_of)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_comma_never_begins_a_line_and_words_stay_whole() -> None:
    for width in range(4, 14):
        assert not any(line.startswith("，") for line in wrap("目标目标，责任目标，责任", width, width_of))
    assert wrap("one two three", 7, width_of) == ["one two", "three"]
    assert wrap("abcdefghij", 4, width_of) == ["abcd", "efgh", "ij"]
    assert wrap("", 4, width_of) == [""]


@given(st.text(max_size=400))
def test_everything_can_be_printed(text: str) -> None:
    known = set(map(ord, "abc目标 " + MISSING))
    shown = printable(text, known)
    assert set(map(ord, shown)) <= known | {10}


def test_what_the_font_lacks_is_a_box_and_what_is_not_seen_goes() -> None:
    known = set(map(ord, "ab" + MISSING + " "))
    assert printable("a😀b", known) == "a□b"
    assert printable("a\u202eb\x00\u200d", known) == "ab"
    assert printable("مر", known) == "□□"
    assert printable("a\u00a0b\r\n", known) == "a b\n"


def test_long_texts_and_tables_flow_on_to_further_pages() -> None:
    sheet = Sheet("题", "脚", "zh")
    sheet.heading("目标")
    sheet.text("很长的内容，" * 2000)
    sheet.item("😀 مرحبا \x00" * 50, "hint " * 500, depth=40)
    sheet.bar([Segment(0.5, (1, 2, 3), "一" * 300), Segment(9.0, (1, 2, 3), "", hatched=True)])
    sheet.table(["列"] * 3, [["一" * 3000, "2", "3"]] * 3 + [["x", "y", "z"]] * 120, [3, 1, 1], strong_last=True)
    sheet.pair([("姓名" * 100, 14)], [])
    document = sheet.output()
    assert document.startswith(b"%PDF-") and len(document) < 400_000
    assert sheet.pdf.pages_count > 8


def test_the_font_comes_with_its_licence() -> None:
    assert "SIL Open Font License" in FONT.with_name("OFL.txt").read_text("utf-8").replace("\n", " ").title().replace(
        "Sil", "SIL"
    )
