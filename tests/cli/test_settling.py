"""`alliance conflicts | decide` with two libraries that share a folder."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Alliance

BODY = "## 共性问题\n\n下周三上午开会，请各位主席参加。\n\n后文。\n"


class Pair:
    """Two libraries with one record that both have changed, synced."""

    def __init__(self, here: Alliance, there: Alliance, record_id: str) -> None:
        self.here, self.there, self.id = here, there, record_id

    def sync(self) -> None:
        for each in (self.here, self.there, self.here):
            each.json("sync")

    def clashes(self) -> list[dict[str, Any]]:
        """Of the one record that has any, the same on both sides."""
        told = [each.json("conflicts")["conflicts"] for each in (self.here, self.there)]
        assert told[0] == told[1]
        return list(told[0][0]["clashes"]) if told[0] else []


@pytest.fixture
def pair(alliance: Alliance, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Pair:
    shared = tmp_path / "share"
    shared.mkdir()
    member = alliance.add("member", "示范电子厂工会", "--share")
    record_id = alliance.add(
        "salon", "第 18 期", "--set", "place=待定", "--set", f"host={member}", "--body", BODY, "--share"
    )
    alliance.json("sync", str(shared))
    other = Alliance(tmp_path / "other", capsys)
    other("init", str(other.folder), "--author", "王工", "--device-name", "办公室")
    other.json("sync", str(shared))
    return Pair(alliance, other, record_id)


def change(pair: Pair, here: list[str], there: list[str]) -> None:
    pair.here.json("edit", pair.id, *here)
    pair.there.json("edit", pair.id, *there)
    pair.sync()


def test_conflicts_tell_who_wrote_what_when_and_what_it_was(pair: Pair) -> None:
    bodies = [BODY.replace("三上午", "四上午"), BODY.replace("三上午", "三下午")]
    change(pair, ["--body", bodies[0], "--set", "place=东"], ["--body", bodies[1], "--set", "place=西"])
    place, body = pair.clashes()
    assert (place["field"], place["base"], place["both"]) in [("place", "待定", "东；西"), ("place", "待定", "西；东")]
    assert "place" not in place
    assert {(each["author"], each["value"]) for each in place["choices"]} >= {("王工", "西")}
    assert body["field"] == "body"
    assert body["base"] == "下周三上午开会，请各位主席参加。"
    assert {each["value"] for each in body["choices"]} == {
        "下周四上午开会，请各位主席参加。", "下周三下午开会，请各位主席参加。",
    }  # fmt: skip
    assert {"author", "value", "device", "at"} == set(body["choices"][0])
    assert [each["device"] for each in body["choices"] if each["author"] == "王工"] == ["办公室"]
    shown = pair.there("conflicts").out
    assert f"Text  [{body['place']}]:" in shown or f"Body  [{body['place']}]:" in shown
    assert "下周四上午开会" in shown
    assert "后文" not in shown  # the differing pieces, not whole bodies
    assert pair.here.json("show", pair.id)["clashes"] == [place, body]


def test_what_two_changed_alike_is_no_conflict_and_stands_once(pair: Pair) -> None:
    fixed = BODY.replace("各位主席", "各位工会主席")
    change(pair, ["--body", fixed, "--set", "place=东"], ["--body", fixed, "--set", "place=东"])
    pair.sync()
    assert pair.clashes() == []
    assert "Nothing needs a look" in pair.here("conflicts").out
    assert pair.here.json("show", pair.id)["body"] == pair.there.json("show", pair.id)["body"] == fixed


@pytest.mark.parametrize(
    ("keep", "sentence"),
    [
        ("王工", "下周五上午开会，请各位主席参加。"),
        ("now", None),
        ("both", "下周四上午开会，请各位主席参加。下周五上午开会，请各位主席参加。"),
    ],
)
def test_keep_settles_for_everybody(pair: Pair, keep: str, sentence: str | None) -> None:
    change(pair, ["--body", BODY.replace("周三", "周四")], ["--body", BODY.replace("周三", "周五")])
    (clash,) = pair.clashes()
    pair.here.json("decide", pair.id, "body", "--keep", keep)
    pair.sync()
    assert pair.clashes() == []
    for each in (pair.here, pair.there):
        body = each.json("show", pair.id)["body"]
        if keep == "both":  # in the order they were written, which two processes within a second leave open
            assert len(body) == len(BODY) + len("下周五上午开会，请各位主席参加。")
        else:
            assert body == BODY.replace("下周三上午开会，请各位主席参加。", sentence or clash["now"])


def test_keep_goes_for_all_places_unless_one_is_named(pair: Pair) -> None:
    here = BODY.replace("周三", "周四").replace("后文", "后文甲")
    there = BODY.replace("周三", "周五").replace("后文", "后文乙")
    change(pair, ["--body", here], ["--body", there])
    _first, second = pair.clashes()
    pair.here.json("decide", pair.id, "body", "--keep", "王工", "--place", second["place"])
    assert [each["base"] for each in pair.here.json("conflicts")["conflicts"][0]["clashes"]] == [_first["base"]]
    assert "后文乙。" in pair.here.json("show", pair.id)["body"]
    pair.there.json("decide", pair.id, "body", "--keep", "王工")
    pair.sync()
    pair.sync()
    assert pair.clashes() == []
    assert pair.here.json("show", pair.id)["body"] == there


def test_a_value_may_be_typed_as_shown_and_the_field_by_its_label(pair: Pair) -> None:
    change(pair, ["--set", "place=东", "--body", BODY.replace("三", "四")],
           ["--set", "place=西", "--body", BODY.replace("三", "五")])  # fmt: skip
    assert pair.here.json("decide", pair.id, "地点", "西")["fields"]["place"] == "西"
    assert "下周六开会。" in pair.here.json("decide", pair.id, "body", "下周六开会。")["body"]
    pair.sync()
    assert pair.clashes() == []


def test_links_are_named_by_their_titles(pair: Pair) -> None:
    other = pair.here.add("member", "精工模具工会", "--share")
    change(pair, ["--set", f"host={other}"], ["--set", "host="])
    assert "精工模具工会" in pair.here("conflicts").out
    assert other not in pair.here("conflicts").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["body"], 2, "Give either"),
        (["body", "x", "--keep", "both"], 2, "Give either"),
        (["body", "--keep", "赵师傅"], 1, "“赵师傅” cannot be kept there. What can: now、"),
        (["place", "--keep", "both"], 1, "cannot be kept there"),
        (["body", "--keep", "both", "--place", "0123"], 1, "Nothing there waits"),
        (["body", "x", "--place", "0123"], 1, "Nothing there waits"),
        (["nosuch", "x"], 1, "nosuch"),
    ],
)
def test_what_cannot_be_decided_is_said_and_changes_nothing(
    pair: Pair, arguments: list[str], code: int, said: str
) -> None:
    change(pair, ["--body", BODY.replace("周三", "周四")], ["--body", BODY.replace("周三", "周五")])
    before = pair.here.json("show", pair.id)
    result = pair.here("decide", pair.id, *arguments)
    assert result.code == code
    assert said in result.err
    assert pair.here.json("show", pair.id) == before
