"""What the tree of targets refuses to show."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "too-many-days": (
        "Days are shown for at most {most} days at a time. Choose a shorter range of months, or weeks.",
        "按天查看一次最多 {most} 天。请缩短月份范围，或改为按周查看。",
    ),
    "query-not-valid": (
        "The address is not complete: “{name}” is missing or makes no sense. Open the page again.",
        "网址不完整：“{name}”缺失或无效。请重新打开页面。",
    ),
}
