"""Words that the sample company's people, places and customers are named with: (中文, English). All made up."""

from __future__ import annotations

Text = tuple[str, str]
"""The same in Chinese and English."""

SURNAMES: tuple[Text, ...] = (
    ("陈", "Chen"), ("林", "Lin"), ("周", "Zhou"), ("徐", "Xu"), ("沈", "Shen"), ("许", "Xu"), ("何", "He"),
    ("吕", "Lyu"), ("施", "Shi"), ("张", "Zhang"), ("孔", "Kong"), ("曹", "Cao"), ("严", "Yan"), ("华", "Hua"),
    ("金", "Jin"), ("魏", "Wei"), ("陶", "Tao"), ("姜", "Jiang"), ("戚", "Qi"), ("谢", "Xie"), ("邹", "Zou"),
    ("章", "Zhang"), ("苏", "Su"), ("潘", "Pan"), ("葛", "Ge"), ("范", "Fan"), ("彭", "Peng"), ("鲁", "Lu"),
    ("韦", "Wei"), ("马", "Ma"), ("方", "Fang"), ("袁", "Yuan"), ("唐", "Tang"), ("薛", "Xue"), ("雷", "Lei"),
    ("贺", "He"), ("汤", "Tang"), ("罗", "Luo"), ("郝", "Hao"), ("安", "An"), ("于", "Yu"), ("傅", "Fu"),
)  # fmt: skip
GIVEN: tuple[Text, ...] = (
    ("志远", "Zhiyuan"), ("雨桐", "Yutong"), ("建国", "Jianguo"), ("晓峰", "Xiaofeng"), ("思琪", "Siqi"),
    ("海涛", "Haitao"), ("文静", "Wenjing"), ("俊杰", "Junjie"), ("丽华", "Lihua"), ("明轩", "Mingxuan"),
    ("佳慧", "Jiahui"), ("国强", "Guoqiang"), ("梦洁", "Mengjie"), ("立新", "Lixin"), ("春燕", "Chunyan"),
    ("天宇", "Tianyu"), ("婉清", "Wanqing"), ("永刚", "Yonggang"), ("欣怡", "Xinyi"), ("学文", "Xuewen"),
    ("彦博", "Yanbo"), ("晓琳", "Xiaolin"), ("振东", "Zhendong"), ("秀英", "Xiuying"), ("子昂", "Ziang"),
    ("慧敏", "Huimin"), ("昌盛", "Changsheng"), ("雅文", "Yawen"), ("继业", "Jiye"), ("诗涵", "Shihan"),
    ("少华", "Shaohua"), ("玉兰", "Yulan"), ("鹏飞", "Pengfei"), ("静怡", "Jingyi"), ("宏伟", "Hongwei"),
)  # fmt: skip
BRAND_HEADS: tuple[Text, ...] = (
    ("岚", "Lan"), ("衡", "Heng"), ("屿", "Yu"), ("峤", "Qiao"), ("澄", "Cheng"), ("翊", "Yi"), ("湛", "Zhan"),
    ("珩", "Heng"), ("溯", "Su"), ("朔", "Shuo"), ("砺", "Li"), ("霁", "Ji"), ("穗", "Sui"), ("垚", "Yao"),
    ("榕", "Rong"), ("渡", "Du"), ("岱", "Dai"), ("钧", "Jun"), ("泓", "Hong"), ("矩", "Ju"),
)  # fmt: skip
BRAND_TAILS: tuple[Text, ...] = (
    ("拓", "tuo"), ("弈", "yi"), ("筑", "zhu"), ("铎", "duo"), ("合", "he"), ("川", "chuan"), ("越", "yue"),
    ("泰", "tai"), ("屹", "yi"), ("普", "pu"), ("赛", "sai"), ("诚", "cheng"), ("奥", "ao"), ("新", "xin"),
    ("力", "li"), ("恺", "kai"), ("远", "yuan"), ("锐", "rui"), ("达", "da"), ("瑞", "rui"),
)  # fmt: skip
TRADES: tuple[Text, ...] = (
    ("精密机械", "Precision Machinery"), ("包装设备", "Packaging Equipment"), ("电子科技", "Electronics"),
    ("汽车零部件", "Auto Parts"), ("新能源装备", "New Energy Equipment"), ("食品机械", "Food Machinery"),
    ("纺织机械", "Textile Machinery"), ("智能装备", "Smart Equipment"), ("印刷设备", "Printing Equipment"),
    ("化工设备", "Chemical Equipment"), ("水处理设备", "Water Treatment"), ("物流设备", "Logistics Equipment"),
)  # fmt: skip
ROADS: tuple[Text, ...] = (
    ("创新路", "Chuangxin Road"), ("科技大道", "Keji Avenue"), ("工业一路", "Gongye 1st Road"),
    ("兴园路", "Xingyuan Road"), ("振业街", "Zhenye Street"), ("东环路", "Donghuan Road"),
    ("智造大道", "Zhizao Avenue"), ("港城路", "Gangcheng Road"),
)  # fmt: skip
TRAITS: tuple[Text, ...] = (
    ("设备厂，批量稳定，重视交期", "machine builder, steady volume, minds delivery dates"),
    ("终端工厂，技改项目为主", "end user, mostly retrofit projects"),
    ("系统集成商，看重技术支持", "integrator, wants technical support"),
    ("价格敏感，每次三家比价", "price-sensitive, always three quotations"),
    ("认品牌，愿为稳定性付费", "pays for reliability"),
    ("新建产线，需求集中", "new line under construction, demand comes at once"),
)
HABITS: tuple[Text, ...] = (
    ("季度末集中下单，月结60天，采购经理拍板", "orders at quarter ends, pays in 60 days, purchasing decides"),
    ("按项目下单，3-3-3-1付款，技术总监拍板", "orders by project, pays 3-3-3-1, the technical head decides"),
    ("每月小批量补货，款到发货，老板拍板", "small monthly orders, pays in advance, the owner decides"),
    ("年度框架协议，按需提货，设备部说了算", "annual frame contract, the equipment department decides"),
    ("年底用预算，次年一季度付款，生产副总拍板", "spends its budget in December, the production head decides"),
)
