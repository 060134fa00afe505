"""What salons left to be done: found, put in order, marked as done."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.follow_ups import (
    FollowUp,
    NoSuchFollowUp,
    Standing,
    concerns,
    follow_ups,
    in_order,
    mark_done,
    mark_open,
    names_of,
    of_salon,
    row_numbers,
)
from alliance_app.records.values import Edit, Record
from tests.alliance.records_of import record

TODAY = date(2026, 7, 15)
BODY = """- [x] 7 月 14 日前发表（王工）
- [ ] 没有日子的事

```
- [ ] 7月1日前不算
```

- [ ] 三个月后比一次单耗（李主席）
"""


def salon(decisions: list[dict[str, Any]], body: str = "", title: str = "沙龙") -> Record:
    return replace(record("salon", title, starts_at="2026-07-12T14:30", decisions=decisions), body=body)


def applied(before: Record, edit: Edit) -> Record:
    assert (edit.record_id, edit.seen) == (before.id, before.version)
    body = before.body if edit.body is None else edit.body
    return replace(before, fields={**before.fields, **edit.fields}, body=body)


def test_rows_and_dated_tasks_are_found_and_nothing_else() -> None:
    rows = [
        {"no": 1, "what": "共享表", "who": "王工", "due": "2026-07-20", "result": "已发"},
        {"no": 2, "what": "选线"},
    ]
    found = list(of_salon(salon(rows, BODY)))
    assert [(each.number, each.what, each.who, each.due, each.done) for each in found] == [
        ("1", "共享表", "王工", "2026-07-20", True),
        ("2", "选线", "", "", False),
        ("t1", "发表", "王工", "2026-07-14", True),
        ("t3", "比一次单耗", "李主席", "2026-10-12", False),
    ]
    other = replace(record("article"), body=BODY)
    assert list(of_salon(other)) == []
    assert follow_ups([replace(salon(rows), trashed_at="2026-07-13T00:00:00Z"), other]) == ()


def test_a_task_that_became_a_decision_is_not_there_twice() -> None:
    found = of_salon(salon([{"no": 1, "what": "比一次单耗", "due": "2026-10-12"}], BODY))
    assert [each.number for each in found] == ["1", "t1"]


@pytest.mark.parametrize(("result", "done"), [("已发", True), ("9 家试填", True), ("进行中", False), ("待回复", False)])
def test_a_result_says_whether_it_is_done(result: str, done: bool) -> None:
    (found,) = of_salon(salon([{"no": 1, "what": "事", "result": result}]))
    assert found.done is done


@pytest.mark.parametrize(
    ("due", "done", "standing"),
    [
        ("2026-07-14", False, Standing.OVERDUE),
        ("2026-07-15", False, Standing.SOON),
        ("2026-07-22", False, Standing.SOON),
        ("2026-07-23", False, Standing.LATER),
        ("", False, Standing.OPEN),
        ("2026-07-14", True, Standing.DONE),
    ],
)
def test_how_urgent_it_is(due: str, done: bool, standing: Standing) -> None:
    assert FollowUp("id", "沙龙", "2026-07-12", "1", "事", due=due, done=done).standing(TODAY) is standing


EACH = st.builds(
    FollowUp, st.sampled_from(["A", "B"]), st.just("沙龙"), st.sampled_from(["2026-01-01", "2026-02-01"]),
    st.integers(1, 12).map(str), st.just("事"), due=st.just("") | st.dates(date(2026, 1, 1), date(2027, 1, 1)).map(str),
    done=st.booleans(),
)  # fmt: skip


@given(st.lists(EACH, max_size=12))
def test_open_ones_come_first_and_the_earliest_due_first(found: list[FollowUp]) -> None:
    ordered = in_order(found)
    assert sorted(map(repr, ordered)) == sorted(map(repr, found))
    assert [each.done for each in ordered] == sorted(each.done for each in found)
    dues = [each.due or "9999" for each in ordered if not each.done]
    assert dues == sorted(dues)


def test_a_row_is_marked_done_and_open_again() -> None:
    rows: list[dict[str, Any]] = [{"no": 7, "what": "甲"}, {"no": 8, "what": "乙", "result": "进行中"}, {"what": "丙"}]
    before = salon(rows)
    assert row_numbers(rows) == ["7", "8", "r3"]
    for number, result in (("7", ""), ("8", "已办"), ("r3", "  办好了 ")):
        after = applied(before, mark_done(before, number, result))
        assert {each.number for each in of_salon(after) if each.done} == {number}
        told = next(each.result for each in of_salon(after) if each.number == number)
        assert told == (result.strip() or "done")
        again = applied(after, mark_open(after, number, "进行中" if number == "8" else ""))
        assert list(of_salon(again)) == list(of_salon(before))


def test_a_task_is_ticked_and_unticked_and_nothing_else_of_the_body_changes() -> None:
    before = salon([], BODY)
    after = applied(before, mark_done(before, "t3"))
    assert after.body == BODY.replace("- [ ] 三个月后", "- [x] 三个月后")
    assert applied(after, mark_open(after, "t3")).body == BODY
    told = applied(before, mark_done(before, "t3", "降了\n一成"))
    assert "- [x] 三个月后比一次单耗（李主席） → 降了 一成\n" in told.body


@pytest.mark.parametrize("number", ["2", "t0", "t9", "tx", "", "r1"])
def test_a_number_that_is_not_there_is_refused(number: str) -> None:
    before = salon([{"no": 1, "what": "甲"}], BODY)
    for mark in (mark_done, mark_open):
        with pytest.raises(NoSuchFollowUp, match=r"1、t1、t3"):
            mark(before, number)


@given(
    st.lists(
        st.fixed_dictionaries({"what": st.text("事甲", min_size=1, max_size=3)}, optional={"no": st.integers(1, 4)}),
        max_size=6,
    )
)
def test_every_row_has_a_number_of_its_own(rows: list[dict[str, Any]]) -> None:
    numbers = row_numbers(rows)
    assert len(set(numbers)) == len(rows)


def test_who_it_concerns() -> None:
    member = record("member", "顺达物流工会", chair="吴主席")
    assert names_of(member) == ("顺达物流工会", "顺达物流", "吴主席")

    def sees(who: str) -> bool:
        return concerns(FollowUp("id", "沙龙", "", "1", "事", who), names_of(member))

    assert all(sees(who) for who in ("顺达物流", "吴主席、王工", "顺达物流工会", "顺达"))
    assert not any(sees(who) for who in ("", "王工", "吴", "示范电子厂工会"))
