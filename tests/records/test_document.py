"""Laws of the record document: merging ignores order, trash yields to unseen edits, history is kept."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.document import Document
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.kinds import ASSESSMENT, KINDS, SALON
from alliance_app.records.values import Attachment, Author, Edit
from tests.records.values_of import BODIES, LINES, fields_of

ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
START = datetime(2026, 1, 1, tzinfo=UTC)
WANG, LI, ZHAO = Author("王工", "A"), Author("李主席", "B"), Author("赵师傅", "C")


def founded(**edit: Any) -> tuple[Document, bytes]:
    document = Document(ID, 1)
    payload = document.begin(Edit(ID, **{"title": "第 18 期", **edit}), SALON, WANG, START)
    return document, payload


def copy_of(payload: bytes, peer: int) -> Document:
    return Document.from_payloads(ID, [payload], peer)


@given(st.data())
def test_what_was_written_is_read_back(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    fields = {k: v for k, v in kind.checked(data.draw(fields_of(kind))).items() if v is not None}
    body = data.draw(BODIES).replace("\r", "")
    document = Document(ID, 1)
    payload = document.begin(Edit(ID, title="题", fields=fields, tags=("b", "a"), body=body), kind, WANG, START)
    content = copy_of(payload, 2).content()
    public = {name: value for name, value in fields.items() if not kind.by_name[name].private and value != {}}
    assert content.kind == kind.name
    assert {name: value for name, value in content.fields.items() if not kind.by_name[name].computed} == public
    assert (content.tags, content.body) == (("a", "b"), body)


def test_two_changes_in_one_second_stand_in_one_order_on_every_device() -> None:
    """Which of them is the last one, and how the history goes, must not depend on which arrived first."""
    _document, payload = founded()
    writers = [copy_of(payload, peer) for peer in range(2, 10)]
    updates = [
        each.apply(Edit(ID, title=f"{number}"), SALON, Author(f"{number}", ""), START + timedelta(seconds=5))[0] or b""
        for number, each in enumerate(writers)
    ]
    forwards, backwards = copy_of(payload, 20), copy_of(payload, 21)
    for update in updates:
        forwards.merge(update)
    for update in reversed(updates):
        backwards.merge(update)
    assert forwards.last_commit() == backwards.last_commit()
    assert forwards.commits() == backwards.commits()


EDITS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.one_of(
            st.builds(lambda text: Edit(ID, title=text), LINES),
            st.builds(lambda text: Edit(ID, body=text), BODIES.map(lambda text: text.replace("\r", ""))),
            st.builds(lambda text: Edit(ID, fields={"place": text}), st.one_of(st.none(), LINES)),
            st.builds(lambda tags: Edit(ID, tags=tuple(sorted(tags))), st.sets(st.sampled_from("abc"))),
            st.sampled_from(["delete", "restore", "sync"]),
        ),
    ),
    max_size=12,
)


@given(EDITS, st.randoms(use_true_random=False))
def test_merging_ignores_arrival_order(edits: list[tuple[int, Edit | str]], random: Random) -> None:
    _first, payload = founded()
    devices = [copy_of(payload, peer) for peer in (11, 12, 13)]
    logs: list[list[bytes]] = [[], [], []]
    seen = [[0, 0, 0] for _ in devices]
    for step, (who, what) in enumerate(edits):
        at = START + timedelta(minutes=step)
        author = (WANG, LI, ZHAO)[who]
        if what == "sync":
            for other in range(3):
                for update in logs[other][seen[who][other] :]:
                    devices[who].merge(update)
                seen[who][other] = len(logs[other])
            continue
        made: bytes | None
        if what == "delete":
            made = devices[who].trash(author, at)
        elif what == "restore":
            made = devices[who].restore(author, at)
        else:
            assert isinstance(what, Edit)
            made, _line = devices[who].apply(what, SALON, author, at)
        if made is not None:
            logs[who].append(made)
    everything = [payload, *(update for log in logs for update in log)]
    merged = []
    for peer in (21, 22, 23):
        order = everything[:]
        random.shuffle(order)
        merged.append(Document.from_payloads(ID, order, peer))
    states = {(repr(each.content()), each.trashed_at(), repr(each.clashes())) for each in merged}
    assert len(states) == 1


def test_text_typed_in_two_places_at_once_is_all_kept() -> None:
    here, payload = founded(body="共性问题：\n做法：")
    there = copy_of(payload, 2)
    ours, _ = here.apply(Edit(ID, body="共性问题：缺基线\n做法："), SALON, WANG, START)
    theirs, _ = there.apply(Edit(ID, body="共性问题：\n做法：班组看板"), SALON, LI, START)
    assert ours is not None
    assert theirs is not None
    here.merge(theirs)
    there.merge(ours)
    assert here.content().body == there.content().body == "共性问题：缺基线\n做法：班组看板"


def test_an_edit_made_on_an_older_version_is_merged_not_laid_over() -> None:
    document, _payload = founded(body="甲乙")
    old = document.version
    document.apply(Edit(ID, body="甲乙丙"), SALON, WANG, START)
    update, line = document.apply(Edit(ID, body="零甲乙", seen=old), SALON, WANG, START)
    assert document.content().body == "零甲乙丙"
    assert line != document.version
    # the same writer goes on typing from what they see, which still lacks 丙
    document.apply(Edit(ID, body="零一甲乙", seen=line), SALON, WANG, START)
    assert document.content().body == "零一甲乙丙"
    assert update is not None


def test_an_edit_that_changes_nothing_makes_no_change() -> None:
    document, _payload = founded(body="甲", fields={"place": "三号会议室"})
    update, line = document.apply(Edit(ID, body="甲", fields={"place": "三号会议室"}), SALON, WANG, START)
    assert update is None
    assert line == document.version


def test_an_unseen_edit_brings_a_deleted_record_back() -> None:
    here, payload = founded()
    there = copy_of(payload, 2)
    deletion = here.trash(WANG, START)
    edit, _ = there.apply(Edit(ID, title="改过"), SALON, LI, START)
    assert deletion is not None
    assert edit is not None
    assert here.trashed_at() is not None
    here.merge(edit)
    there.merge(deletion)
    assert here.trashed_at() is None
    assert there.trashed_at() is None


def test_two_deletions_at_once_stay_deleted_and_a_restore_brings_back() -> None:
    here, payload = founded()
    there = copy_of(payload, 2)
    first, second = here.trash(WANG, START), there.trash(LI, START)
    assert first is not None
    assert second is not None
    here.merge(second)
    there.merge(first)
    assert here.trashed_at() == there.trashed_at() == "2026-01-01T00:00:00Z"
    back = here.restore(WANG, START)
    assert back is not None
    there.merge(back)
    assert here.trashed_at() is there.trashed_at() is None


def test_one_field_changed_by_two_people_at_once_is_a_clash_until_somebody_decides() -> None:
    here, payload = founded(fields={"place": "待定"})
    there = copy_of(payload, 2)
    ours, _ = here.apply(Edit(ID, fields={"place": "一号会议室"}), SALON, WANG, START)
    theirs, _ = there.apply(Edit(ID, fields={"place": "食堂"}), SALON, LI, START)
    assert ours is not None
    assert theirs is not None
    here.merge(theirs)
    there.merge(ours)
    (clash,) = here.clashes()
    assert here.clashes() == there.clashes()
    assert clash.name == "place"
    assert set(clash.choices) == {("王工", "一号会议室"), ("李主席", "食堂")}
    winner = here.content().fields["place"]
    decision = here.settle("place", winner, WANG, START)
    assert decision is not None
    there.merge(decision)
    assert here.clashes() == there.clashes() == ()
    assert there.content().fields["place"] == winner


def test_the_same_change_by_two_people_is_no_clash() -> None:
    here, payload = founded()
    there = copy_of(payload, 2)
    theirs, _ = there.apply(Edit(ID, fields={"place": "食堂"}), SALON, LI, START)
    here.apply(Edit(ID, fields={"place": "食堂"}), SALON, WANG, START)
    assert theirs is not None
    here.merge(theirs)
    assert here.clashes() == ()


def test_rows_of_a_sheet_merge_one_by_one() -> None:
    here = Document(ID, 1)
    payload = here.begin(Edit(ID, title="2026", fields={"year": 2026}), ASSESSMENT, WANG, START)
    there = copy_of(payload, 2)
    ours, _ = here.apply(Edit(ID, fields={"indicators": {"I01": {"value": 2}}}), ASSESSMENT, WANG, START)
    theirs, _ = there.apply(Edit(ID, fields={"indicators": {"I02": {"value": 5}}}), ASSESSMENT, LI, START)
    assert ours is not None
    assert theirs is not None
    here.merge(theirs)
    there.merge(ours)
    assert here.content() == there.content()
    assert here.content().fields["indicators"] == {"I01": {"value": 2}, "I02": {"value": 5}}
    assert here.clashes() == ()


def test_history_says_who_when_and_what_and_can_be_gone_back_to() -> None:
    document, _payload = founded(body="一")
    first = document.version
    later = START + timedelta(hours=1)
    document.apply(Edit(ID, body="一二"), SALON, LI, later)
    newest, oldest = document.commits()
    assert (newest.author, newest.device, newest.at, newest.what) == ("李主席", "B", "2026-01-01T01:00:00Z", "edit")
    assert (oldest.author, oldest.what, oldest.version) == ("王工", "add", first)
    past = document.content_at(first)
    assert past is not None
    assert past.body == "一"
    assert document.content_at("bm9uc2Vuc2U") is None


def test_attachments_come_and_go() -> None:
    picture = Attachment("现场.png", "a" * 64, 10, "image/png")
    document, payload = founded(attach=(picture,))
    assert copy_of(payload, 2).content().attachments == (picture,)
    document.apply(Edit(ID, detach=(picture.sha256,)), SALON, WANG, START)
    assert document.content().attachments == ()


@pytest.mark.parametrize("payload", [b"", b"loro", b"\x00" * 100, b"loro" + b"\xff" * 200])
def test_bytes_that_are_no_update_are_refused(payload: bytes) -> None:
    document, _ = founded()
    before = document.version
    with pytest.raises(DamagedDocument):
        document.merge(payload)
    assert document.version == before


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_harmless(noise: bytes) -> None:
    _document, payload = founded()
    cut = len(payload) // 2
    for damaged in (noise, payload[:cut] + noise, payload[:cut] + noise + payload[cut:]):
        copy = Document(ID, 2)
        try:
            copy.merge(damaged)
        except DamagedDocument:
            assert copy.content().title == ""


def test_an_update_that_comes_before_its_past_waits_for_it() -> None:
    document, payload = founded()
    update, _ = document.apply(Edit(ID, title="改"), SALON, WANG, START)
    assert update is not None
    early = Document(ID, 2)
    assert not early.merge(update)
    assert early.waits
    assert early.content().title == ""
    assert early.merge(payload)
    assert early.content() == document.content()
    assert early.version == document.version
    assert Document.from_payloads(ID, [update]).waits
    assert not Document.from_payloads(ID, [update, payload]).waits


def test_values_that_do_not_fit_are_left_out_of_what_is_read() -> None:
    """A hostile or newer device can put anything into a document; readers see only what fits."""
    hostile = Edit(
        ID,
        title="a\x00b\nc" + "长" * 500,
        fields={
            "issue_no": "not a number",
            "host": "../../etc",
            "place": "ok",
            "starts_at": 5,
            "decisions": "x",
            "no_such": 1,
        },
        tags=("t" * 500, "\u0000"),
        body="正文\x07",
        attach=(Attachment("../../evil.exe", "b" * 64, 3, "x"),),
    )
    document = Document(ID, 1)
    document.begin(hostile, SALON, WANG, START)
    content = document.content()
    assert content.title.startswith("ab c")
    assert len(content.title) <= 200
    assert content.fields == {"place": "ok"}
    assert content.tags == ("t" * 60,)
    assert content.body == "正文"
    assert content.attachments == (Attachment("evil.exe", "b" * 64, 3, "application/octet-stream"),)
    json.dumps(content.fields)
