"""What measures are called: the built-in ones in the user's language, the company's own as the book has them."""

from __future__ import annotations

from targetree.engine.book import Measure
from targetree.facts.measures import BUILT_IN
from targetree.terms.words import word

from .language import Lang

_CHINESE = {measure.id: measure.name for measure in BUILT_IN}


def title(measure: Measure, lang: Lang) -> str:
    """The measure's name; a built-in one that the book does not rename is `Cold visits` in English."""
    if lang == "en" and measure.name == _CHINESE.get(measure.id):
        return word(measure.id, lang)
    return measure.name
