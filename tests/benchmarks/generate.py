"""Synthetic Chinese notes for benchmarks: the words of the field stand in most of them, so searches have work to do.

Everything follows from `seed`; the same seed gives the same notes on every machine. Nothing speaks of a real person.
"""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

from alliance_app.records.values import NewRecord

_FIRST_DAY = date(2019, 1, 7)
_DAYS = 2_500
_ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# The nearer the front, the oftener a word is used.
_WORDS = re.findall(
    r"\S+",
    """
工会 职工 企业 主席 活动 开展 组织 工作 生产 安全 创新 项目 管理 服务 提升
建设 班组 技能 培训 竞赛 沙龙 经验 问题 改善 节能 绿色低碳 能耗 设备 数据 指标 流程 质量 成本
效率 成果 推广 示范 联盟 星级 街道 社区 开放日 参观 座谈 交流 供需 对接 运输 加工 供销 合同 采购
物流 包装 车间 模具 注塑 余热 回收 光伏 储能 电子 装配 焊接 温度 曲线 基线 计量 看板 巡检 隐患
整改 应急 演练 消防 防暑 降温 体检 慰问 帮扶 困难 女职工 权益 协商 集体合同 民主 公开 提案
合理化建议 劳模 工匠 导师 带徒 课程 图书 文体 球赛 健步 摄影 食堂 宿舍 通勤 托育 心理 关爱 法律
咨询 调解 仲裁 工资 社保 工伤 职业病 防护 粉尘 噪声 检测 台账 制度 章程 换届 选举 经审 财务 审计
预算 经费 回拨 会员 入会 新就业形态 货车司机 快递
""",
)
_JOINING = re.findall(r"\S", "的在和对以与由并等把从向为其各将再已可按")
_LATIN = ("QC", "5S", "3号线", "kWh", "12%", "2024", "ISO 9001", "PLC", "Excel", "MES", "30万元", "A栋", "6月底")
_PLACES = ("东湖", "西岭", "南溪", "北桥", "中环", "新城", "青石", "白云", "金沙", "银杏")
_TRADES = ("电子", "模具", "物流", "新能源", "包装", "精密", "食品", "纺织", "医疗器械", "机械")
_TAGS = (
    "绿色低碳",
    "节能",
    "安全",
    "创新",
    "班组",
    "技能",
    "女职工",
    "供需",
    "开放日",
    "民主管理",
    "文体",
    "普法",
    "帮扶",
)
_KINDS = ("salon", "open_day", "project", "case", "activity", "document", "supply_demand", "article")
_WEIGHTS = (24, 12, 30, 6, 14, 7, 4, 3)
_STAGES = ("proposed", "review", "approved", "doing", "accepted", "promoted")
_CHAIN = ("production", "supply", "transport", "processing", "technology", "service")


