"""Whether a text says something, in Chinese or English: nobody passes a check by filling its field with empty words.

A text says something when, apart from placeholders, words of effort and nouns too wide to act on, a word of its own is
left, or a figure with a noun. One that belongs to a row with a customer or a figure of its own (`anchored`) may be
shorter: 拜访 is an action once it has a customer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from . import filler

Emptiness = Literal["blank", "repeated", "placeholder", "slogan", "short", "pasted"]

LEAST_WEIGHT = 3
"""A Chinese character weighs 1, a word 2: below this a text alone is too short to say anything."""
SEVERAL = 3
"""The same text in so many places was pasted."""
_LOOKED_AT = 2000
"""Characters of a text that are read."""
_KEPT = 1 << 15
"""Texts whose judgement is kept: those of a few thousand plans, so that a list of scores reads each of them once."""

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ZH_NUMBER = "[一二两三四五六七八九十百千万半几]"
_FIGURE = re.compile(
    rf"\d|{_ZH_NUMBER}+(?:家|个|次|台|单|万|亿|成|倍|天|周|月|年|季度|人|场|套|元|折|份|类|条|款|轮|批|位|项|期|支|户)"
    rf"|百分之|周[一二三四五六日末]|星期[一二三四五六日]|月[初中底末]|季[初中末]|年[初中底末]|[上中下]旬"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand|half|twice|double"
    r"|monday|tuesday|wednesday|thursday|friday|january|february|march|april|june|july|august"
    r"|september|october|november|december|q[1-4])\b"
)
_WHOLE_EFFORT = re.compile(
    r"(?:1[0-9]0|200|百分之?[一两]?百|百分百)\s*%?\s*(?:的)?(?=努力|投入|用心|精力|effort|commit|energy|$)"
)
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "0123456789")


def _zh(*lists: Sequence[str]) -> re.Pattern[str]:
    words = sorted({word for words in lists for word in words}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))


_ZH_EMPTY = _zh(filler.PLACEHOLDERS_ZH)
_ZH_EFFORT = _zh(filler.PLACEHOLDERS_ZH, filler.EFFORT_ZH, filler.GLUE_ZH)
_ZH_ALL = _zh(filler.PLACEHOLDERS_ZH, filler.EFFORT_ZH, filler.GLUE_ZH, filler.GENERAL_ZH)
_EN_EMPTY = frozenset(filler.PLACEHOLDERS_EN)
_EN_GLUE = frozenset(filler.GLUE_EN)
_EN_EFFORT = _EN_EMPTY | _EN_GLUE | frozenset(filler.EFFORT_EN)
_EN_ALL = _EN_EFFORT | frozenset(filler.GENERAL_EN)
_EN_PHRASES = re.compile(
    r"to be (?:determined|decided|confirmed|announced|defined|done)|as (?:above|before)|see above|n\s*/\s*a"
)


def emptiness(text: str, anchored: bool = False) -> Emptiness | None:
    """Why a text says nothing; None where it says something."""
    return _emptiness(text[:_LOOKED_AT], anchored)


@lru_cache(maxsize=_KEPT)
def _emptiness(text: str, anchored: bool) -> Emptiness | None:
    said = _plain(text)
    letters = [c for c in said if c.isalnum()]
    if not any(c.isalpha() for c in letters):
        return "blank"
    compact = "".join(letters)
    if _is_repeated(compact):
        return "repeated"
    said = _WHOLE_EFFORT.sub(" ", _EN_PHRASES.sub(" ", said))
    words = re.findall(rf"[^\W\d_{_CJK}]+(?:['’][^\W\d_]+)*", said)
    chinese = re.sub(rf"[^{_CJK}]+", " ", said)
    if not _left(chinese, _ZH_EMPTY) and all(w in _EN_EMPTY or w in _EN_GLUE for w in words):
        return "placeholder"
    if words and not chinese.strip() and all(map(_is_gibberish, words)):
        return "repeated"
    of_effort = bool(_left(chinese, _ZH_EFFORT)) or any(w not in _EN_EFFORT for w in words)
    if not of_effort:
        return "slogan"
    if anchored or _FIGURE.search(said):
        return None
    own = len(_left(chinese, _ZH_ALL)) >= 2 or any(w not in _EN_ALL and len(w) > 1 for w in words)
    if not own:
        return "slogan"
    weight = len(chinese.replace(" ", "")) + 2 * len(words)
    return "short" if weight < LEAST_WEIGHT else None


def pasted(texts: Iterable[tuple[str, object]]) -> set[str]:
    """Texts (as `plain` has them) that stand in several places. With each comes what it is about: the same outcome
    for several customers is nobody's paste, and counts once for each of them."""
    seen: dict[tuple[str, object], int] = {}
    for text, about in texts:
        said = plain(text)
        if said:
            seen[said, about] = seen.get((said, about), 0) + 1
    return {said for (said, _), count in seen.items() if count >= SEVERAL}


def plain(text: str) -> str:
    """A text without what does not make it another: case, width, spaces, punctuation."""
    return _letters(text[:_LOOKED_AT])


@lru_cache(maxsize=_KEPT)
def _letters(text: str) -> str:
    return "".join(c for c in _plain(text) if c.isalnum())


def has_figure(text: str) -> bool:
    """Whether a text names a number, an amount, a share or a day, in digits or words."""
    return _has_figure(text[:_LOOKED_AT])


@lru_cache(maxsize=_KEPT)
def _has_figure(text: str) -> bool:
    said = _plain(text)
    return bool(_FIGURE.search(_WHOLE_EFFORT.sub(" ", said))) and any(c.isalpha() for c in said)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LOOKED_AT]).casefold().strip()


def _left(chinese: str, filler_words: re.Pattern[str]) -> str:
    return filler_words.sub("", chinese).replace(" ", "")


def _is_repeated(compact: str) -> bool:
    """哈哈哈哈, abcabcabc, asdf, 12345: one sound over and over, or a finger along the keyboard."""
    if len(compact) >= 4 and len(set(compact)) == 1:
        return True
    if re.fullmatch(r"(.{1,12}?)\1{2,}", compact):
        return True
    if len(compact) >= 4 and all(any(a + b in row for row in _KEYBOARD) for a, b in pairwise(compact)):
        return True
    return len(compact) >= 8 and len(set(compact)) <= 2


def _is_gibberish(word: str) -> bool:
    """fjdksl: Latin letters that nobody can say."""
    return len(word) >= 5 and word.isascii() and not set(word) & set("aeiouy")
