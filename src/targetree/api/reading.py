"""Reads bodies and addresses so that nothing gets in which could not be kept."""

from __future__ import annotations

import json
from math import isinf
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

_LARGEST = 2**63 - 1
_DIGITS = 19


class Reader(Parser):
    """JSON without NaN and without numbers beyond 64 bits, and bytes that are UTF-8; the rest is the fields' matter."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What was sent. Raises ValueError; ninja answers 400."""
        text = request.body.decode("utf-8")
        try:
            return json.loads(text, parse_int=_number, parse_float=_fraction, parse_constant=_refuse)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def _number(digits: str) -> int:
    if len(digits) > _DIGITS + 1 or abs(int(digits)) > _LARGEST:
        raise ValueError("a number beyond 64 bits")
    return int(digits)


def _fraction(digits: str) -> float | int:
    """To JSON 3.0 is a whole number as 3 is; beyond 2^53 it is not told exactly and stays what it is."""
    number = float(digits)
    if isinf(number):
        raise ValueError("a number beyond all bounds")
    return int(number) if number.is_integer() and abs(number) <= 2**53 else number


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
