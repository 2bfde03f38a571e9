"""The description of the REST API, made without a server or a database."""

from __future__ import annotations

import json
import os


def description() -> str:
    """OpenAPI as JSON text."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "targetree.config.settings")
    import django

    django.setup()
    from targetree.api.api import api

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, default=str)
