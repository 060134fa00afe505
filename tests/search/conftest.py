"""Libraries that are searched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord
from alliance_app.search import Finder, SearchIndex
from alliance_app.search.finder import Filters, Order


@dataclass(frozen=True)
class Shelf:
    """A library, its finder, and the ids of what stands in it by a short name."""

    library: Library
    finder: Finder
    ids: dict[str, str]

    def found(
        self, query: str, *, kinds: Sequence[str] = (), filters: Filters | None = None, order: Order = "relevance"
    ) -> list[str]:
        """The short names of what a query finds, in order."""
        names = {record_id: name for name, record_id in self.ids.items()}
        found = self.finder.search(query, kinds=kinds, filters=filters, order=order, limit=None)
        assert found.total == len(found.ids)
        return [names[each] for each in found.ids]


def fill(library: Library) -> dict[str, str]:
    """A small alliance: two enterprises and what they did."""
    ids = {name: new_id() for name in ("示范", "精工", "沙龙", "开放日", "项目", "制度", "需求", "案例")}
    picture = library.keep_bytes("现场照片.png", b"\x89PNG\r\n\x1a\n picture")
    sheet = library.keep_bytes("能耗基线表.xlsx", b"PK sheet")
    library.add_all([
        NewRecord("member", "示范电子厂工会", {"stars": "3", "chain_stage": ["production"], "industry": "电子",
                  "capabilities": ["注塑", "贴片"], "chair": "李主席"}, id=ids["示范"]),
        NewRecord("member", "精工模具工会", {"stars": "1", "chain_stage": ["processing"], "industry": "模具"},
                  id=ids["精工"]),
        NewRecord("salon", "第 18 期星级工会主席沙龙：绿色低碳生产",
                  {"issue_no": 18, "starts_at": "2024-07-12T14:30", "place": "3 号会议室", "host": ids["示范"],
                   "participants": [ids["精工"]], "topics": ["班组能耗看板"],
                   "decisions": [{"no": 1, "what": "共享能耗基线表", "who": "王工", "due": "2024-07-20"}]},
                  ("绿色低碳", "节能"),
                  "## 一、共性问题\n\n- 14 家中 9 家没有分线能耗计量，**谈指标先缺基线**。\n- 用 JavaScript 写的看板\n",
                  (sheet, picture), id=ids["沙龙"]),
        NewRecord("open_day", "走进示范：光储一体车间", {"date": "2024-06-28", "host": ids["示范"], "headcount": 42},
                  ("开放日",), "看点：绿色低碳工厂评价路径。", id=ids["开放日"]),
        NewRecord("project", "注塑机余热回收改善", {"owner": ids["精工"], "stage": "accepted", "category": "low_carbon",
                  "baseline": {"number": 12.5, "unit": "kWh"}, "after": {"number": 9, "unit": "kWh"},
                  "volume": 20000, "unit_price": 0.8, "finance_confirmed": True}, ("节能",),
                  "模温机余热接入烘料系统，绿色低碳。工会组织攻关。", id=ids["项目"]),
        NewRecord("document", "职工代表大会制度", {"type": "rule", "date": "2023-05-01", "doc_no": "工字〔2023〕5号",
                  "owner": ids["示范"]}, ("民主管理",), "重庆的银行职工也来学习。", id=ids["制度"]),
        NewRecord("supply_demand", "求购周转箱", {"side": "need", "owner": ids["精工"], "what": "循环包装箱",
                  "area": "坪山区", "needed_by": "2024-03-01", "chain_stage": "transport"}, id=ids["需求"]),
        NewRecord("case", "以工会之力推动转型", {"date": "2024-06-03", "abstract": "三个一批带动十九家企业"}, ("案例",),
                  "节能改善，验收成果。", id=ids["案例"]),
    ])  # fmt: skip
    return ids


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A shelf to change."""
    with Library.create(tmp_path / "library", "示范", author="主席", projections=[SearchIndex()]) as library:
        yield Shelf(library, Finder(library), fill(library))


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The same shelf, for tests that only look."""
    folder = tmp_path_factory.mktemp("still") / "library"
    with Library.create(folder, "示范", author="主席", projections=[SearchIndex()]) as library:
        yield Shelf(library, Finder(library), fill(library))
