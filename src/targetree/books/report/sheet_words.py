"""Titles and remarks of the sheets: (中文, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "plan_title": ("{company} {year} 年度销售计划", "{company} · sales plan {year}"),
    "who_months": (
        "各部门、各人全年与每月的目标。点左侧 ＋/－ 展开或收起下级。",
        "What every unit and person carries, by quarter and month. Use + and − at the left to open and close units.",
    ),
    "what_months": (
        "全公司各品类、各产品全年与每月的目标。",
        "The whole company's target by category and product, by quarter and month.",
    ),
    "who_what": (
        "各部门全年目标在产品上的分布。",
        "Each unit's year by product.",
    ),
    "thirds": ("每月上、中、下旬的目标，按工作日分到天后相加。", "Targets by thirds of months: sums of the days."),
    "weeks": (
        "每周（周一至周日，跨年的周只算计划年度内的天）的目标。表头下是周一的日期。",
        "Targets by ISO week, Monday to Sunday, clipped to the plan year. Below each week its Monday.",
    ),
    "days": (
        "每人每个工作日的目标，灰格为非工作日。点上方 ＋ 展开某个月的每一天。",
        "Everyone's target of each working day; grey days are not worked. Use + above a month to open its days.",
    ),
    "support": (
        "目标靠谁来完成：过去、现有、潜在客户预计能带来多少（低、高为 80% 区间），还差多少要靠新客户。",
        "What the target rests on: expected from past, current and future customers (low and high: the 80 % range), "
        "and what must be won from new ones.",
    ),
    "activities": (
        "按转化率倒推的拜访、商机、签约等次数。",
        "Visits, opportunities and signings that the target takes, by the rates of the funnel.",
    ),
    "findings": (
        "存疑之处，最要紧的在前；“查看”跳到相关的目标。",
        "What is doubtful, the gravest first. “See” leads to the figures concerned.",
    ),
    "receipts": (
        "每个数怎么来的：上级数额 × 占比 ＋ 取整差 ＝ 数额。",
        "How each figure came about: the amount it is part of × share + rounding = amount.",
    ),
    "about": ("这份计划由什么产生、怎么读", "What produced this plan, and how to read it"),
    "large": (
        "金额以万元显示，单元格里是精确到分的数。",
        "Money is shown in thousands; the cells hold the exact figures.",
    ),
    "held_mark": ("黄底：锁定的数。", "Yellow: held figures."),
    "cut_people": (
        "人员太多，本表只列到部门；每个人的数见数据文件夹：targetree plan 计划书 -o 文件夹",
        "There are too many people for a sheet, so only units are shown. "
        "Everyone's figures are in the folder of tables: targetree plan BOOK -o FOLDER",
    ),
    "cut_units": (
        "部门和人员太多，本表只列到前几级；完整的数见数据文件夹：targetree plan 计划书 -o 文件夹",
        "There are too many units for a sheet, so only the upper levels are shown. "
        "All figures are in the folder of tables: targetree plan BOOK -o FOLDER",
    ),
    "cut_rows": (
        "共 {all} 行，本表只列前 {shown} 行；完整的见数据文件夹：targetree plan 计划书 -o 文件夹",
        "The first {shown} of {all} rows are shown. All of them are in the folder of tables: "
        "targetree plan BOOK -o FOLDER",
    ),
    "receipts_chosen": (
        "本表列出：每个部门、每个人全部产品的全年和各月，以及各产品的全年；公司另有各产品各月。其余见数据文件夹。",
        "Here: for everyone all products by year and month, and each product's year; for the company each product "
        "by month too. The rest is in the folder of tables.",
    ),
    "nobody": ("没有目标", "No targets"),
    "by_unit": ("按部门", "By unit"),
    "by_month": ("按月", "By month"),
    "important": ("最值得先看的几条", "Findings that matter most"),
    "no_findings": ("没有发现存疑之处。", "Nothing doubtful was found."),
    "more_findings": ("共 {count} 条，见“{sheet}”", "{count} in all: see “{sheet}”"),
    "period": (
        "{first} 至 {last} · {days} 个工作日 · {people} 人",
        "{first} to {last} · {days} working days · {people} people",
    ),
    "card_growth": ("比上年实绩 {growth}", "{growth} on last year"),
    "card_exact": ("精确 {amount}", "exactly {amount}"),
    "covered": ("客户支撑覆盖率", "Covered by customers"),
    "covered_note": ("过去＋现有＋潜在客户", "past, current, future"),
    "chart_months": ("{measure}：各月目标与上年实绩", "{measure} by month, with last year"),
    "chart_months_alone": ("{measure}：各月目标", "{measure} by month"),
    "chart_coverage": ("{measure}：目标靠谁完成", "{measure}: what the target rests on"),
    "shape": ("精确", "Exact"),
    "shape_text": (
        "任何一级都等于下级之和，精确到分：部门＝下级部门与人员之和，品类＝产品之和，年＝月之和，月＝旬之和＝天之和。",
        "Every total is the sum of its parts to the last fen: units of people, categories of products, "
        "the year of months, months of thirds and of days.",
    ),
    "days_text": (
        "每人的天：按本人工作日平均，累计四舍五入；任何一天的累计数与理想线相差不超过半个最小单位。",
        "Days: spread evenly over the person's working days by cumulative rounding, so that the running total is "
        "within half a unit of the ideal line on every date.",
    ),
    "over_text": (
        "有超配的部门：下级之和大于本级目标，本级目标另列一栏。",
        "Where a unit over-assigns, its children's sum is above its own target, which has a column of its own.",
    ),
    "sheets": ("各表", "Sheets"),
    "produced": ("由什么产生", "What produced it"),
    "reading": ("怎么读", "How to read it"),
}


def say(key: str, lang: str, **values: object) -> str:
    return SENTENCES[key][0 if lang == "zh" else 1].format(**values)
