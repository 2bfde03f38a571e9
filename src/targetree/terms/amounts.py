"""Amounts as people read them; frontend/src/lib/format.ts does the same, and one table of cases tries both."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
_STEPS = {
    "zh": ((10**8, "亿"), (10**4, "万")),
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "K")),
}
_SHORT_FROM = 10_000


def rounded(units: int, by: int, decimals: int) -> str:
    """`units / by` to `decimals` places, half away from zero, grouped by thousands."""
    scaled = (abs(units) * 10**decimals * 2 + by) // (by * 2)
    whole, rest = divmod(scaled, 10**decimals)
    sign = MINUS if units < 0 and scaled else ""
    return f"{sign}{whole:,}.{rest:0{decimals}d}" if decimals else f"{sign}{whole:,}"


def amount(units: int | None, scale: int = 100, lang: str = "zh") -> str:
    """Short: `1,235万`, `1.2亿`, `12.5K`; below ten thousand the number itself. `units` in the smallest unit."""
    if units is None:
        return DASH
    main = abs(units) / scale
    if main < _SHORT_FROM:
        return _trimmed(rounded(units, scale, 0 if scale == 1 or main >= 1000 else 2))
    # What would be rounded up to 1,000K is 1M already.
    start, word = next(step for step in _STEPS[lang] if main * 20_000 >= step[0] * 19_999)
    in_word = main / start
    return _trimmed(rounded(units, scale * start, 2 if in_word < 10 else 1 if in_word < 1000 else 0)) + word


def exact(units: int | None, scale: int = 100) -> str:
    """Every digit: `12,345,678.90`; counts without decimals."""
    return DASH if units is None else rounded(units, scale, 0 if scale == 1 else 2)


def signed(units: int | None, scale: int = 100, lang: str = "zh") -> str:
    """Short with its sign: `+12.5万`, `−3万`, `0`."""
    return ("+" if units is not None and units > 0 else "") + amount(units, scale, lang)


def percent(fraction: float | None, decimals: int = 1) -> str:
    """`0.842` is `84.2%`; a dash for none."""
    if fraction is None:
        return DASH
    return _trimmed(f"{fraction * 100:.{decimals}f}").replace("-", MINUS) + "%"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
