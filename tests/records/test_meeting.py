"""Where edits of a body met that had not seen each other: when they count, what they say, how a decision ends them."""

import pytest

from alliance_app.records.document import Document
from alliance_app.records.kinds import SALON
from alliance_app.records.values import Edit
from tests.records.meetings import ID, LI, WANG, ZHAO, at, decide, founded, merged, places, the_place, write

# -- what counts


def test_one_sentence_changed_by_two_is_shown_whole_with_who_and_when() -> None:
    document = merged("前文。下周三上午开会。后文。", "前文。下周四上午开会。后文。", "前文。下周五上午开会。后文。")
    clash = the_place(document)
    assert (clash.base, clash.now) == ("下周三上午开会。", "下周四五上午开会。")
    assert [(claim.author, claim.device, claim.at, claim.value) for claim in clash.claims] == [
        ("王工", "A", "2026-01-01T00:01:00Z", "下周四上午开会。"),
        ("李主席", "B", "2026-01-01T00:02:00Z", "下周五上午开会。"),
    ]
    assert (clash.before, clash.after, clash.start) == ("前文。", "后文。", 3)


FAR = "，这一句中间还有很长很长很长的一段话谁也没有动过它一个字"


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        ("甲甲。\n乙乙。\n", "甲改。\n乙乙。\n", "甲甲。\n乙改。\n"),  # two lines, however short
        ("- 甲\n- 乙\n", "- 甲一\n- 乙\n", "- 甲\n- 乙二\n"),
        (f"甲。{FAR}。乙。", f"改。{FAR}。乙。", f"甲。{FAR}。改。"),  # two sentences far apart
        ("甲\n乙\n", "甲\n新行\n乙\n", "甲\n乙改\n"),  # a new line beside another that is changed
        ("正文", "改正文", "正文"),
    ],
)
def test_what_lies_apart_raises_nothing(base: str, one: str, other: str) -> None:
    assert places(merged(base, one, *([] if other == base else [other]))) == []


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        (f"甲{FAR}乙。", f"改{FAR}乙。", f"甲{FAR}改。"),  # one sentence, however long
        ("第一句。第二句。", "第一改。第二句。", "第一句。第二改。"),  # sentences side by side
        ("- 甲\n", "- 甲\n- 乙\n", "- 甲\n- 丙\n"),  # both go on at the same place
        ("甲。乙。丙。", "丙。", "甲。改。丙。"),  # one takes out what the other changes
        ("甲。乙。丙。", "乙。丙。", "甲。丙。"),  # each takes out one of two neighbours
        ("| 周三 | 王工 |\n", "| 周四 | 王工 |\n", "| 周五 | 王工 |\n"),
    ],
)
def test_what_lies_close_needs_a_look(base: str, one: str, other: str) -> None:
    clash = the_place(merged(base, one, other))
    assert len({claim.value for claim in clash.claims}) == 2


def test_the_same_change_by_two_raises_nothing_wherever_else_they_went_on() -> None:
    assert places(merged("企业职公。\n\n尾声。", "企业职工。\n\n尾声。", "企业职工。\n\n尾声，改。")) == []
    assert places(merged("甲。乙。", "乙。", "乙。")) == []
    # nobody's sentence is lost for it: the neighbours of a change made alike are told apart
    clash = the_place(merged("企业职公开会。", "企业职工周四开会。", "企业职工周五开会。"))
    assert {claim.value for claim in clash.claims} == {"企业职工周四开会。", "企业职工周五开会。"}


def test_a_sentence_that_stood_twice_and_that_each_of_two_took_out_once_is_not_lost_silently() -> None:
    first, payload = founded("甲甲")
    second = Document.from_payloads(ID, [payload], 2)
    ours = first.apply(Edit(ID, body="甲乙"), SALON, WANG, at(1))[0]
    ours_again = first.apply(Edit(ID, body="甲"), SALON, WANG, at(2))[0]
    theirs = second.apply(Edit(ID, body="乙甲"), SALON, LI, at(1))[0]
    theirs_again = second.apply(Edit(ID, body="甲"), SALON, LI, at(2))[0]
    for update in (theirs, theirs_again):
        assert update is not None
        first.merge(update)
    assert ours is not None
    assert ours_again is not None
    assert first.content().body == ""
    assert {claim.value for claim in the_place(first).claims} == {"甲"}


