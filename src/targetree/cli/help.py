"""The help texts: what a command does, how it is written, an example."""

from __future__ import annotations

from targetree import __version__

from .help_of_server import SERVER_HELP
from .language import Lang

_OVERVIEW = (
    """\
Targetree turns a sales organisation's annual target into what everyone does each day, exact to the fen.

  targetree template BOOK.xlsx [--sample]   an empty planning book, or the sample company's
  targetree check BOOK                      what is wrong or doubtful in a book; writes nothing
  targetree plan BOOK -o OUT                the plan: a workbook (OUT.xlsx) or a folder of tables
  targetree demo                            all of it, on the sample company

  targetree serve [--sample]                the plan in the browser, for everybody in the company
  targetree backup FILE                     everything of it in one file;  targetree restore FILE
  targetree openapi                         the description of the REST API

BOOK is an Excel workbook, or a folder of CSV or Parquet files.
Every command takes --lang zh|en (default: the locale's) and --help. Version: targetree --version
Exit status: 0 done, 1 the book has errors, 2 wrong usage.
""",
    """\
Targetree 目标树：把一个年度目标变成每个人每天要做的事，分到每一分钱都对得上。

  targetree template 计划书.xlsx [--sample]   新建一份计划书（加 --sample：示例公司的）
  targetree check 计划书                      检查计划书里的错误和疑点，不写任何文件
  targetree plan 计划书 -o 输出               生成计划：工作簿（输出.xlsx）或一个文件夹的数据表
  targetree demo                              用示例公司完整演示一遍

  targetree serve [--sample]                  启动网页版，全公司一起用
  targetree backup 文件                       把全部数据备份成一个文件；恢复：targetree restore 文件
  targetree openapi                           输出 REST API 说明

计划书是一个 Excel 工作簿，或者一个装有 CSV、Parquet 文件的文件夹。
每个命令都可以加 --lang zh|en（默认跟随系统语言）和 --help。查看版本：targetree --version
退出状态：0 完成；1 计划书有错误；2 用法有误。
""",
)

_COMMANDS = {
    "template": (
        """\
targetree template BOOK.xlsx [--sample] [--force] [--lang zh|en]

Writes a planning book to fill in. Its first sheet explains the others.

  --sample       filled with the sample company: 4 regions, 12 products, 3 years of orders
  --force        replace BOOK.xlsx if it is there already
  --lang zh|en   language of headings and notes (either is understood when the book is read)

Example: targetree template 2027.xlsx
""",
        """\
targetree template 计划书.xlsx [--sample] [--force] [--lang zh|en]

新建一份待填写的计划书，第一张工作表说明其余各表怎么填。

  --sample       填好示例公司的数据：4 个大区、12 种产品、3 年订单
  --force        文件已存在时覆盖
  --lang zh|en   表头和说明的语言（读取时两种都认得）

例：targetree template 2027计划书.xlsx
""",
    ),
    "check": (
        """\
targetree check BOOK [--lang zh|en]

Does the whole computation and lists what is wrong or doubtful, each with its place and what to do.
Writes no file. Exit status 1 when there is an error.

Example: targetree check 2027.xlsx
""",
        """\
targetree check 计划书 [--lang zh|en]

完整计算一遍，逐条列出错误和疑点：在哪里、是什么、怎么改。不写任何文件。
有错误时退出状态为 1。

例：targetree check 2027计划书.xlsx
""",
    ),
    "plan": (
        """\
targetree plan BOOK -o OUT [--format csv|parquet] [--days person|leaf] [--tables T1,T2…] [--force] [--lang zh|en]

Makes the plan and writes it. OUT ending in .xlsx is a workbook for people, anything else a folder of tables
for programs. OUT appears whole or not at all.

  -o, --out OUT           where the plan goes
  --format csv|parquet    kind of files in the folder (default csv)
  --days person|leaf      days of each person (default), or of each person and product
  --tables T1,T2…         only these: months, customer_months, thirds, weeks, days, support, activities,
                          findings, receipts; without support, activities, customer_months and findings it
                          is not worked out what customers can bring
  --force                 replace OUT if it is there already
  --lang zh|en            language of the sheets, findings and summary

Example: targetree plan 2027.xlsx -o plan-2027.xlsx
""",
        """\
targetree plan 计划书 -o 输出 [--format csv|parquet] [--days person|leaf] [--tables 表1,表2…] [--force] [--lang zh|en]

生成计划并写出。输出以 .xlsx 结尾时是给人看的工作簿，否则是给程序用的一个文件夹的数据表。
输出要么完整，要么没有。

  -o, --out 输出          计划存到哪里
  --format csv|parquet    文件夹里的文件格式（默认 csv）
  --days person|leaf      按天细到每个人（默认），或细到每个人的每种产品
  --tables 表1,表2…       只输出这些表：months, customer_months, thirds, weeks, days, support, activities,
                          findings, receipts；不含 support、activities、customer_months、findings 时，
                          不测算客户能带来多少
  --force                 输出已存在时覆盖
  --lang zh|en            工作表、检查结果和摘要的语言

例：targetree plan 2027计划书.xlsx -o 2027年度计划.xlsx
""",
    ),
    "demo": (
        """\
targetree demo [-o FOLDER] [--lang zh|en]

Writes the sample company's planning book and its plan into a folder, and prints the summary.
A sample book that is already there is planned as it stands, so you can change it and run this again.

  -o, --out FOLDER   where the two workbooks go (default: out)
  --lang zh|en       their language
""",
        """\
targetree demo [-o 文件夹] [--lang zh|en]

把示例公司的计划书和生成的计划写到一个文件夹，并打印摘要。
文件夹里已有示例计划书时直接使用，您可以改动它再运行一遍。

  -o, --out 文件夹   两个工作簿放在哪里（默认 out）
  --lang zh|en       工作簿的语言
""",
    ),
}


def help_text(command: str, lang: Lang) -> str:
    """The help of a command, or of the whole where `command` is blank."""
    return (_COMMANDS | SERVER_HELP).get(command, _OVERVIEW)[0 if lang == "en" else 1].rstrip("\n")


def version_text() -> str:
    return f"targetree {__version__}"
