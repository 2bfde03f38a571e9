"""What the gap in customers and activity refuses, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "activity-no-target": (
        "The version in force has no target for this measure, so there is no gap to work on. Import or plan one first.",
        "当前版本没有这个指标的目标，无法测算缺口。请先导入或制定目标。",
    ),
    "activity-not-worked-out": (
        "What customers can bring has not been worked out for this version yet. Sales operations do it on the page “Support” with “Work out anew”.",
        "当前版本还没有测算客户支撑。请销售运营在“支撑”页面点击“重新测算”。",
    ),
    "activity-rate-out-of-range": (
        "A rate must be between {least} and 100%: of ten visits there cannot come more than ten opportunities, nor fewer than none.",
        "转化率须在 {least} 到 100% 之间：十次拜访最多带来十个商机，也不会是负数。",
    ),
    "activity-deal-too-small": (
        "Write what a signing is worth: at least 1 yuan.",
        "请填写单笔签约金额：至少 1 元。",
    ),
    "activity-visits-a-day": (
        "A working day holds between {least} and {most} visits. Write a number in between.",
        "一个工作日的拜访次数须在 {least} 到 {most} 之间，请填写其间的数字。",
    ),
    "activity-reason-needed": (
        "Say why you plan with other rates than the record shows: whoever reads the plan will ask.",
        "请说明为什么不按历史转化率计划：审阅计划的人会问到。",
    ),
    "activity-rates-gone": (
        "These rates have been taken away meanwhile. Load the page again.",
        "这组转化率已被他人清除，请重新载入页面。",
    ),
    "activity-version-published": (
        "“{version}” is published and does not change any more. Copy it on the page “Versions”, change the targets of the copy, and publish that.",
        "“{version}”已发布，不能再修改。请在“版本”页面复制一份，在副本中修改目标后再发布。",
    ),
    "activity-no-measure": (
        "Choose at least one of the activities that this version has targets for.",
        "请至少选择一项本版本设有目标的活动指标。",
    ),
    "activity-preview-old": (
        "The numbers have changed since you looked at them. Nothing was changed: look at the new ones and decide again.",
        "您查看之后数字已有变化，本次没有做任何修改。请看过新的数字后再决定。",
    ),
}
