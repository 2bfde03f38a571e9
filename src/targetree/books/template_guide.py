"""The first sheet of the planning book: what it is, which sheets it has, how to fill them in."""

from __future__ import annotations

from typing import Any

from .columns import TABLES
from .template_cells import shown_width
from .template_looks import Looks

TITLES = ("目标树 · 规划簿", "Targetree planning book")
INTRO = (
    "把年度目标、部门、人员、产品、客户和去年的业绩填在这一个工作簿里，一条命令就分解到每个人、每个产品、每个月、每一天，分毫不差。",
    "Put the year's target, units, people, products, customers and last year's results into this workbook; one command "
    "turns them into everybody's plan for every product, month and day, exact to the fen.",
)
STEPS = (
    ("填四张必填的表：公司、部门、人员、目标。其余的表填得越多，计划越准；空着也能用。",
     "Fill in the four needed sheets: Company, Units, People, Targets. Each of the others makes the plan better; "
     "they may stay empty."),
    ("检查：targetree check 本文件.xlsx —— 哪张表、哪一行、哪一格不对，该怎么改，一次列全。",
     "Check it: targetree check THIS.xlsx lists everything that is wrong at once: sheet, row, cell and what to do."),
    ("分解：targetree plan 本文件.xlsx -o 结果.xlsx",
     "Plan: targetree plan THIS.xlsx -o result.xlsx"),
)  # fmt: skip
RULES = (
    ("深蓝色标题是必填列，浅蓝色是选填列；鼠标移到标题上有说明，能选的都有下拉框。",
     "Dark headings are needed, pale ones optional. Rest the mouse on a heading for its explanation; closed lists have "
     "drop-downs."),
    ("金额以“公司”表里的金额单位为准；1,200.50、￥1,200.50、120万、1.2亿 都认识，写了“万”“亿”就按写的算。",
     "Amounts are in the unit that Company states; 1,200.50, ￥1,200.50 and “120万” are understood."),
    ("日期写 2027-03-05、2027/3/5 或“2027年3月5日”都行；期间写 2027、2027-Q1 或 2027-03。",
     "Dates: 2027-03-05, 2027/3/5 or 20270305. Periods: 2027, 2027-Q1 or 2027-03."),
    ("部门和人员用编号互相引用，编号不能重复；名称不重名时写名称也可以。",
     "Units and people refer to each other by id; no id may occur twice. A name will do where only one has it."),
    ("目标只写已经定下来的数，其余由系统分解；总数和各部分都写了，就必须相等。",
     "State only the targets that are settled; the rest is worked out. Where a total and all its parts are stated, "
     "they must agree."),
    ("可以增加自己的列和工作表，不会被读取；可以留空行，“合计”行会自动跳过。",
     "Columns and sheets of your own are left alone; blank rows and rows of totals are skipped."),
)  # fmt: skip


def write_guide(workbook: Any, looks: Looks, lang: str) -> None:
    """Adds the first sheet."""
    from .template import sheet_title

    at = 0 if lang == "zh" else 1
    sheet = workbook.add_worksheet(("说明", "Guide")[at])
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 20)
    sheet.set_column(2, 2, 10)
    sheet.set_column(3, 3, 84)
    text = looks.make(text_wrap=True)
    section = looks.make(bold=True, font_size=13, font_color=Looks.ACCENT)
    sheet.set_row(0, 14)
    sheet.set_row(1, 34)
    sheet.write_string(1, 1, TITLES[at], looks.make(bold=True, font_size=20, font_color=Looks.ACCENT))
    row = _paragraph(sheet, 2, INTRO[at], looks.make(text_wrap=True, font_color="#5B6875"), lang)
    row = _heading(sheet, row + 1, ("怎么用", "How to use it")[at], section)
    for number, step in enumerate(STEPS, 1):
        row = _paragraph(sheet, row, f"{number}.  {step[at]}", text, lang)
    row = _heading(sheet, row + 1, ("有哪些表", "The sheets")[at], section)
    sheet.set_row(row, 22)
    for column, title in enumerate((("工作表", "Sheet"), ("", ""), ("用来做什么", "What it is for"))):
        sheet.write_string(row, 1 + column, title[at], looks.heading(True))
    for table in TABLES.values():
        row += 1
        sheet.set_row(row, 20)
        name = sheet_title(table, lang)
        link = looks.make(font_color=Looks.ACCENT, underline=1, bottom=1)
        sheet.write_url(row, 1, f"internal:'{name}'!A1", link, name)
        need = ("必填", "needed") if table.required else ("选填", "optional")
        sheet.write_string(row, 2, need[at], looks.make(bold=table.required, bottom=1))
        sheet.write_string(row, 3, table.about[lang == "zh"], looks.make(text_wrap=True, bottom=1))
    row = _heading(sheet, row + 2, ("填写约定", "How to write things")[at], section)
    for rule in RULES:
        row = _paragraph(sheet, row, f"·  {rule[at]}", text, lang)
    sheet.set_tab_color(Looks.INK)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row, 3)
    sheet.activate()


def _heading(sheet: Any, row: int, text: str, look: Any) -> int:
    sheet.set_row(row, 26)
    sheet.write_string(row, 1, text, look)
    return row + 1


def _paragraph(sheet: Any, row: int, text: str, look: Any, lang: str) -> int:
    lines = 1 + (shown_width(text) - 1) // (122 if lang == "zh" else 112)
    sheet.set_row(row, 4 + 17 * lines)
    sheet.merge_range(row, 1, row, 3, text, look)
    return row + 1
