"""The settings as they are, with the plainest page beside the application's."""

from __future__ import annotations

from targetree.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web_plain"
