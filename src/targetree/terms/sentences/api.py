"""What the REST API says where a request cannot be understood or let in."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "not-signed-in": (
        "Sign in first, or send a personal token: Authorization: Bearer tt_…",
        "请先登录，或在请求中带上个人令牌：Authorization: Bearer tt_…",
    ),
    "token-not-valid": (
        "This token is unknown, expired or revoked. Make a new one in the settings.",
        "该令牌不存在、已过期或已撤销。请在设置中新建一个。",
    ),
    "token-too-many-failures": (
        "Too many requests with a wrong token from this address. Wait five minutes.",
        "该地址使用错误令牌的次数过多，请五分钟后再试。",
    ),
    "token-only-reads": (
        "This token may only read. Make one with the scope “write” in the settings.",
        "该令牌只有读取权限。请在设置中新建一个带“写入”权限的令牌。",
    ),
    "token-not-by-token": (
        "A token can be made and revoked only by its owner in the settings, or with a token that has the scope “admin”.",
        "令牌只能由本人在设置中新建或撤销，或使用带“管理”权限的令牌操作。",
    ),
    "token-incomplete": (
        "A token needs a name, at least one of the scopes read, write, admin, and an end: 1 to {most} days from now.",
        "令牌需要名称、至少一种权限（读取、写入、管理），以及 1 到 {most} 天的有效期。",
    ),
    "csrf-failed": (
        "The request did not come from our own page, or the page is old. Load it again and repeat.",
        "请求不是来自本系统页面，或页面已过期。请刷新页面后重试。",
    ),
    "no-such-address": (
        "There is nothing at this address. What there is: /api/v1/openapi.json",
        "没有这个地址。全部接口见 /api/v1/openapi.json",
    ),
    "no-such-method": (
        "This address does not know that method. What there is: /api/v1/openapi.json",
        "该地址不支持这种请求方法。全部接口见 /api/v1/openapi.json",
    ),
    "request-unreadable": (
        "The request cannot be read: its body must be JSON in UTF-8.",
        "无法读取请求：正文须为 UTF-8 编码的 JSON。",
    ),
    "request-too-large": (
        "The request is too large. Send less at once.",
        "请求过大，请减少单次发送的内容。",
    ),
    "request-not-valid": (
        "Something in the request is missing or not as it should be; the details say what.",
        "请求中有缺失或不正确的内容，具体见明细。",
    ),
    "request-refused": (
        "The request was refused.",
        "请求被拒绝。",
    ),
    "too-many-requests": (
        "Too many requests at once. Wait a moment.",
        "请求过于频繁，请稍后再试。",
    ),
    "server-failed": (
        "Something went wrong on our side; nothing was changed. It has been logged.",
        "系统出错，数据没有任何变动。错误已记录。",
    ),
    "cursor-not-valid": (
        "This cursor is not one of ours. Leave it out to begin at the first page.",
        "分页游标无效。去掉该参数即从第一页开始。",
    ),
    "idempotency-key-not-valid": (
        "An Idempotency-Key has 1 to {most} visible ASCII characters.",
        "Idempotency-Key 须为 1 到 {most} 个可见的 ASCII 字符。",
    ),
    "idempotency-other-request": (
        "This Idempotency-Key was used for another request. Use a new key.",
        "该 Idempotency-Key 已用于另一个请求，请换一个。",
    ),
    "idempotency-at-work": (
        "The same request is being worked on. Ask again with the same key in a moment.",
        "相同的请求正在处理。请稍后用同一个 Idempotency-Key 重试。",
    ),
    "held-from-above": (
        "The year of your own unit: it is set above you",
        "本部门的全年目标（由上级下达）",
    ),
    "held-by-this-change": (
        "Another number of the same change",
        "本次修改中的另一个数字",
    ),
    "field-missing": ("This is needed.", "此项必填。"),
    "field-unknown": ("There is no such field.", "没有这一项。"),
    "field-type": ("This must be {wanted}.", "此项须为{wanted_zh}。"),
    "field-small": ("This must be at least {limit}.", "此项不能小于 {limit}。"),
    "field-large": ("This must be at most {limit}.", "此项不能大于 {limit}。"),
    "field-short": ("At least {limit} are needed.", "至少需要 {limit} 个。"),
    "field-long": ("At most {limit} are allowed.", "最多 {limit} 个。"),
    "field-choice": ("This must be one of {choices}.", "此项须为以下之一：{choices}。"),
    "field-text": (
        "This has characters that cannot be kept (control characters or half a surrogate pair).",
        "此项含有无法保存的字符（控制字符或不完整的编码）。",
    ),
    "field-wrong": ("This is not valid.", "此项不正确。"),
}
