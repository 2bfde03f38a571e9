"""The company's settings: the rows of the table `company`."""

from __future__ import annotations

from dataclasses import dataclass

from .schema import Choices, Kind

BASIS: Choices = {
    "history": ("历史", "历史业绩", "按历史"),
    "potential": ("潜力", "按潜力"),
    "capacity": ("产能", "人力", "按产能"),
    "weight": ("权重", "按权重"),
    "equal": ("平均", "均分", "平均分摊"),
}
SEASONALITY: Choices = {
    "workday": ("工作日", "按工作日"),
    "share": ("占比", "去年占比", "月度占比"),
    "flat": ("平均", "均分", "不分季节"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    slug: str
    zh: str
    kind: Kind
    default: str
    """As it stands in an empty template."""
    about: tuple[str, str]
    aliases: tuple[str, ...] = ()
    choices: Choices | None = None

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.slug


SETTINGS: tuple[Setting, ...] = (
    Setting("name", "公司名称", "text", "", ("The company's name.", "公司的名称。"), ("company", "公司", "名称")),
    Setting("plan_year", "计划年度", "whole", "",
        ("The year that is planned, such as 2027.", "要做计划的年份，例如 2027。"), ("year", "年度", "计划年份")),
    Setting("year_start", "年度开始", "date", "",
        ("First day of the plan year, the first of a month; blank: 1 January.",
         "计划年度的第一天，必须是某月1日；不填就是1月1日。"), ("fiscal_year_start", "年度开始日期", "财年开始")),
    Setting("currency", "币种", "text", "CNY", ("Currency code.", "币种代码，如 CNY。"), ("货币",)),
    Setting("country", "国家", "text", "CN",
        ("Country code; decides the public holidays.", "国家代码，决定法定节假日和调休，如 CN。"), ("国家地区",)),
    Setting("amount_unit", "金额单位", "value", "1",
        ("What plain amounts of money are in: 元, 万元 or a number.",
         "不带单位的金额以什么为单位：元、万元，或一个数字。"), ("单位", "unit")),
    Setting("round_to", "取整", "money", "0.01",
        ("People's annual money targets are multiples of it.", "个人全年金额指标取它的整数倍，例如 1000。"),
        ("取整到", "rounding")),
    Setting("basis", "分摊依据", "choice", "history",
        ("What a total is shared by: history, potential, capacity, weight or equal.",
         "上级指标按什么分给下级：历史、潜力、产能、权重、平均。"), ("分摊方式", "分解依据"), BASIS),
    Setting("seasonality", "季节性", "choice", "workday",
        ("How the year is shared among months: workday (history per working day), share (last year's shares), flat.",
         "全年怎样分到各月：工作日（按历史每个工作日的业绩）、占比（按去年各月占比）、平均。"), ("季节", "月度分摊"),
        SEASONALITY),
)  # fmt: skip
