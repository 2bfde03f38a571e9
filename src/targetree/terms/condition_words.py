"""Words of conditions that are written into a plan: proposals, reasons of a target split again. (English, 中文)"""

from __future__ import annotations

PROPOSALS: dict[str, tuple[str, str]] = {
    "new": ("Win {count} new customers in {quarter}", "{quarter}新增 {count} 家客户"),
    "habit": ("Existing customers keep buying: repeat rate of at least {rate}", "老客户持续采购，复购率不低于 {rate}"),
    "in_hand": ("Keep at least {count} current customers in hand", "手上在合作客户保持 {count} 家以上"),
    "deals": (
        "Open opportunities come in: keep at least {count} of them in the pipeline",
        "在手商机如期落地，储备保持 {count} 个以上",
    ),
    "deal": ("Win {deal}", "拿下商机 {deal}"),
    "space": (
        "Introduce {product} to {count} customers who do not buy it yet",
        "向 {count} 家还没买过的老客户推广{product}",
    ),
    "single": (
        "Rest on more than {customer}: no customer brings more than {rate}",
        "不过度依赖{customer}：单一客户占比不超过 {rate}",
    ),
    "back": ("Win back {count} dormant customers", "唤回 {count} 家沉睡客户"),
}
QUARTERS: tuple[tuple[str, str], ...] = (("Q1", "一季度"), ("Q2", "二季度"), ("Q3", "三季度"), ("Q4", "四季度"))

REASONS: dict[str, tuple[str, str]] = {
    "head": ("Split again from the conditions that this number rests on.", "根据目标所依托的条件重新拆分。"),
    "holds": ("Holds, {amount}: {names}.", "已成立，{amount}：{names}。"),
    "open": ("Open, {amount}, of which {share}% counts: {names}.", "未定，{amount}，按 {share}% 计入：{names}。"),
    "fails": ("Does not hold, {amount}, not counted: {names}.", "不成立，{amount}，未计入：{names}。"),
    "rest": ("On no condition: {amount}, counted.", "不依托条件的部分：{amount}，照常计入。"),
    "rest_left": ("On no condition: {amount}, not counted.", "不依托条件的部分：{amount}，未计入。"),
    "more": ("and {count} more", "等共 {count} 条"),
}


def said(words: dict[str, tuple[str, str]], slug: str, lang: str, **values: object) -> str:
    """The words in `zh` or `en`."""
    english, chinese = words[slug]
    return (chinese if lang == "zh" else english).format(**values)
