"""What tests of the tree do in the browser: find a row, type, paste, wait until it is kept."""

from __future__ import annotations

from typing import Any

import pytest


def cell(page: Any, name: str, at: int = 0) -> Any:
    """A cell of the row with that name or code: 0 is the year, 1 to 4 are the quarters."""
    row = page.locator(".tg-body .tg-row", has=page.locator(".tg-name", has_text=name))
    return row.locator(".tg-cell").nth(at)


def go(page: Any, code: str) -> None:
    """To a unit or person by the box to find them."""
    page.get_by_role("combobox", name="查找").fill(code)
    page.get_by_role("option").filter(has_text=code).first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".tg-name", has_text=code).first.wait_for()
    until(page, "document.activeElement.classList.contains('tg')")


def typed(page: Any, text: str) -> None:
    """Types into the selected cell, and waits until the server has answered."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    saved(page)


def until(page: Any, true: str) -> None:
    """Waits until it is so. (Playwright's own way needs an eval, which our pages forbid.)"""
    for _ in range(400):
        if page.evaluate(true):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never: {true}")


def saved(page: Any) -> None:
    page.wait_for_timeout(50)
    until(page, "!document.querySelector('.tg-pending')")


def refused(page: Any) -> None:
    """The browser writes refusals to its console; they are wanted here."""
    page.errors_seen[:] = [e for e in page.errors_seen if "status of 409" not in e and "status of 403" not in e]


def shown(page: Any, name: str, at: int = 0) -> str:
    return cell(page, name, at).inner_text().strip()


def paste(page: Any, text: str) -> None:
    page.evaluate(
        "(text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
        " document.querySelector('.tg').dispatchEvent("
        "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) }",
        text,
    )
