"""Look units and people up by their codes, and see that a new code can be one."""

from __future__ import annotations

import re

from targetree.services.errors import Conflict, Invalid, Missing
from targetree.store import models as store

_CODE = re.compile(r"[^\s@*,;/\\\"'<>]{1,80}")


def unit_with(code: str) -> store.Node:
    """The unit of that code that is not archived. Raises Missing."""
    found = store.Node.objects.filter(code=code, kind=store.Node.UNIT, archived_at=None).first()
    if found is None:
        raise Missing("no-such-unit", id=code)
    return found


def person_with(code: str) -> store.Person:
    """The person of that code. Raises Missing."""
    found = store.Person.objects.filter(code=code).first()
    if found is None:
        raise Missing("no-such-person", id=code)
    return found


def new_code(code: str) -> str:
    """The code without blanks around it. Raises Invalid or Conflict: ids are unique over units and people."""
    code = good_code(code)
    if store.Node.objects.filter(code=code).exists() or store.Person.objects.filter(code=code).exists():
        raise Conflict("code-taken", id=code)
    return code


def good_code(code: str) -> str:
    """The code without blanks around it. Raises Invalid where it cannot be one."""
    code = code.strip()
    if not _CODE.fullmatch(code):
        raise Invalid("code-not-good", id=code)
    return code


def named(name: str) -> str:
    """The name without blanks around it. Raises Invalid where nothing is left."""
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Invalid("name-needed")
    return name
