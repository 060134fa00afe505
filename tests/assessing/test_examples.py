"""How three-star unions did it: shared records of theirs, what counts before what is only of the matter."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alliance_app.alliance.catalogue import Indicator, standard
from alliance_app.app import App
from alliance_app.assessing import Example, examples
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord

TODAY = date(2026, 11, 26)
BY_CODE = {each.code: each for each in standard().indicators}
LECTURES, INSPECTIONS, RATING = BY_CODE["I07"], BY_CODE["I36"], BY_CODE["I29"]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with App.create(tmp_path / "library", "示例联盟", author="李主席") as made:
        yield made


def member(app: App, title: str, stars: str) -> str:
    made = new_id()
    app.library.add(NewRecord("member", title, {"stars": stars}, id=made))
    return made


def add(app: App, kind: str, title: str, *, shared: bool = True, body: str = "", **fields: Any) -> str:
    made = new_id()
    app.library.add(NewRecord(kind, title, fields, body=body, id=made))
    if shared:
        app.library.share(made)
    return made


def found(app: App, indicator: Indicator = LECTURES, *, without: str = "") -> list[Example]:
    return list(examples(app.library, app.finder, indicator, without=without, today=TODAY))


def test_what_counts_comes_first_then_what_search_finds_the_newest_before_older_ones(app: App) -> None:
    best, other = member(app, "三星工会", "3"), member(app, "二星工会", "2")
    old = add(app, "activity", "高温专项检查", date="2025-03-01", type="inspection", owner=best)
    silent = add(app, "activity", "车间走一走", date="2026-03-01", type="inspection", owner=best)
    told = add(app, "case", "我们怎样查隐患", union="三星工会", body="专项检查要带着班组长", date="2026-01-01")
    add(app, "activity", "别家的专项检查", date="2026-03-01", type="inspection", owner=other)
    add(app, "case", "别家的专项检查", union="二星工会", date="2026-01-01")
    assert [each.record_id for each in found(app, INSPECTIONS)] == [old, silent]
    app.library.delete(silent)
    assert [(each.record_id, each.counts) for each in found(app, INSPECTIONS)] == [(old, True), (told, False)]
    assert {each.member for each in found(app, INSPECTIONS)} == {"三星工会"}


def test_at_most_two_of_one_union_and_none_of_the_union_that_asks(app: App) -> None:
    unions = [member(app, f"三星工会{number}", "3") for number in range(4)]
    for union in unions:
        for number in range(3):
            add(app, "activity", f"宣讲{number}", date=f"2026-0{number + 1}-01", type="lecture", owner=union)
    shown = found(app, without=unions[0])
    assert len(shown) == 5
    assert all(each.counts for each in shown)
    by_member = [each.member_id for each in shown]
    assert unions[0] not in by_member
    assert max(by_member.count(each) for each in by_member) == 2


def test_drafts_and_the_trash_are_no_examples_and_what_is_long_past_only_by_its_words(app: App) -> None:
    best = member(app, "三星工会", "3")
    inspection: dict[str, Any] = {"type": "inspection", "owner": best}
    add(app, "activity", "草稿", shared=False, **inspection, date="2026-03-01")
    app.library.delete(add(app, "activity", "扔掉的", **inspection, date="2026-03-01"))
    add(app, "activity", "早年走一走", **inspection, date="2022-03-01")
    told = add(app, "activity", "早年的专项检查", **inspection, date="2022-03-01")
    assert [(each.record_id, each.counts) for each in found(app, INSPECTIONS)] == [(told, False)]


def test_an_indicator_that_nothing_counts_is_searched_for_by_its_words(app: App) -> None:
    best = member(app, "三星工会", "3")
    salon = add(app, "salon", "第 12 期", starts_at="2026-03-01T09:00", host=best, body="述职和会员评家一起开")
    assert [each.record_id for each in found(app, RATING)] == [salon]
