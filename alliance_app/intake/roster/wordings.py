"""What people write for the options of a field, beyond their labels; folded, without blanks."""

from collections.abc import Mapping

EMPTY = frozenset(["-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "没有", "n/a", "na", "none", "不详", "空"]) | {
    ""
}
YES = frozenset(["有", "具备", "已办", "已办理", "已取得", "取得", "y", "√", "✓", "✔", "☑", "对", "已登记"])
NO = frozenset(
    ["无", "没有", "未办", "未办理", "未取得", "不具备", "n", "×", "x", "✗", "✘", "☐", "-", "—", "/", "未登记"]
)

_OPTIONS: Mapping[str, Mapping[str, str]] = {
    "stars": {
        "0": "无 没有 未评 未评定 未定 无星 零星 - — / none nostar nostars",
        "1": "一 一星 1星 one onestar 1star",
        "2": "二 两 二星 两星 2星 two twostars 2stars",
        "3": "三 三星 3星 three threestars 3stars",
    },
    "stage": {
        "production": "制造 生产制造",
        "supply": "供应 销售 采购 供货 贸易 供应销售",
        "transport": "物流 运输物流 物流运输 仓储物流 配送",
        "processing": "加工制造 深加工",
        "technology": "研发 技术研发 技术服务",
        "service": "配套服务",
    },
    "committee": {
        "funds": "经审 经审会 经审委 经费审查委员会 经费审查",
        "women": "女工 女工委 女职工 女职委 女工委员会 女职工委",
        "disputes": "劳动争议 劳调委 劳动争议调解 劳动争议调解会 调解委员会 劳动争议委员会",
    },
}
# field → what is written → what is stored
CALLED: Mapping[str, Mapping[str, str]] = {
    name: {written: option for option, text in options.items() for written in text.split()}
    for name, options in _OPTIONS.items()
}
NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
