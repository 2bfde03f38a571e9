"""What produced the workbook, and how to read it."""

from __future__ import annotations

from datetime import date, timedelta

from targetree import __version__
from targetree.terms.words import word

from .page import Page
from .report import Report
from .sheet_words import SENTENCES, say
from .styles import ACCENT

VALUE_WIDTH = 110


def about(report: Report) -> None:
    lang = report.lang
    page = report.page("about", say("about", lang))
    page.sheet.set_column(0, 0, 22)
    page.sheet.set_column(1, 1, VALUE_WIDTH)
    page.sheet.set_portrait()
    page.row += 1
    _section(page, say("produced", lang))
    for label, value in _facts(report):
        _line(page, word(label, lang), value)
    page.row += 1
    _section(page, say("reading", lang))
    _line(page, say("shape", lang), say("shape_text", lang))
    _line(page, word("days", lang), say("days_text", lang))
    if any(measure.targets for measure in report.plan.measures):
        _line(page, word("own_target", lang), say("over_text", lang))
    if report.large_note:
        _line(page, word("money", lang), report.large_note)
    page.row += 1
    _section(page, say("sheets", lang))
    for sheet in page.styles.workbook.worksheets():
        slug = next((slug for slug in SENTENCES if word(slug, lang) == sheet.name), "")
        if slug and slug != "about":
            style = page.styles.make(font_color=ACCENT, underline=1)
            page.fit_height([(say(slug, lang), VALUE_WIDTH)])
            page.sheet.write_url(page.row, 0, f"internal:'{sheet.name}'!A1", style, sheet.name)
            page.text(page.row, 1, say(slug, lang), page.styles.make(text_wrap=True))
            page.row += 1
    page.sheet.print_area(0, 0, page.row, 1)


def _facts(report: Report) -> list[tuple[str, str]]:
    """Nothing here comes from a clock: the time of writing is what the caller says it is."""
    plan, lang = report.plan, report.lang
    book, company = plan.book, plan.book.company
    facts = [("version", f"Targetree {__version__}")]
    if report.produced_at is not None:
        facts.append(("produced_at", f"{report.produced_at:%Y-%m-%d %H:%M}"))
    labels = list(dict.fromkeys(source.label for source in report.sources.values()))
    separator = "、" if lang == "zh" else ", "
    if labels:
        facts.append(("book", separator.join(labels)))
    facts += [
        ("company_name", company.name),
        ("plan_year", str(company.plan_year)),
        ("year_start", company.year_start.isoformat()),
        ("currency", company.currency),
        ("country", company.country),
        ("basis", word(company.basis, lang)),
        ("seasonality", word("share_of_months" if company.seasonality == "share" else company.seasonality, lang)),
        ("round_to", f"{company.round_to / 100:,.2f}"),
        ("units", f"{len(book.units):,}"),
        ("people", f"{plan.who.leaf_count:,}"),
        ("products", f"{len(book.products):,}"),
        ("customers", f"{len(book.customers):,}"),
        ("orders", f"{len(book.actuals):,}"),
    ]
    if len(book.actuals):
        last = date(1970, 1, 1) + timedelta(days=int(book.actuals.day.max()))
        facts.append(("data_until", last.isoformat()))
    return facts


def _section(page: Page, title: str) -> None:
    page.text(page.row, 0, title, page.styles.section)
    page.row += 1


def _line(page: Page, label: str, value: str) -> None:
    page.fit_height([(value, VALUE_WIDTH)])
    page.text(page.row, 0, label, page.styles.cell(font_color="#6B7785"))
    page.text(page.row, 1, value, page.styles.cell(text_wrap=True, align="left"))
    page.row += 1
