"""What accounts, roles and invitations refuse."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "last-director": (
        "This is the last director. Make somebody else a director first.",
        "这是最后一位总监。请先让另一位同事成为总监。",
    ),
    "only-directors-make-directors": (
        "Only a director makes directors, or changes their accounts.",
        "只有总监可以任命总监或修改总监的账号。",
    ),
    "account-yours": (
        "You cannot deactivate your own account. Ask a colleague to do it.",
        "不能停用自己的账号，请让其他同事操作。",
    ),
    "account-there": (
        "There is an account with the address {email} already. Give it another role in the list of accounts.",
        "{email} 已有账号，请在账号列表中为其添加角色。",
    ),
    "no-such-role": (
        "There is no role “{role}”.",
        "没有角色“{role}”。",
    ),
    "role-needs-unit": (
        "A manager manages a unit: choose it.",
        "请选择该负责人所管的部门。",
    ),
    "role-needs-person": (
        "A seller is a person of the organisation: choose them.",
        "请选择这位销售对应的人员。",
    ),
    "email-not-good": (
        "“{email}” is not an e-mail address.",
        "“{email}”不是有效的邮箱地址。",
    ),
    "invitation-void": (
        "This invitation is not valid: it was used, withdrawn, or is too old. Ask for a new one.",
        "邀请链接无效：已使用、已撤回或已过期。请联系邀请人重新发送。",
    ),
    "invitation-over": (
        "This invitation has been accepted or withdrawn already.",
        "该邀请已被接受或撤回。",
    ),
    "setup-code-wrong": (
        "This is not the code that `targetree serve` printed. It also stands in the file setup-code of the data folder.",
        "设置码不对。请输入 targetree serve 启动时显示的设置码，也可查看数据文件夹中的 setup-code 文件。",
    ),
}
