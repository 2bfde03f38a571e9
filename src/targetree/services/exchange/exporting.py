"""Planning books and plans handed over as files, to those who may see the whole company."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from django.utils import timezone

from targetree.books.template import write_template
from targetree.books.write import write_plan
from targetree.sample.company import tables as sample_tables
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid
from targetree.services.versioning.showing import Shown, shown_version
from targetree.store import models as store
from targetree.store.mapping.book_out import BookOut
from targetree.store.mapping.plan_out import plan_of

from .screen_out import File

Lang = Literal["zh", "en"]


@use_case
def export_book(*, actor: Actor, lang: Lang, version: int | None = None) -> File:
    """The planning book of a version, in the company's own unit of amounts; brought in again, it changes nothing."""
    shown = _whole(actor, version)
    unit = store.Company.objects.values_list("amount_unit", flat=True).get()
    tables = {slug: told() for slug, told in BookOut(shown.version, int(unit)).tables.items()}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_template(path, lang, tables)
        data = path.read_bytes()
    return File(_name("规划簿" if lang == "zh" else "Planning book", shown), data)


@use_case
def export_results(*, actor: Actor, lang: Lang, version: int | None = None) -> File:
    """The workbook for people: overview, organisation by month, products, days, support, receipts."""
    shown = _whole(actor, version)
    plan = plan_of(shown.version)
    if plan is None:
        raise Invalid("export-not-whole")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_plan(plan, path, lang=lang, produced_at=timezone.localtime().replace(tzinfo=None))
        data = path.read_bytes()
    return File(_name("目标方案" if lang == "zh" else "Plan", shown), data)


def export_template(*, lang: Lang, sample: bool = False) -> File:
    """An empty planning book to fill in, or the sample company's."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, lang, sample_tables(lang) if sample else None)
        data = path.read_bytes()
    name = {"zh": ("规划簿模板", "规划簿示例"), "en": ("Planning book", "Planning book sample")}[lang][sample]
    return File(f"{name}.xlsx", data)


def _whole(actor: Actor, version: int | None) -> Shown:
    require(actor, "see_drafts")
    shown = shown_version(actor=actor, chosen=version)
    if shown is None:
        raise Invalid("export-no-version")
    return shown


def _name(what: str, shown: Shown) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", f"{what} {shown.name}")[:120] + ".xlsx"
