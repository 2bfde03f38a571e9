"""What stands in the way of serving: a code, its values, and its sentence in English and Chinese."""

from __future__ import annotations

from targetree.terms.sentences.serving import SENTENCES


class ServingProblem(Exception):
    """Raised before anything is half done. `code` is one of `terms.sentences.serving`."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do about it."""
        told = [SENTENCES[code] for code in (self.code, f"{self.code}_hint") if code in SENTENCES]
        english, chinese = map(" ".join, zip(*told, strict=True))
        return (english if lang == "en" else chinese.replace("。 ", "。")).format(**self.values)
