"""What requests are made of: ids, amounts, texts, periods, and the models that hold them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from targetree.engine.money import LARGEST_AMOUNT

LARGEST_ID = 2**63 - 1
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _can_be_kept(text: str) -> str:
    if _UNKEPT.search(text):
        raise PydanticCustomError("text", "characters that cannot be kept")
    return text


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Code = Annotated[str, Field(max_length=80), AfterValidator(_can_be_kept)]
"""A code of a product, unit or person."""
Name = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_can_be_kept)]
Text = Annotated[str, Field(max_length=2000), AfterValidator(_can_be_kept)]
"""Reasons and notes."""
Units = Annotated[int, Field(ge=0, le=LARGEST_AMOUNT, description="In the smallest unit of the measure.")]
FirstMonth = Annotated[int, Field(ge=0, le=11, description="0 is the first month of the plan year.")]
MonthCount = Annotated[Literal[1, 3, 12], Field(description="12 (the year), 3 (a quarter) or 1 (a month).")]
Seen = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A revision as it was read: what is sent with it is refused where it is not that any more."""
Pair = Annotated[list[int], Field(min_length=2, max_length=2)]
Three = Annotated[list[int], Field(min_length=3, max_length=3)]
Day = Annotated[date, Field(strict=False)]


class Body(Schema):
    """What is sent: nothing that is not asked for, and numbers as numbers."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Query(Schema):
    """Parameters of an address."""

    model_config = ConfigDict(extra="ignore")
