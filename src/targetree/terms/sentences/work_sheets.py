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
    "work-too-many-rows": (
        "A file may have at most {most} rows of plans at once. Send it in parts.",
        "一次最多导入 {most} 行计划内容，请分几次导入。",
    ),
    "work-token": (
        "What was looked at is not there any more. Choose the file again.",
        "预览内容已失效，请重新选择文件。",
    ),
    "work-moved-on": (
        "Since you looked at the file something changed: row {row} of {table} cannot be kept now. Choose the file again; nothing was changed.",
        "预览之后情况有变：{table} 第 {row} 行现在无法保存。请重新选择文件；数据没有任何变动。",
    ),
    "work-plan-changed": (
        "Since you looked at the file somebody changed the plan of {who}. Choose the file again to see what it changes now; nothing was changed.",
        "预览之后，{who}的计划有了改动。请重新选择文件，查看现在会改动什么；数据没有任何变动。",
    ),
    "work-parents-in-circle": (
        "These conditions stand below each other in a circle. Leave the part-of of one of them blank.",
        "这些条件互为上级，成了一个圈。请把其中一个的上级条件清空。",
    ),
    "work-no-such-condition": (
        "This plan has no condition “{label}”. Use an id of the sheet of conditions.",
        "这份计划里没有编号为“{label}”的条件，请使用“条件”工作表里的编号。",
    ),
    "work-no-checkpoints": (
        "There are no checkpoints to change: the plan's measure has no targets in the version in force.",
        "没有可以修改的节点：现行版本里还没有这项指标的目标。",
    ),
}
