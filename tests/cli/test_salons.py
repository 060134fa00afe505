"""The end of a salon and what it left to be done, from the command line."""

import json

import pytest

from tests.cli.conftest import Alliance

BODY = "## 发言要点\n\n**赵主席** 15:10：由王工负责，7月20日前发能耗基线表。\n\n- [ ] 8月底前定场地（顺达物流）\n"


@pytest.fixture
def salon(alliance: Alliance) -> str:
    rows = json.dumps([{"no": 1, "what": "旧事", "who": "李主席", "due": "2026-07-01"}], ensure_ascii=False)
    fields = ("issue_no=18", "starts_at=2026-07-12 14:30", "topics=绿色低碳生产", f"decisions={rows}")
    return alliance.add(
        "salon", "未命名主席沙龙", "--body", BODY, *(word for each in fields for word in ("--set", each))
    )


def test_what_is_proposed_is_told_and_nothing_is_changed(alliance: Alliance, salon: str) -> None:
    before = alliance.state()
    found = alliance.json("salon", "propose", salon)
    assert found == {
        "id": salon,
        "title": "Chairs' salon no. 18: 绿色低碳生产",
        "titled": True,
        "tags": ["绿色低碳生产"],
        "ends_at": "2026-07-12T15:10",
        "present": 1,
        "counted": "named",
        "follow_ups": [
            {"what": "发能耗基线表", "who": "王工", "due": "2026-07-20", "task": False, "sure": True},
            {"what": "定场地", "who": "顺达物流", "due": "2026-08-31", "task": True, "sure": True},
        ],
    }
    assert "Tags: 绿色低碳生产\n" in alliance("salon", "propose", salon).out
    assert alliance.state() == before


def test_closing_does_it_in_one_edit_and_can_leave_things_out(alliance: Alliance, salon: str) -> None:
    versions = len(alliance.json("history", salon)["history"])
    record = alliance.json("salon", "close", salon, "--without", "present")
    assert record["title"] == "Chairs' salon no. 18: 绿色低碳生产"
    assert record["tags"] == ["绿色低碳生产"]
    assert "present" not in record["fields"]
    assert [row["no"] for row in record["fields"]["decisions"]] == [1, 2, 3]
    assert len(alliance.json("history", salon)["history"]) <= versions + 1
    assert alliance.json("salon", "propose", salon)["follow_ups"] == []


def test_a_title_of_ones_own_stays_unless_it_is_asked_for(alliance: Alliance, salon: str) -> None:
    alliance.json("edit", salon, "--title", "我的题目")
    assert alliance.json("salon", "close", salon)["title"] == "我的题目"
    assert alliance.json("salon", "close", salon, "--title", "-")["title"] == "Chairs' salon no. 18: 绿色低碳生产"
    assert alliance.json("salon", "close", salon, "--title", "另一个")["title"] == "另一个"


def test_follow_ups_are_listed_until_they_are_done(alliance: Alliance, salon: str) -> None:
    found = alliance.json("follow-ups")
    assert [(each["no"], each["what"], each["due"]) for each in found["follow_ups"]] == [
        ("1", "旧事", "2026-07-01"),
        ("t1", "定场地", "2026-08-31"),
    ]
    assert (found["open"], found["overdue"]) == (2, 2)
    alliance.json("follow-ups", "done", salon, "1", "--result", "已发")
    alliance.json("follow-ups", "done", salon, "t1")
    assert alliance.json("follow-ups")["follow_ups"] == []
    assert "Nothing left to be done." in alliance("follow-ups").out
    everything = alliance.json("follow-ups", "--all")["follow_ups"]
    assert {(each["no"], each["result"], each["standing"]) for each in everything} == {
        ("1", "已发", "done"),
        ("t1", "", "done"),
    }
    assert "- [x] 8月底前定场地" in alliance.json("show", salon)["body"]
    alliance.json("follow-ups", "reopen", salon, "1")
    assert alliance.json("follow-ups")["open"] == 1


def test_they_are_asked_for_by_member_and_by_ones_own_name(alliance: Alliance, salon: str) -> None:
    carrier = alliance.add("member", "顺达物流工会")
    assert [each["no"] for each in alliance.json("follow-ups", "--member", carrier)["follow_ups"]] == ["t1"]
    assert [each["no"] for each in alliance.json("follow-ups", "--mine")["follow_ups"]] == ["1"]


def test_what_makes_no_sense_is_refused(alliance: Alliance, salon: str) -> None:
    article = alliance.add("article", "文章")
    before = alliance.state()
    assert "has no follow-up 9. Known numbers: 1、t1." in alliance("follow-ups", "done", salon, "9").refusal
    assert "is no salon" in alliance("salon", "propose", article).refusal
    assert "is no salon" in alliance("follow-ups", "reopen", article, "1").refusal
    assert alliance("salon", "close", "没有").code == 1
    assert alliance("salon", "wash", salon).code == 2
    assert alliance.state() == before
