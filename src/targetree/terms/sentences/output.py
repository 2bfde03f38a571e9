"""Findings about: output."""

SENTENCES: dict[str, tuple[str, str]] = {
    "output_exists": (
        "{path} is there already. Choose another name, or add --force to replace it.",
        "{path} 已经存在。请换一个名字，或加 --force 覆盖。",
    ),
    "output_is_folder": (
        "{path} is a folder, but a name ending in .xlsx is to become a workbook. Choose another name.",
        "{path} 是一个文件夹，而以 .xlsx 结尾的输出应是工作簿。请换一个名字。",
    ),
    "output_is_file": (
        "{path} is a file, but the tables need a folder. Choose another name, or one ending in .xlsx for a workbook.",
        "{path} 是一个文件，而数据表要放进文件夹。请换一个名字；要生成工作簿，请以 .xlsx 结尾。",
    ),
    "output_not_ours": (
        "{path} also holds {count} files that Targetree did not write ({names}), so it is not replaced. "
        "Move them away, or choose another folder.",
        "{path} 里还有 {count} 个不是本程序生成的文件（{names}），因此不会覆盖。请先移走这些文件，或换一个文件夹。",
    ),
    "output_not_our_workbook": (
        "{path} is a workbook that is not a plan written by Targetree, perhaps the planning book itself, "
        "so it is not replaced. Choose another name.",
        "{path} 不是本程序生成的计划（可能就是计划书本身），因此不会覆盖。请换一个名字。",
    ),
}
"""Why OUT was not written."""
