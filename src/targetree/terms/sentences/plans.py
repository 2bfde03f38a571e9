"""What work plans refuse, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "plan-submitted": (
        "This plan has been handed in and waits for an answer. Withdraw it first to change it.",
        "计划已提交，正在等待审批。如需修改，请先撤回。",
    ),
    "plan-agreed": (
        "This plan is agreed. Open it again first to change it; the agreed one is kept.",
        "计划已批准。如需修改，请先重新打开；已批准的那一份会保留。",
    ),
    "plan-row-changed": (
        "{who} changed this at {at}, after you opened it. Nothing of yours was kept: copy your text, load the page again and look at the new one.",
        "在您打开之后，{who} 于 {at} 修改了这一条。您的修改没有保存：请先复制您的内容，重新载入页面后再看。",
    ),
    "plan-no-measure": (
        "There is no measure “{measure}” to plan for. Choose one of the measures of the plan.",
        "没有可供制定计划的指标“{measure}”，请选择方案中的指标。",
    ),
    "plan-no-year": (
        "There is no plan year yet: import a planning book first.",
        "还没有计划年度：请先导入计划簿。",
    ),
    "plan-text-needed": (
        "Please say it in words: this line is empty.",
        "请填写内容：这一行是空的。",
    ),
}
