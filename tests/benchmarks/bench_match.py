"""Matching 1,000 needs with 1,000 offers, and what a library that holds them takes to read.

Run it as a program: `python -m tests.benchmarks.bench_match`. It judges nothing. Times are CPU time of this process
(`time.process_time`), the least of three runs, so that others at work on the machine do not count; wall time beside it.
"""

import random
from collections.abc import Iterator
from datetime import date
from time import perf_counter, process_time
from typing import Any

from alliance_app.alliance.matching import matches
from alliance_app.records.options import CHAIN
from alliance_app.records.values import Record
from tests.alliance.ranking.reading import ranking_set
from tests.alliance.records_of import record
from tests.benchmarks.machine import describe

_TIMES = 3
_WORDS = (
    "注塑", "危化品运输", "培训场地", "废水化验", "精密机加工", "钣金", "冷链配送", "瓦楞原纸", "机器视觉", "电镀",
    "工作服", "叉车培训", "溶剂", "校准", "线束", "体检", "节能改造", "净菜", "紧固件", "集装箱", "危废处置",
    "仓储软件", "周转箱", "消防培训", "压铸", "焊接", "可靠性测试", "密封圈", "不锈钢卷", "贴片", "喷涂", "彩盒",
    "光伏", "仿真", "除尘", "花艺课", "塑料瓶", "面粉",
)  # fmt: skip
_AREAS = ("坪山", "龙岗", "深圳", "惠州", "东莞", "广州", "坑梓", "大亚湾", "珠三角")
_QUALIFICATIONS = ("ISO 9001", "ISO 13485", "IATF 16949", "CMA", "CNAS", "排污许可证")


def some(side: str, count: int, members: list[Record], dice: random.Random) -> Iterator[Record]:
    """`count` records of one side, of products and areas that repeat as they do in a district."""
    stages = [*CHAIN]
    for number in range(count):
        first, second = dice.sample(_WORDS, 2)
        fields: dict[str, Any] = {
            "side": side,
            "chain_stage": stages[_WORDS.index(first) % len(stages)] if dice.random() < 0.85 else dice.choice(stages),
            "what": first,
            "spec": f"{second} 公差 ±0.0{dice.randint(1, 9)}",
            "quantity": {"number": float(dice.randint(1, 100)), "unit": dice.choice(["件", "万件", "吨", "车", "场"])},
            "per": dice.choice(["周", "月", "年", "一次"]),
            "area": "、".join(dice.sample(_AREAS, 2)),
            "qualifications": dice.sample(_QUALIFICATIONS, 2),
            "needed_by": f"2026-{dice.randint(7, 12):02}-01",
            "valid_until": f"2027-{dice.randint(1, 12):02}-01",
            "owner": dice.choice(members).id,
        }
        yield record("supply_demand", f"{first}，{dice.choice(['长期', '急找', '富余', '可谈'])} {number}", **fields)


def records(count: int) -> list[Record]:
    """As many needs and offers, of 200 members that met at 40 salons."""
    dice = random.Random(7)
    members = [record("member", f"第 {number} 工会", stars=str(dice.randint(0, 3))) for number in range(200)]
    salons = [
        record("salon", f"沙龙 {number}", issue_no=number, starts_at="2026-03-01",
               participants=[each.id for each in dice.sample(members, 15)])
        for number in range(40)
    ]  # fmt: skip
    return [*members, *salons, *some("need", count, members, dice), *some("offer", count, members, dice)]


def measure(count: int) -> None:
    """Print the figures for so many needs and offers."""
    made = records(count)
    taken = []
    for _time in range(_TIMES):
        wall, cpu = perf_counter(), process_time()
        found = len(matches(made, date(2026, 6, 1)))
        taken.append((process_time() - cpu, perf_counter() - wall, found))
    print("{0:>6} × {0:<6} {1:6.2f} s CPU  {2:6.2f} s wall  {3:,} matches".format(count, *min(taken)))


def main() -> None:
    """All figures."""
    print(describe())
    for count in (100, 300, 1_000, 2_000):
        measure(count)
    written = ranking_set()
    ranked = written.ranked()
    for part in ("tune", "measure"):
        recall, precision = written.recall(ranked, part), written.precision(ranked, part)
        print(f"ranking set, {part}: recall@3 {recall:.3f}, as many first places as good partners {precision:.3f}")


if __name__ == "__main__":
    main()
