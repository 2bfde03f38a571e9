"""Takes the pictures of the pages for the documentation, from the sample company served afresh (`make pictures`)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from targetree.config.serving import free_port

HERE = Path(__file__).parent
PASSWORD = "only-for-pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LOCALES = {"zh": "zh-CN", "en": "en-US"}


@contextmanager
def served(lang: str) -> Iterator[str]:
    """The address of the sample company in that language."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        words = [sys.executable, "-m", "targetree", "serve", "--sample", "--lang", lang, "--data", folder, "--port"]
        environment = os.environ | {"TARGETREE_SAMPLE_PASSWORD": PASSWORD}
        with subprocess.Popen([*words, str(port)], env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            for line in server.stdout:
                if re.search(r"http://127\.0\.0\.1:\d+/", line):
                    break
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def signed_in(browser: Any, address: str, who: str, lang: str, size: tuple[int, int]) -> Any:
    """A page of a browser in which one of the sample company is signed in."""
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, locale=LOCALES[lang], reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{who}@yuanxiu.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    return page


def tree(page: Any, lang: str) -> None:
    """The tree with a region, one of its teams and a quarter open."""
    page.goto("/tree/")
    page.locator(".tg-body .tg-name").nth(1).click()
    page.keyboard.press("Home")
    for _ in ("its teams", "the people of the first"):
        page.keyboard.press("ArrowRight")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        page.keyboard.press("ArrowDown")
    page.locator(".tg-body .tg-row").nth(1).locator(".tg-cell").first.click()
    page.wait_for_timeout(1500)
    page.screenshot(path=HERE / f"tree-{lang}.png")


def of_a_seller(page: Any, lang: str) -> None:
    """My page, and why its number is what it is."""
    page.goto("/me/")
    page.wait_for_timeout(1000)
    page.screenshot(path=HERE / f"me-{lang}.png")
    page.locator("a[href*='/why/']").first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / f"why-{lang}.png")


def of_plans(page: Any, lang: str) -> None:
    """Whose plans there are, and the conditions of a team's."""
    page.goto("/plans/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"plans-{lang}.png")
    page.locator("a[href$='/conditions/']").first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / f"conditions-{lang}.png")


def main() -> None:
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for lang in LOCALES:
            with served(lang) as address:
                tree(signed_in(browser, address, "director", lang, (1440, 860)), lang)
                of_plans(signed_in(browser, address, "manager", lang, (1440, 860)), lang)
                of_a_seller(signed_in(browser, address, "seller", lang, (390, 844)), lang)
        browser.close()


if __name__ == "__main__":
    main()
