"""What is proposed at the end of a salon, and the one edit that does it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.salon_notes import Closing, closing_edit, propose, with_decisions
from alliance_app.alliance.undertakings import Undertaking
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record
from tests.alliance.records_of import record

NOW = datetime(2026, 7, 12, 16, 50)
BODY = """## 发言要点

**王工·示范电子厂** 14:32：回流焊节能改善，QC 小组做的。实到 23 人。

**赵主席** 15:10：由王工负责，7月20日前发能耗基线表。

- [ ] 下周五前定场地（李主席）
"""


def salon(body: str = BODY, title: str = "未命名主席沙龙", tags: tuple[str, ...] = (), **fields: Any) -> Record:
    stored = {"starts_at": "2026-07-12T14:30", "issue_no": 18, "topics": ["绿色低碳生产"], **fields}
    return replace(record("salon", title, **stored), body=body, tags=tags)


def test_everything_is_proposed_from_what_is_written() -> None:
    found = propose(salon(), ["节能", "QC", "QCD", "安全", "绿色低碳生产"], NOW)
    assert found.title == "Chairs' salon no. 18: 绿色低碳生产"
    assert found.titled
    assert found.tags == ("绿色低碳生产", "QC", "节能")
    assert found.ends_at == "2026-07-12T16:50"
    assert (found.present, found.counted) == (23, "said")
    assert [(each.what, each.who, each.due) for each in found.follow_ups] == [
        ("发能耗基线表", "王工", "2026-07-20"),
        ("定场地", "李主席", "2026-07-17"),
    ]


def test_a_speakers_name_is_no_tag() -> None:
    said = salon("**赵主席·恒源新能源** 15:10：看光储。\n", topics=None)
    assert propose(said, ["新能源", "光储"], NOW).tags == ("光储",)


def test_the_title_is_chinese_where_chinese_is_spoken(in_chinese: None) -> None:
    assert propose(salon(), (), NOW).title == "第 18 期星级工会主席沙龙：绿色低碳生产"
    assert propose(salon(topics=["甲", "乙", "丙"]), (), NOW).title == "第 18 期星级工会主席沙龙：甲、乙等"
    assert propose(salon(issue_no=None), (), NOW).title == "星级工会主席沙龙：绿色低碳生产"
    assert propose(salon(issue_no=None, topics=None, body=""), (), NOW).title is None
    assert (
        propose(salon(topics=None, body="## 发言要点\n\n### 节能\n"), (), NOW).title == "第 18 期星级工会主席沙龙：节能"
    )


def test_what_is_known_already_is_not_proposed_again() -> None:
    rows = [{"no": 1, "what": "发能耗基线表。"}, {"what": "定场地"}]
    title, tags = "Chairs' salon no. 18: 绿色低碳生产", ("绿色低碳生产", "节能")
    known = salon(title=title, tags=tags, present=3, ends_at="2026-07-12T16:00", decisions=rows)
    assert propose(known, ["节能"], NOW) == Closing()
    assert not propose(salon(title="我自己的题目"), (), NOW).titled


def test_closed_another_day_it_ended_when_the_last_one_spoke() -> None:
    assert propose(salon(), (), datetime(2026, 7, 14, 9, 0)).ends_at == "2026-07-12T15:10"
    assert propose(salon(body=""), (), datetime(2026, 7, 14, 9, 0)).ends_at is None
    assert propose(salon(), (), datetime(2026, 7, 12, 9, 0)).ends_at is None


def test_how_many_came_is_counted_where_nobody_says_it() -> None:
    body = BODY.replace("实到 23 人。", "")
    members = [record("member").id for _ in range(3)]
    assert propose(salon(body, participants=members), (), NOW).present == 3
    assert propose(salon(body), (), NOW).present == 2
    assert propose(salon(""), (), NOW).present is None


def test_one_edit_does_what_was_agreed_to_and_nothing_else() -> None:
    before = salon(tags=("旧",), decisions=[{"no": 4, "what": "旧事", "result": "已发"}])
    edit = closing_edit(before, replace(propose(before, ["节能"], NOW), title=None, present=None))
    assert (edit.record_id, edit.title, edit.seen, edit.body) == (before.id, None, before.version, None)
    assert edit.tags == ("旧", "绿色低碳生产", "节能")
    assert set(edit.fields) == {"ends_at", "decisions"}
    assert [row["no"] for row in edit.fields["decisions"]] == [4, 5, 6]
    assert edit.fields["decisions"][0] == {"no": 4, "what": "旧事", "result": "已发"}
    assert edit.fields["decisions"][1] == {"no": 5, "what": "发能耗基线表", "who": "王工", "due": "2026-07-20"}
    nothing = closing_edit(before, Closing())
    assert (nothing.title, nothing.tags, dict(nothing.fields)) == (None, None, {})


UNDERTAKINGS = st.builds(
    Undertaking, st.text("事项甲乙", min_size=1, max_size=5), st.text("王李", max_size=3),
    st.just("") | st.dates(date(2000, 1, 1)).map(date.isoformat),
)  # fmt: skip


@given(
    st.lists(UNDERTAKINGS, max_size=6),
    st.lists(st.fixed_dictionaries({"what": st.just("旧")}, optional={"no": st.integers(1, 50)}), max_size=4),
)
def test_rows_are_numbered_on_and_fit_the_table(more: list[Undertaking], rows: list[dict[str, Any]]) -> None:
    made = with_decisions(rows, more)
    assert made[: len(rows)] == rows
    added = [row["no"] for row in made[len(rows) :]]
    assert added == sorted(set(added))
    assert not set(added) & {row.get("no") for row in rows}
    assert KINDS["salon"].by_name["decisions"].check(made) == made


@given(st.text(max_size=300), st.lists(st.text(max_size=6), max_size=5))
def test_proposing_never_raises(body: str, tags: list[str]) -> None:
    found = propose(salon(body, topics=tags and ["议题"]), tags, NOW)
    assert not set(found.tags) & set(salon().tags)


@pytest.fixture
def in_chinese() -> Any:
    from alliance_app import words

    words.use("zh")
    yield
    words.use("en")
