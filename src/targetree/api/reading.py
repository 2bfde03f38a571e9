"""Reads bodies and addresses so that nothing gets in which could not be kept."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

_LARGEST = 2**63 - 1
_DIGITS = 19


class Reader(Parser):
    """JSON without NaN and without numbers beyond 64 bits, and bytes that are UTF-8; the rest is the fields' matter."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What was sent. Raises ValueError; ninja answers 400."""
        try:
            return json.loads(request.body.decode("utf-8"), parse_int=_number, parse_constant=_refuse)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def _number(digits: str) -> int:
    if len(digits) > _DIGITS + 1 or abs(int(digits)) > _LARGEST:
        raise ValueError("a number beyond 64 bits")
    return int(digits)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
