"""The description of the API needs no server, no database and no data folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_description_without_a_server(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    environment["TARGETREE_DATA"] = str(tmp_path / "data")
    line = [sys.executable, "-m", "targetree", "openapi"]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
    description = json.loads(done.stdout)
    assert description["openapi"].startswith("3.")
    assert all(path.startswith("/api/v1/") for path in description["paths"])
    assert done.stderr == ""
    assert not (tmp_path / "data").exists()
