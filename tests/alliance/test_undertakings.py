"""Who undertakes what until when is read from tasks and plain sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.alliance.undertakings import Undertaking, of_task, undertakings

ON = date(2026, 7, 12)  # a Sunday


@pytest.mark.parametrize(
    ("line", "what", "who", "due"),
    [
        ("由顺达物流负责，7月20日前提交线路表。", "提交线路表", "顺达物流", "2026-07-20"),
        ("负责人：赵主席，完成期限：8.31，开放日去恒源", "开放日去恒源", "赵主席", "2026-08-31"),
        ("由李工整理清单", "整理清单", "李工", ""),
        ("由王工、李工牵头，做一张空表", "做一张空表", "王工、李工", ""),
        ("周主席负责试填，下周五前回传", "试填，回传", "周主席", "2026-07-17"),
        ("@吴主席 月底前把空驶率算出来", "把空驶率算出来", "吴主席", "2026-07-31"),
        ("8月15日前完成培训", "完成培训", "", "2026-08-15"),
        ("**王工·示范电子厂** 14:32：由王工负责填表", "填表", "王工", ""),
        ("- [ ] 三个月后比一次单耗（李主席）", "比一次单耗", "李主席", "2026-10-12"),
        ("- [ ] **共享** [[能耗基线表]]", "共享 能耗基线表", "", ""),
        ("- [ ] 场地（待定）", "场地（待定）", "", ""),
    ],
)
def test_it_is_read(line: str, what: str, who: str, due: str) -> None:
    (found,) = undertakings(f"## 发言要点\n\n{line}\n", ON)
    assert (found.what, found.who, found.due) == (what, who, due)
    assert found.task == line.startswith("- [")


@pytest.mark.parametrize(
    "line",
    [
        "- [x] 7 月 20 日前共享能耗基线表（王工）",
        "去年7月20日我们做过一次。",
        "这件事大家都很负责。",
        "安全由来已久",
        "## 由王工负责的 7月20日前",
        "| 由王工负责 | 7月20日前 |",
        "`由王工负责`",
        "",
    ],
)
def test_what_is_done_or_said_in_passing_is_not(line: str) -> None:
    assert undertakings(line, ON) == ()


def test_code_is_not_read_and_the_same_matter_is_found_once() -> None:
    body = "```\n- [ ] 不算\n```\n- [ ] 交表\n\n由王工负责交表\n\n- [ ] 交表。\n"
    assert [each.what for each in undertakings(body, ON)] == ["交表"]


@given(st.text(alphabet="由王工负责人：，。7月20日前- [x]\n@（）*#|`周五内", max_size=200))
def test_whatever_is_written_nothing_raises_and_everything_found_says_something(body: str) -> None:
    for each in undertakings(body, ON):
        assert each.what.strip() or each.who or each.due
        assert each.due == "" or date.fromisoformat(each.due) >= ON
        assert "\n" not in each.what


@given(st.text(max_size=300))
def test_a_task_always_keeps_words(text: str) -> None:
    assert isinstance(of_task(text, ON), Undertaking)
