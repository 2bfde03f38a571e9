"""How hard the property tests try: a glance in `make test`, long in `make soak`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("glance", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "glance"))
