"""The help texts of the commands about the server."""

from __future__ import annotations

SERVER_HELP = {
    "serve": (
        """\
targetree serve [--port N] [--data DIR] [--sample] [--lang zh|en]

Starts everything that the browser needs, PostgreSQL included, and prints the address. Ctrl-C ends it;
the data stays. A new installation gets one account, the director's, whose password is printed once.

  --port N     port (default: TARGETREE_PORT, else 8000; 0 takes a free one)
  --data DIR   where everything is kept (default: TARGETREE_DATA, else the system's place for it)
  --sample     an empty installation is filled with the sample company, with one sign-in for each role

Settings are environment variables: TARGETREE_HOSTS (names that browsers use), TARGETREE_BIND, TARGETREE_HTTPS,
TARGETREE_TIME_ZONE, TARGETREE_DIRECTOR, TARGETREE_MAIL_URL, TARGETREE_OIDC_ISSUER, TARGETREE_WORKERS;
DATABASE_URL for a PostgreSQL (16 or later) of your own. A wrong value is told, with what it takes.

Example: targetree serve --sample
""",
        """\
targetree serve [--port N] [--data 文件夹] [--sample] [--lang zh|en]

启动网页版所需的一切（自带 PostgreSQL），并打印访问地址。按 Ctrl-C 停止，数据保留。
首次安装会生成一个总经理账号，密码只显示一次。

  --port N        端口（默认取 TARGETREE_PORT，否则 8000；0 表示自动选空闲端口）
  --data 文件夹   数据存放位置（默认取 TARGETREE_DATA，否则用系统的标准位置）
  --sample        数据为空时装入示例公司，每种角色各给一个登录账号

其他设置用环境变量：TARGETREE_HOSTS（访问用的域名）、TARGETREE_BIND、TARGETREE_HTTPS、TARGETREE_TIME_ZONE、
TARGETREE_DIRECTOR、TARGETREE_MAIL_URL、TARGETREE_OIDC_ISSUER、TARGETREE_WORKERS；
使用自己的 PostgreSQL（16 或更高版本）请设 DATABASE_URL。值不对时会说明应该怎么写。

例：targetree serve --sample
""",
    ),
    "backup": (
        """\
targetree backup FILE [--data DIR] [--force] [--lang zh|en]

Writes everything into one file: the database, the files people sent, the keys. It may run while the server does.
The file appears whole or not at all. Keep it as safe as the data itself.

  --data DIR   the data folder (default as for serve)
  --force      replace FILE if it is there already

Example: targetree backup targetree-2027-01-05.backup
""",
        """\
targetree backup 文件 [--data 文件夹] [--force] [--lang zh|en]

把数据库、上传的文件和密钥全部写进一个备份文件。服务运行时也可以备份。
备份文件要么完整，要么没有。请像保管数据一样保管它。

  --data 文件夹   数据文件夹（默认与 serve 相同）
  --force         文件已存在时覆盖

例：targetree backup 目标树-2027-01-05.backup
""",
    ),
    "restore": (
        """\
targetree restore FILE [--data DIR] [--force] [--lang zh|en]

Brings back what a backup has. The server must not be running. The backup is unpacked and looked over first;
only then does it take the place of what is there, all of it or nothing.

  --data DIR   the data folder (default as for serve); it must be empty
  --force      replace what is in the data folder

Example: targetree restore targetree-2027-01-05.backup --data /srv/targetree
""",
        """\
targetree restore 文件 [--data 文件夹] [--force] [--lang zh|en]

从备份恢复全部数据。恢复前请先停止服务。程序会先解开并核对备份，无误后才整体替换，不会只恢复一半。

  --data 文件夹   数据文件夹（默认与 serve 相同），必须为空
  --force         覆盖数据文件夹里已有的数据

例：targetree restore 目标树-2027-01-05.backup --data /srv/targetree
""",
    ),
    "openapi": (
        """\
targetree openapi

Prints the description of the REST API (OpenAPI, JSON). Needs no server and no database.

Example: targetree openapi > openapi.json
""",
        """\
targetree openapi

输出 REST API 的说明（OpenAPI，JSON 格式）。不需要服务，也不需要数据库。

例：targetree openapi > openapi.json
""",
    ),
}
