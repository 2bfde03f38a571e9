"""What can go wrong with a file that is brought in."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "upload-missing": ("Choose a file first.", "请先选择文件。"),
    "upload-empty": ("The file is empty. Choose the one with your tables.", "文件是空的，请选择有内容的文件。"),
    "upload-kind": (
        "Files ending in {suffix} cannot be read. Send an Excel workbook (.xlsx), a .csv, or a .zip of .csv files.",
        "读不了 {suffix} 文件。请上传 Excel 工作簿（.xlsx）、.csv，或装着 .csv 的 .zip。",
    ),
    "upload-damaged": (
        "The file is damaged or incomplete. Save it again and send it once more.",
        "文件已损坏或不完整，请重新保存后再上传。",
    ),
    "upload-encrypted": (
        "The archive asks for a password. Pack it without one and send it again.",
        "压缩包设了密码，请去掉密码重新打包后再上传。",
    ),
    "upload-bomb": (
        "The file unpacks to far more than tables need, so it was not opened. Save the tables into a new file.",
        "文件解开后大得不正常，没有打开。请把表格另存为一个新文件再上传。",
    ),
    "upload-too-many-cells": (
        "The table is too large: at most {lines} lines and {columns} columns. Split it, or leave out empty columns.",
        "表太大：最多 {lines} 行、{columns} 列。请拆开，或删掉多余的空列。",
    ),
    "upload-without-tables": (
        "There is no table in the archive. Put .csv files into it, or send an Excel workbook.",
        "压缩包里没有表格。请放入 .csv 文件，或直接上传 Excel 工作簿。",
    ),
    "upload-twice-in-zip": (
        "{name} is in the archive twice. Keep one of them.",
        "压缩包里有两个 {name}，请只留一个。",
    ),
    "import-over": (
        "This import is over already. Send the file again to begin anew.",
        "这次导入已经结束。如需再来，请重新上传文件。",
    ),
    "import-not-ready": (
        "This import is not ready to be kept: it is still being read, or something in the file is wrong.",
        "还不能保存：文件还在读取，或里面有错误要先改。",
    ),
    "import-overtaken": (
        "The data changed since this preview was made. Look at the new preview, then keep it.",
        "预览之后数据又有改动。请看新的预览，确认后再保存。",
    ),
    "import-failed": (
        "The import stopped because of an error on our side; nothing was changed. Try again, and tell your "
        "administrator if it happens twice.",
        "导入因系统内部错误中断，数据没有任何改动。请再试一次；再次出现请告诉管理员。",
    ),
    "import-file-gone": (
        "The file is not kept any more. Send it again.",
        "文件已不再保留，请重新上传。",
    ),
    "heading-unknown": (
        "“{slug}” is no table or column that could be meant. Choose one from the list.",
        "没有“{slug}”这张表或这一列，请从列表中选择。",
    ),
    "heading-twice": (
        "Two columns of {sheet} are both read as {column}. Choose another meaning for one of them.",
        "“{sheet}”里有两列都对应“{column}”，请改掉其中一列。",
    ),
    "table-chosen-twice": (
        "Two sheets are both read as {table}. Leave one of them out.",
        "有两张表都对应“{table}”，请只留一张。",
    ),
    "text-too-long": (
        "It is longer than the {most} characters that fit. Shorten it.",
        "文字太长，最多 {most} 个字，请缩短。",
    ),
    "number-beyond": (
        "The number is larger than can be kept (at most {most}). Check it.",
        "数字太大，最多到 {most}，请检查。",
    ),
    "export-not-whole": (
        "The organisation has changed so much since this version that its plan cannot be written out. Export the "
        "planning book instead.",
        "这个版本之后组织变动太大，无法导出完整方案。请改为导出规划簿。",
    ),
    "export-no-version": (
        "There is no version to export yet. Import a planning book first.",
        "还没有可导出的版本，请先导入规划簿。",
    ),
}
