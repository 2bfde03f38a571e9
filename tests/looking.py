"""Looking at pages in the browser: accessibility, sizes, pictures of a page as everybody may see it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

WIDTHS = (390, 1440)
LANGUAGES = ("zh", "en")


ALL: dict[str, Any] = {"resultTypes": ["violations"]}
OF_COLOURS = ALL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What axe looks at again when only the theme has changed."""


def assert_accessible(page: Any, options: dict[str, Any] = ALL) -> None:
    """No violations that axe knows of, in the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=options).response["violations"]
    told = [
        f"{v['id']}: {v['help']}\n"
        + "\n".join(f"    {n['html'][:160]}\n    {n['failureSummary']}" for n in v["nodes"][:5])
        for v in found
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_fits(page: Any) -> None:
    """Nothing sticks out to the side of the window."""
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"{page.url} is {widths[0]} wide in a window of {widths[1]}"


def assert_still(page: Any) -> None:
    """Nothing moved while the page loaded."""
    moved = page.evaluate(_SHIFTS)
    assert moved < 0.01, f"{page.url} moves by {moved}"


_SHIFTS = """() => new Promise((resolve) => {
  let sum = 0
  const add = (list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value }
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 100)
})"""


_SETTLED = """async () => {
  for (let round = 0; round < 6; round++) {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const fading = document.getAnimations().filter((a) => a instanceof CSSTransition)
    if (!fading.length) return
    await Promise.all(fading.map((a) => a.finished.catch(() => null)))
  }
}"""
"""Colours fade from one theme to the other."""


def ways() -> Iterator[tuple[int, bool, str]]:
    """(width, dark, language) of every way to see a page."""
    for width in WIDTHS:
        for dark in (False, True):
            for lang in LANGUAGES:
                yield width, dark, lang


def settle(page: Any, patience: float = 30) -> None:
    """All that the page asks for is there, and its colours stand. The page is one of `open_page`."""
    ends, quiet = time.monotonic() + patience, 0
    while quiet < 3:
        page.wait_for_timeout(20)
        quiet = 0 if page.pending else quiet + 1
        assert time.monotonic() < ends, f"{page.url} waits for {[request.url for request in page.pending]}"
    page.evaluate(_SETTLED)


def shots(open_page: Callable[..., Any], who: str, name: str, path: str, *, full: bool = True) -> None:
    """Sees a page in all ways: each fits and loads without a jump; it is accessible in both widths and both themes.

    Words change neither structure nor colours: of the English page the narrow one is looked at by axe.
    With SHOTS=folder in the environment a picture of each is left there.
    """
    folder = os.environ.get("SHOTS")
    for width, lang in product(WIDTHS, LANGUAGES):
        page = open_page(who, path, width=width, lang=lang)
        settle(page)
        assert_fits(page)
        assert_still(page)
        for shade in ("light", "dark"):
            looked_at = lang == "zh" or (shade == "light" and width == WIDTHS[0])
            if not looked_at and not folder:
                continue
            page.emulate_media(color_scheme=shade, reduced_motion="reduce")
            page.locator(f"html[data-bs-theme={shade}]").wait_for(state="attached")
            page.evaluate(_SETTLED)
            if looked_at:
                assert_accessible(page, OF_COLOURS if shade == "dark" else ALL)
            if folder:
                Path(folder).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=Path(folder) / f"{name}-{width}-{shade}-{lang}.png", full_page=full)
        page.context.close()
