"""How hard the property tests try: a glance in `make check`, with care in `make test`, long in `make soak`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

for _profile, _examples in (("glance", 10), ("care", 40), ("soak", 3000)):
    settings.register_profile(
        _profile, max_examples=_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "care"))

pytest_plugins = ["database", "cast", "live"]
