"""The components without a server: the gallery, built once for a run and served from a folder.

Pages of the server are tested with `open_page` of tests/live.py; `assert_accessible`, `assert_fits` and `shots` are
in tests/looking.py.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from settings_for_tests import CHECKOUT, DATA

BUILT = CHECKOUT / "build" / "gallery"


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of the gallery."""
    DATA.mkdir(parents=True, exist_ok=True)
    with (DATA / "gallery").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_old():
            subprocess.run([sys.executable, CHECKOUT / "frontend" / "build.py", "--gallery"], check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/gallery.html"
    server.shutdown()


@pytest.fixture
def open_gallery(browser: Any, gallery: str) -> Iterator[Callable[..., Any]]:
    """`open_gallery("?all", width=1440, dark=False)`; fails when the page raised an error or a request failed."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_(query: str = "", *, width: int = 1440, dark: bool = False) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: errors.append(request.url))
        page.goto(gallery + query)
        page.wait_for_function(
            "typeof globalThis.grid?.unfold === 'function'"
        )  # before that it is the element of that id
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors, errors


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: the tests say what is wrong."""


def _is_old() -> bool:
    page = BUILT / "gallery.html"
    if not page.exists():
        return True
    front = CHECKOUT / "frontend"
    sources: list[Path] = [p for p in (front / "src").rglob("*") if p.is_file()]
    sources += [front / "gallery.html", front / "vite.config.ts", front / "package-lock.json"]
    return max(p.stat().st_mtime for p in sources) > page.stat().st_mtime
