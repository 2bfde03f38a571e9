"""Findings about: calendar."""

SENTENCES: dict[str, tuple[str, str]] = {
    "calendar-estimated": (
        "The official working calendar of {year} is not out yet: holidays follow the law's rules, without make-up "
        "working days. Plan again when it is published, or enter the announced days in the table calendar.",
        "{year} 年的国务院放假安排尚未公布：节假日按法定规则推算，不含调休上班日。"
        "公布后请重新生成计划，或先在「日历」表中填入已知的调休安排。",
    ),
    "country-unknown": (
        "There is no working calendar for the country {country}. Write its two-letter code, such as CN, SG or US.",
        "没有国家「{country}」的工作日历。请填写两位国家代码，例如 CN、SG、US。",
    ),
}
