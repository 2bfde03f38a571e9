"""Words that say nothing by themselves: placeholders, effort without an object, nouns too wide to act on."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACEHOLDERS_ZH = _listed("""
待定 待补充 待补 待填 待完善 待确认 暂无 暂时没有 暂缺 没有 无 略 同上 同前 见上 如上 后续补充 以后再说
再说 再看看 再看 到时候再说 测试 测试一下 不知道 不清楚 未定 未知 填写 请填写 好的 好 可以 没问题 收到
知道了 随便 是 否 占位 内容 文字 其他 其它 等等 等 无内容
""")
PLACEHOLDERS_EN = _listed("""
tbd tba tbc todo na none nothing nil test testing tested foo bar baz asdf qwerty xx xxx ok okay yes no idk unknown
undefined null later soon eventually placeholder pending blank empty etc ditto same above lorem ipsum dolor sit amet
whatever something anything things stuff text here fill sample dummy
""")
EFFORT_ZH = _listed("""
竭尽全力 尽最大努力 尽我所能 尽己所能 全力以赴 再接再厉 再创佳绩 再创辉煌 勇创佳绩 迎难而上 攻坚克难 奋勇争先
真抓实干 脚踏实地 排除万难 想方设法 千方百计 齐心协力 团结一致 超额完成 保质保量 按时完成 努力奋斗 努力拼搏
尽心尽力 尽职尽责 不遗余力 下大力气 狠下功夫 全力 努力 尽力 尽量 尽快 尽早 尽可能 加强 强化 加大 加快
加速 加油 力度 认真 用心 专心 细心 耐心 积极 主动 热情 提高 提升 提振 增强 增加 增长 改善 改进 优化
完善 做好 做大 做强 做到 做 抓好 抓紧 抓住 抓 推进 推动 促进 落实 落地 落到实处 完成 达成 实现 达到
达标 保证 确保 力争 争取 争 进一步 继续 持续 不断 大力 坚决 坚持 一定 必须 务必 务求 全面 深入 扎实
稳步 稳定 充分 切实 有效 高效 及时 按时 到位 拼搏 奋斗 奋进 冲刺 冲 拼 干 干好 好好 好好干 使劲 用力
卖力 重视 注重 关注 把握 发挥 贯彻 执行 执行力 态度 信心 决心 干劲 斗志 士气 责任心 精神 最大 最好
更好 更多 更大 更高 更快 更强 更 最 多多 多 大 好 快 强 高 越来越 相信 加倍 百倍 全身心 投入 出色
优秀 优异 圆满 顺利 成功 胜利 必胜 加把劲 想办法 办法 措施 采取 进行 开展 给予 予以 相关 有关 各项
各种 各类 各个 各方面 方面 情况 问题 解决 处理
""")
GLUE_ZH = _listed("""
我们 我 咱们 大家 自己 个人 本人 公司 部门 团队 小组 本组 全组 全员 所有 一切 全部 每天 每个 今年
本年 本年度 明年 全年 年度 这个 那个 的 了 地 得 着 把 将 会 要 能 应 该 应该 可以 需 需要 和 与
及 以及 并 并且 或 在 对 对于 向 为 为了 以 从 到 被 给 让 使 就 也 都 还 又 再 是 有 去 来
上 下 中 内 里 们 吧 啊 呢 哦 嗯 一些 一点 很 非常 十分 比较 一起 共同 通过 根据 按照 等 新 老
其 所 更加 一步 这些 该
""")
GENERAL_ZH = _listed("""
目标 任务 指标 业绩 工作 计划 方案 事情 客户 顾客 用户 市场 销售 销售额 销量 业务 产品 商品 质量 品质
效率 效果 成绩 成果 关系 服务 能力 水平 管理 沟通 跟进 维护 拓展 开拓 开发 挖掘 拜访 联系 合作 支持
配合 协调 协助 帮助 学习 培训 知识 技能 经验 订单 签单 签约 成交 成单 单子 生意 机会 商机 渠道 资源
信息 重点 关键 核心 优势 品牌 推广 宣传 营销 竞争 竞争力 行业 发展 进步 突破 转化 满意 满意度 需求
价值 利润 收入 收益 困难 障碍 挑战 压力 目的 方法 方式 方向 思路 结果 过程 流程 制度 时间 进度 数量
数据 人员 员工 同事 领导 上级 意识 责任 义务 奖励 奖金 惩罚
""")
EFFORT_EN = _listed("""
best hard harder hardest better more most great greater good well fast faster quick quickly soon asap try trying
tried attempt strive striving effort efforts work working works worked improve improving improvement improvements
increase increasing increased enhance enhancing strengthen strengthening boost boosting maximize maximise optimize
optimise develop developing grow growing growth achieve achieving achieved reach reaching ensure ensuring make
making made do doing done does keep keeping continue continuing continuously constantly actively proactively focus
focused focusing push pushing pursue deliver delivering perform performing performance perfect excellent excellence
success successful successfully succeed winning commit committed committing dedicate dedicated motivation motivated
passion energy attitude positive everything utmost possible able always never give giving get getting go going take
taking put help helping aim aiming hope hoping want wanting promise guarantee effective effectively efficient
efficiently further
""")
GLUE_EN = _listed("""
i im ill ive we we'll our ours us my me mine you your he she it its they them their the a an and or but so if to of
in on at by for from with without into as is are was were be been being will shall would should can could may might
must need needs have has had this that these those there all any every each some very much many lot lots no not what
which who when where how up out off over under about than then too also just only both other others another own per
new old year years this next
""")
GENERAL_EN = _listed("""
target targets goal goals task tasks number numbers plan plans planning objective objectives kpi kpis result results
customer customers client clients market markets sale sales selling sell business product products quality
efficiency relation relations relationship relationships service services ability skill skills level management
communication communicate communicating follow following followup maintain maintaining maintenance cooperation
support team teamwork company department people order orders deal deals sign signing close closing opportunity
opportunities channel channels resource resources information issue issues problem problems solve solving difficulty
difficulties obstacle obstacles challenge challenges visit visits visiting contact contacting call calls training
learn learning knowledge experience value profit revenue income thing way ways method methods measure measures
action actions activity activities time
""")
