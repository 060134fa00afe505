"""Fields in queries: by name and label, in both languages, with the values people type."""

import pytest

from alliance_app.records.values import Edit
from tests.search.conftest import Shelf

OF_SHIFAN = {"沙龙", "开放日", "制度"}
OF_JINGGONG = {"沙龙", "项目", "需求"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind:salon", {"沙龙"}),
        ("类型:沙龙", {"沙龙"}),
        ("类型：主席沙龙", {"沙龙"}),
        ("KIND:Project", {"项目"}),
        ("类型:创新", {"项目"}),
        ("类型:制度", {"制度"}),
        ("type:rule", {"制度"}),
        ("tag:节能", {"沙龙", "项目"}),
        ("标签:绿色", {"沙龙"}),
        ("标签:*", {"沙龙", "开放日", "项目", "制度", "案例"}),
        ("member:示范", OF_SHIFAN),
        ("企业:精工模具工会", OF_JINGGONG),
        ("企业:工会", OF_SHIFAN | OF_JINGGONG),
        ("主办:示范", {"沙龙", "开放日"}),
        ("参加企业:精工", {"沙龙"}),
        ("stage:accepted", {"项目"}),
        ("阶段:验收", {"项目"}),
        ("阶段:Accepted", {"项目"}),
        ("stars:>=2", {"示范"} | OF_SHIFAN),
        ("星级:三星", {"示范"} | OF_SHIFAN),
        ("星级:★", {"精工", "项目", "需求"}),
        ("星级:<2", {"精工", "项目", "需求"}),
        ("星级:1..3", {"示范", "精工", "项目", "需求"} | OF_SHIFAN),
        ("stars:>3", set()),
        ("date:2023", {"制度"}),
        ("日期:2024-06", {"开放日", "案例"}),
        ("日期:2024年6月28日", {"开放日"}),
        ("date:2024-01..2024-06", {"开放日", "案例", "需求"}),
        ("date:2024-06-04..2024-07-12", {"开放日", "沙龙"}),
        ("date:..2023", {"制度"}),
        ("date:<2024", {"制度"}),
        ("开始:2024-07", {"沙龙"}),
        ("year:2023", {"制度"}),
        ("year:<=2024 -year:2023", {"沙龙", "开放日", "需求", "案例"}),
        ("has:picture", {"沙龙"}),
        ("附有:附件", {"沙龙"}),
        ("category:绿色低碳", {"项目"}),
        ("财务确认:是", {"项目"}),
        ("财务确认:no", set()),
        ("chain_stage:运输", {"需求"}),
        ("环节:production", {"示范"}),
        ("area:坪山", {"需求"}),
        ("供/需:需", {"需求"}),
        ("标题:绿色低碳", {"沙龙"}),
        ("title:光储一体", {"开放日"}),
        ("标签:(节能 OR 开放日)", {"沙龙", "开放日", "项目"}),
        ("-类型:会员企业 绿色低碳", {"沙龙", "开放日", "项目"}),
        ("标签:没有的", set()),
        ("企业:没有的", set()),
    ],
)
def test_fields(still: Shelf, query: str, names: set[str]) -> None:
    assert set(still.found(query)) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("阶段:没有这个", set()),
        ("kind:绿色", {"沙龙", "开放日", "项目"}),
        ("日期:十二月 共性", set()),
        ("has:能耗", {"沙龙"}),
    ],
)
def test_a_value_that_makes_no_sense_is_looked_for_as_text_and_told(still: Shelf, query: str, names: set[str]) -> None:
    found = still.finder.search(query)
    assert {name for name, record_id in still.ids.items() if record_id in found.ids} == names
    assert found.corrected
    assert "“" in found.read_as


def test_states_and_the_trash(shelf: Shelf) -> None:
    shelf.library.share(shelf.ids["沙龙"], shelf.ids["项目"])
    shelf.library.delete(shelf.ids["案例"], shelf.ids["项目"])
    assert set(shelf.found("is:shared")) == {"沙龙"}
    assert set(shelf.found("状态:草稿 绿色低碳")) == {"开放日"}
    assert set(shelf.found("is:trashed")) == {"案例", "项目"}
    assert set(shelf.found("节能 is:trashed")) == {"案例", "项目"}
    assert set(shelf.found("状态:回收站 类型:案例")) == {"案例"}
    assert set(shelf.found("节能")) == {"沙龙"}
    assert set(shelf.found("", filters={"is": ["trashed"]})) == {"案例", "项目"}
    assert set(shelf.found("节能", filters={"is": ["trashed"], "kind": ["case"]})) == {"案例"}
    shelf.library.restore(shelf.ids["案例"])
    assert set(shelf.found("节能")) == {"沙龙", "案例"}


def test_filters_beside_the_query(still: Shelf) -> None:
    member = still.ids["示范"]
    assert set(still.found("绿色低碳", kinds=["salon", "project"])) == {"沙龙", "项目"}
    assert set(still.found("", filters={"member": [member]})) == OF_SHIFAN
    assert set(still.found("绿色低碳", filters={"member": [member], "tag": ["开放日", "节能"]})) == {"沙龙", "开放日"}
    assert set(still.found("", filters={"stars": ["1"], "kind": ["project"]})) == {"项目"}
    assert set(still.found("", filters={"date": ["2024-06", "2023"]})) == {"开放日", "案例", "制度"}
    assert still.found("工会", filters={"tag": ["没有的"]}) == []
    assert set(still.found("", filters={"tag": []})) == set(still.ids)


def test_the_owners_new_title_and_stars_are_found_at_once(shelf: Shelf) -> None:
    shelf.library.write(Edit(shelf.ids["精工"], title="恒源模具工会", fields={"stars": "2"}))
    assert set(shelf.found("恒源")) == {"精工"} | OF_JINGGONG
    assert set(shelf.found("企业:恒源")) == OF_JINGGONG
    assert set(shelf.found("企业:精工")) == set()
    assert set(shelf.found("stars:2")) == {"精工", "项目", "需求"}