def notes(count: int, *, seed: int = 20261123, members: int = 60) -> Iterator[NewRecord]:
    """`count` records: `members` of them enterprises, which the others link to. Bodies have 200 to 1,500 characters."""
    dice = random.Random(seed)
    members = min(members, max(1, count // 10))
    ids = [_record_id(dice) for _ in range(members)]
    for at, record_id in enumerate(ids):
        yield _member(dice, record_id, at)
    for at in range(members, count):
        yield _note(dice, ids, at)


def queries(seed: int = 7) -> dict[str, list[str]]:
    """Queries by class, of the kinds people type; frequent words and rare ones."""
    dice = random.Random(seed)
    words = [word for word in _WORDS if len(word) == 2]
    return {
        "1 character": dice.sample([word[0] for word in words], 30),
        "2 characters": dice.sample(words, 30),
        "4 characters": ["".join(dice.sample(words[:60], 2)) for _ in range(20)] + ["绿色低碳", "集体合同", "货车司机"],
        "phrase": [f'"{dice.choice(words)}{dice.choice(_JOINING)}{dice.choice(words)}"' for _ in range(30)],
        "two words": [" ".join(dice.sample(words, 2)) for _ in range(30)],
        "one or other, not a third": ["{} OR {} -{}".format(*dice.sample(words, 3)) for _ in range(20)],
        "Latin and digits": ["iso", "9001", "kwh", "2024", "exc", "3号线", "12%", "qc", "30万"],
        "with a filter": [
            f"{dice.choice(words)} {name}"
            for name in ("类型:沙龙", "标签:节能", "星级:>=2", "日期:2024", "企业:电子", "阶段:验收")
            for _ in range(4)
        ],
        "pinyin": ["lvse", "jntg", "anquanjc", "gonghuizg", "zgpx"],
        "found nowhere": ["龘靐", "没有这样的话", "zzzqqq"],
    }


def _member(dice: random.Random, record_id: str, at: int) -> NewRecord:
    trade = _TRADES[at % len(_TRADES)]
    fields = {
        "industry": trade,
        "chain_stage": dice.sample(_CHAIN, 2),
        "stars": str(dice.randrange(4)),
        "workers": dice.randrange(50, 3000),
        "capabilities": dice.sample(_WORDS[40:90], 3),
    }
    place = _PLACES[at // len(_TRADES) % len(_PLACES)]
    title = f"{place}{trade}{at + 1}厂工会"
    return NewRecord("member", title, fields, body=_text(dice, 200), id=record_id)


def _note(dice: random.Random, members: list[str], at: int) -> NewRecord:
    kind = dice.choices(_KINDS, _WEIGHTS)[0]
    day = (_FIRST_DAY + timedelta(days=dice.randrange(_DAYS))).isoformat()
    owner = dice.choice(members)
    others = dice.sample(members, min(4, len(members)))
    by_kind: dict[str, dict[str, object]] = {
        "salon": {"starts_at": f"{day}T14:30", "host": owner, "participants": others},
        "open_day": {"date": day, "host": owner, "headcount": dice.randrange(10, 90)},
        "project": {"owner": owner, "stage": dice.choice(_STAGES), "category": "low_carbon"},
        "case": {"date": day},
        "activity": {"date": day, "owner": owner, "type": "training"},
        "document": {"date": day, "owner": owner, "type": "rule"},
        "supply_demand": {"side": "need", "owner": owner, "chain_stage": dice.choice(_CHAIN), "needed_by": day},
        "article": {"date": day},
    }
    title = f"{''.join(_some_words(dice, 3))}{dice.choice(('情况', '纪要', '项目', '方案', '做法'))}第{at}号"
    tags = tuple(dice.sample(_TAGS, dice.randrange(4)))
    return NewRecord(kind, title, by_kind[kind], tags=tags, body=_text(dice, dice.randrange(200, 1500)))


def _text(dice: random.Random, length: int) -> str:
    parts = ["## 一、", *_some_words(dice, 2), "\n\n"]
    written = 0
    while written < length:
        sentence = "".join(_sentence(dice))
        written += len(sentence)
        parts.append(sentence)
        if dice.random() < 0.15:
            parts.append(dice.choice(("\n\n", "\n- ", "\n\n## ")))
    return "".join(parts)


def _sentence(dice: random.Random) -> Iterator[str]:
    for _ in range(dice.randrange(4, 12)):
        chance = dice.random()
        if chance < 0.2:
            yield from _some_words(dice, 1)
        elif chance < 0.35:
            yield dice.choice(_JOINING)
        elif chance < 0.38:
            yield dice.choice(_LATIN)
        else:
            yield _other_word(dice)
    yield dice.choice("，。；。")


def _some_words(dice: random.Random, count: int) -> list[str]:
    """Words of the field by rank, each 2 % rarer than the one before: in 75 % of the notes down to a few."""
    return [_WORDS[int(dice.expovariate(0.02)) % len(_WORDS)] for _ in range(count)]


def _other_word(dice: random.Random) -> str:
    """One of some 40,000 words of two characters, by Zipf: what makes a real vocabulary as wide as it is."""
    rank = int(40_000 ** dice.random())
    return chr(0x4E00 + rank * 7 % 3_001) + chr(0x4E00 + rank * 13 % 2_999)


def _record_id(dice: random.Random) -> str:
    return "01" + "".join(dice.choice(_ID_LETTERS) for _ in range(24))