def test_three_at_once_are_one_place_with_three_claims() -> None:
    clash = the_place(merged("周三开会。", "周四开会。", "周五开会。", "周三下午开会。"))
    assert [claim.author for claim in clash.claims] == ["王工", "李主席", "赵师傅"]
    assert [claim.value for claim in clash.claims] == ["周四开会。", "周五开会。", "周三下午开会。"]


def test_a_whole_alliance_at_once_is_compared_in_full() -> None:
    first, payload = founded("周三开会。\n\n尾声。")
    for number in range(30):
        body = f"周三{number}点开会。\n\n尾声{number if number in (3, 7) else ''}。"
        first.merge(write(Document.from_payloads(ID, [payload], 10 + number), body, WANG, number))
    assert [len(clash.claims) for clash in places(first)] == [30, 2]
    for clash in places(first):
        decide(first, clash, clash.base)
    assert first.content().body == "周三开会。\n\n尾声。"
    assert places(first) == []


def test_two_places_of_one_text_are_two_clashes_in_its_order() -> None:
    document = merged("甲。\n\n乙。", "甲一。\n\n乙一。", "甲二。\n\n乙二。")
    assert [clash.base for clash in places(document)] == ["甲。", "乙。"]
    for clash in places(document):
        assert document.content().body[clash.start :].startswith(clash.now)


def test_one_persons_many_sittings_are_one_line_and_cost_no_look_at_the_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, payload = founded("甲")
    updates = [payload]
    for opening in range(5):  # every opening of a library writes under a number of its own
        document = Document.from_payloads(ID, updates, 20 + opening)
        updates += [write(document, f"{document.content().body}{opening}", WANG, opening) for _save in range(3)]
    monkeypatch.setattr(Document, "history", None)
    assert document.clashes() == ()


def test_a_sitting_of_many_saves_counts_as_one_change() -> None:
    first, payload = founded("会议纪要：")
    second = Document.from_payloads(ID, [payload], 2)
    theirs = write(second, "会议纪要：另有安排", LI, 30)
    for minute, typed in enumerate(("周", "周四", "周四开", "周四开会"), start=1):
        write(first, f"会议纪要：{typed}", WANG, minute)
    first.merge(theirs)
    clash = the_place(first)
    assert [(claim.value, claim.at) for claim in clash.claims] == [
        ("会议纪要：周四开会", "2026-01-01T00:04:00Z"),
        ("会议纪要：另有安排", "2026-01-01T00:30:00Z"),
    ]


def test_tags_and_files_never_clash_and_other_fields_do_not_touch_the_body() -> None:
    first, payload = founded("正文")
    second = Document.from_payloads(ID, [payload], 2)
    first.apply(Edit(ID, tags=("甲",), body="正文改"), SALON, WANG, at(1))
    theirs, _ = second.apply(Edit(ID, tags=("乙",), fields={"place": "食堂"}), SALON, LI, at(1))
    assert theirs is not None
    first.merge(theirs)
    assert first.clashes() == ()


# -- decisions


def two_versions() -> tuple[Document, Document]:
    """Two devices that have merged two changes of one sentence."""
    here = merged("下周三上午开会。其他不变。", "下周四上午开会。其他不变。", "下周五上午开会。其他不变。")
    return here, Document.from_payloads(ID, [here.whole()], 99)


@pytest.mark.parametrize("kept", ["下周四上午开会。", "下周五上午开会。", "下周四五上午开会。", "改在下月。"])
def test_a_decision_ends_it_everywhere_and_leaves_the_rest_alone(kept: str) -> None:
    here, there = two_versions()
    there.merge(decide(here, the_place(here), kept))
    for each in (here, there):
        assert each.content().body == f"{kept}其他不变。"
        assert places(each) == []


def test_decisions_about_one_place_leave_the_other_open() -> None:
    document = merged("甲。\n\n乙。", "甲一。\n\n乙一。", "甲二。\n\n乙二。")
    first, second = places(document)
    decide(document, first, "甲二。")
    assert [clash.place for clash in places(document)] == [second.place]
    decide(document, the_place(document), "乙一。")
    assert document.content().body == "甲二。\n\n乙一。"
    assert places(document) == []


