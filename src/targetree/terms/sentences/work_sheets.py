"""What is wrong in sheets of work plans."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "work-no-sheet": (
        "No sheet of a work plan was found. Its sheets are called conditions, actions, checkpoints, focuses and points: export the plans first and write into that file.",
        "没有找到计划的工作表。工作表名称为：条件、行动、节点、季度重点、五要素；请先导出计划，在导出的文件里填写。",
    ),
    "work-not-a-month": (
        "This is no month of the plan year, which runs from {first} to {last}. Write it like {first}.",
        "这不是计划年度里的月份。计划年度从 {first} 到 {last}，请写成 {first} 这样。",
    ),
    "work-not-a-quarter": (
        "This is no quarter of the plan year, which runs from {first} to {last}. Write it like 2027-Q1.",
        "这不是计划年度里的季度。计划年度从 {first} 到 {last}，请写成 2027-Q1 这样。",
    ),
    "work-unknown-customer": (
        "There is no customer with this id or name. Add it under Settings, or import it with the planning book, first.",
        "没有这个编号或名称的客户，请先在“设置”里新增，或随计划簿导入。",
    ),
}
