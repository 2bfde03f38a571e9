"""What the command line says, by key: (English, 中文). Findings have their own sentences in `targetree.terms`."""

from __future__ import annotations

from .language import Lang

WORDS: dict[str, tuple[str, str]] = {
    # wrong usage
    "usage-error": ("Wrong usage: {problem}", "用法有误：{problem}"),
    "unknown-command": (
        "there is no command {written}. The commands are template, check, plan, demo, serve, backup, restore "
        "and openapi.",
        "没有 {written} 这个命令。可用的命令：template、check、plan、demo、serve、backup、restore、openapi。",
    ),
    "no-book": (
        "{command} needs the planning book, a workbook or a folder: targetree {command} BOOK",
        "{command} 后面要写计划书（Excel 文件或文件夹）：targetree {command} 计划书",
    ),
    "no-template": (
        "say what the new planning book is to be called: targetree template BOOK.xlsx",
        "请写明新计划书的文件名：targetree template 计划书.xlsx",
    ),
    "no-backup": (
        "{command} needs the name of a backup: targetree {command} FILE",
        "{command} 后面要写备份文件名：targetree {command} 文件",
    ),
    "too-much": (
        "{written} is one word too many for {command}. A name with blanks in it needs quotation marks.",
        "{command} 不需要多出来的“{written}”。文件名里有空格时，请加引号。",
    ),
    "bad-choice": (
        "{option} cannot be {written}. It takes: {choices}",
        "{option} 不能是 {written}。可选：{choices}",
    ),
    "unknown-option": ("there is no option {written}.", "没有 {written} 这个选项。"),
    "no-value": ("{option} needs a value: {option} {value}", "{option} 后面要写值：{option} {value}"),
    "value-not-wanted": ("{option} takes no value.", "{option} 后面不带值。"),
    "no-out": (
        "say where the plan goes: -o plan.xlsx for a workbook, -o plan for a folder of tables.",
        "请写明计划存到哪里：-o 计划.xlsx 生成工作簿，-o 文件夹名 生成一组数据表。",
    ),
    "folder-only": (
        "{option} is for a folder of tables; a workbook has its own sheets. Leave it out, or give -o a folder.",
        "{option} 只用于输出到文件夹；工作簿有固定的工作表。请去掉它，或把 -o 改成文件夹。",
    ),
    "not-a-workbook": (
        "a planning book is an Excel file; call it {written}.xlsx",
        "计划书是 Excel 文件，请命名为 {written}.xlsx",
    ),
    "exists": (
        "{path} is there already. Choose another name, or add --force to replace it.",
        "{path} 已经存在。请换个名字，或加 --force 覆盖。",
    ),
    "guess": ("Did you mean {guess}?", "是不是想写 {guess}？"),
    "see-help": ("Help: {command}", "查看帮助：{command}"),
    # things that go wrong
    "book-missing": (
        "There is no file or folder {path}. Look at the name, or begin a new book: targetree template BOOK.xlsx",
        "找不到文件或文件夹 {path}。请核对名称，或先新建一份：targetree template 计划书.xlsx",
    ),
    "cannot-write": (
        "{path} cannot be written: {reason}. Nothing was written.",
        "无法写入 {path}：{reason}。没有写入任何内容。",
    ),
    "EACCES": ("you may not write there", "没有写入权限"),
    "EPERM": ("you may not write there", "没有写入权限"),
    "EROFS": ("that place is read-only", "该位置是只读的"),
    "ENOSPC": ("the disk is full", "磁盘空间不足"),
    "ENOENT": ("there is no such folder", "没有这个文件夹"),
    "ENOTDIR": ("a part of the path is no folder", "路径中有一段不是文件夹"),
    "stopped": ("Stopped. Nothing was left half done.", "已停止，没有留下未完成的文件。"),
    "out-of-memory": (
        "This machine has not enough memory for this book. Close other programs, or plan with --tables months.",
        "内存不足，无法处理这份计划书。请关闭其他程序，或加 --tables months 只输出月度表。",
    ),
    "our-defect": (
        "Targetree made a mistake; your book is not to blame. The details are in {path}: please send us that file.",
        "这是 Targetree 自身的错误，与您的计划书无关。详细信息已保存到 {path}，请把该文件发给我们。",
    ),
    # serving
    "serve-starting": ("Starting …", "正在启动……"),
    "serve-ready": ("Targetree is ready: {address}", "目标树已就绪：{address}"),
    "serve-sign-in": ("Sign in with", "可用以下账号登录"),
    "serve-first": (
        "The first account of this installation. Note the password: it is not shown again.",
        "这是本系统的第一个账号。请记下密码，之后不再显示。",
    ),
    "serve-data": ("Data: {folder} · Log: {log}", "数据：{folder} · 日志：{log}"),
    "serve-end": ("Ctrl-C ends it.", "按 Ctrl-C 停止。"),
    "serve-ended": ("Ended; everything is kept.", "已停止，数据均已保存。"),
    "serve-problem": ("Not started. {problem}", "未能启动。{problem}"),
    "not-done": ("Not done. {problem}", "未完成。{problem}"),
    "backup-written": (
        "The backup is {path} ({size} MB, {rows} rows).",
        "备份已写入 {path}（{size} MB，{rows} 行数据）。",
    ),
    "restored": (
        "Restored from {path}: the state of {date}, {rows} rows. Start it: targetree serve --data {folder}",
        "已从 {path} 恢复到 {date} 的状态，共 {rows} 行数据。启动：targetree serve --data {folder}",
    ),
    "role-director": ("director", "总经理"),
    "role-manager": ("manager", "大区经理"),
    "role-leader": ("team leader", "团队主管"),
    "role-seller": ("salesperson", "销售"),
    "role-operations": ("sales operations", "销售运营"),
    "role-colleague": ("colleague of another department", "其他部门同事"),
    "role-auditor": ("auditor", "审计"),
    # findings
    "clean": ("No errors, no warnings: this book can be planned.", "没有错误，也没有提醒，可以生成计划。"),
    "counts": (
        "Errors: {errors}, warnings: {warnings}, notes: {notes}.",
        "{error} {errors} 条，{warning} {warnings} 条，{note} {notes} 条。",
    ),
    "mend-errors": (
        "Mend the errors first; nothing was written.",
        "请先改正错误；没有写入任何内容。",
    ),
    "can-plan": ("The book can be planned.", "可以生成计划。"),
    "more-like-it": (
        "… and {count} more of the same kind (all of them: targetree check BOOK > findings.txt)",
        "……同类还有 {count} 条（查看全部：targetree check 计划书 > findings.txt）",
    ),
    # written
    "template-written": (
        "{path} is ready. Its first sheet says how to fill it in; then: targetree check {path}",
        "已生成 {path}。第一张工作表说明怎么填；填好后运行：targetree check {path}",
    ),
    "plan-written": ("The plan is in {path}", "计划已写入 {path}"),
    "book-written": ("The sample company's planning book is {path}", "示例公司的计划书：{path}"),
    "book-kept": (
        "Planned the book that was there, {path} (delete it to get the sample back)",
        "使用已有的计划书 {path}（删除它即可恢复示例）",
    ),
    # steps of long work
    "step-read": ("Reading the book", "读取计划书"),
    "step-calendar": ("Working days", "工作日历"),
    "step-plan": ("Working out the plan", "计算计划"),
    "step-split": ("Sharing the targets", "分解目标"),
    "step-support": ("What the targets rest on", "测算客户支撑"),
    "step-write": ("Writing: {table}", "写出：{table}"),
    # the summary
    "title": ("{company}: plan {year}", "{company} {year} 年度计划"),
    "period": (
        "{first} to {last} · {people} people · {days} working days",
        "{first} 至 {last} · {people} 人 · {days} 个工作日",
    ),
    "in-myriads": ("{currency} 10k", "万 {currency}"),
    "CNY": ("CNY", "元"),
    "per-person": ("Per person", "人均"),
    "targets": ("Targets", "年度目标"),
    "by-unit": ("By unit", "按部门"),
    "given": ("Given out", "下达合计"),
    "more-units": ("… and {count} more units below", "……下面还有 {count} 个部门"),
    "by-month": ("By month: {measure}", "按月：{measure}"),
    "rests-on": ("What the target rests on: {measure}", "目标靠什么支撑：{measure}"),
    "number": ("Number", "数量"),
    "of-target": ("Of target", "占目标"),
    "gap": ("Gap: to be won", "缺口：待开发新客户"),
    "findings": ("What to look at first", "最值得先看的几条"),
    "alike": ("({count} like it)", "（同类共 {count} 条）"),
    "no-findings": ("Nothing doubtful was found.", "没有发现疑点。"),
    "all-findings": (
        "All {count} findings: “{sheet}” in the plan, or targetree check.",
        "全部 {count} 条见计划中的「{sheet}」，也可运行 targetree check。",
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words of `key` in the language, `{name}` filled from the values."""
    return WORDS[key][0 if lang == "en" else 1].format(**values)