def test_two_different_decisions_at_once_are_a_clash_again_and_one_more_ends_it() -> None:
    here, there = two_versions()
    ours, theirs = (
        decide(here, the_place(here), "下周四上午开会。", WANG, 60),
        decide(there, the_place(there), "下周五上午开会。", LI, 61),
    )
    here.merge(theirs)
    there.merge(ours)
    assert here.clashes() == there.clashes()
    clash = the_place(here)
    assert [(claim.author, claim.value) for claim in clash.claims] == [
        ("王工", "下周四上午开会。"),
        ("李主席", "下周五上午开会。"),
    ]
    there.merge(decide(here, clash, "下周五上午开会。"))
    assert here.content() == there.content()
    assert there.content().body == "下周五上午开会。其他不变。"
    assert places(here) == places(there) == []


def test_the_same_decision_by_two_at_once_is_none() -> None:
    here, there = two_versions()
    ours, theirs = (decide(each, the_place(each), "下周四上午开会。") for each in (here, there))
    here.merge(theirs)
    there.merge(ours)
    assert here.content().body == there.content().body == "下周四上午开会。其他不变。"
    assert places(here) == places(there) == []


def test_leaving_it_as_it_stands_yields_to_a_decision_that_changes_it() -> None:
    here, there = two_versions()
    ours = decide(here, the_place(here), the_place(here).now)
    theirs = decide(there, the_place(there), "下周五上午开会。", LI)
    here.merge(theirs)
    there.merge(ours)
    assert here.content().body == there.content().body == "下周五上午开会。其他不变。"
    assert places(here) == places(there) == []


def test_going_on_to_write_decides_nothing_and_a_decision_does_not_take_that_away() -> None:
    here, _there = two_versions()
    write(here, "下周四五上午开会。其他不变。又及：带上台账。", ZHAO, 30)
    clash = the_place(here)
    assert {claim.author for claim in clash.claims} == {"王工", "李主席"}
    write(here, "下周四五上午开会。另有一句，全改了。又及：带上台账。", ZHAO, 31)
    decide(here, the_place(here), "下周四上午开会。")
    assert here.content().body == "下周四上午开会。另有一句，全改了。又及：带上台账。"
    assert places(here) == []


@pytest.mark.parametrize("kept", ["周五下午开会。", "周四开会。"])
def test_what_comes_late_and_had_seen_nothing_counts_against_the_decision(kept: str) -> None:
    here, payload = founded("周三开会。")
    there, late = (Document.from_payloads(ID, [payload], peer) for peer in (2, 3))
    here.merge(write(there, "周五开会。", LI))
    write(here, here.content().body.replace("周五", "周五下午"), WANG, 2)
    assert places(here) == []  # whoever had seen the other's change has changed nothing at the same time
    here.merge(write(late, "周四开会。", ZHAO, 3))
    decide(here, the_place(here), kept)
    assert places(here) == []
    here.merge(write(late, "周四上午开会。", ZHAO, 4))
    if kept == "周四开会。":  # they only went on from what was kept
        assert here.content().body == "周四上午开会。"
        assert places(here) == []
    else:
        assert {claim.value for claim in the_place(here).claims} == {kept, "周四上午开会。"}


def test_marks_that_anyone_may_have_written_settle_nothing_and_break_nothing() -> None:
    here, _there = two_versions()
    settled = here._doc.get_map("settled")
    marks: list[object] = [None, 5, "x", [], {}, {"ops": 3}, {"ops": [[1]]}, {"ops": [["x", 0, 9]]}]
    for number, mark in enumerate([*marks, {"ops": [["1", None, 2]]}]):
        settled.insert(str(number), mark)
        here._doc.get_map("mended").insert(str(number), mark)
    here._doc.get_map("mended").insert("known", {"kept": [["77", 0, 9]], "gone": [["1", 0, 1]]})
    write(here, f"{here.content().body}又。", ZHAO)
    assert the_place(here).now == "下周四五上午开会。"
