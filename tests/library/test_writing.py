"""Adding, editing, deleting, sharing, going back: through the one door."""

import threading

import pytest

from alliance_app.library import Library, Listing, Span
from alliance_app.library.errors import (
    RecordExists,
    RecordInTrash,
    UnknownRecord,
    UnknownVersion,
    WrongLink,
)
from alliance_app.records.errors import (
    AllianceError,
    InvalidField,
    InvalidText,
    InvalidTitle,
    UnknownField,
    UnknownKind,
)
from alliance_app.records.ids import new_id
from alliance_app.records.values import Edit, NewRecord, State


def test_a_record_is_read_back_as_it_was_written(library: Library) -> None:
    member = library.add(NewRecord("member", "示范电子厂工会", {"星级": "三星", "capabilities": ["SMT 贴片"]})).only
    fields = {"host": member, "issue_no": 18, "starts_at": "2024-07-12 14:30"}
    note = NewRecord("salon", "第 18 期：绿色低碳", fields, ("节能", "#绿色低碳"), "# 共性问题\n缺基线")
    record = library.read(library.add(note).only)
    assert (record.kind, record.title, record.body) == ("salon", "第 18 期：绿色低碳", "# 共性问题\n缺基线")
    assert record.fields == {"host": member, "issue_no": 18, "starts_at": "2024-07-12T14:30", "scope": "internal"}
    assert set(record.tags) == {"节能", "绿色低碳"}
    assert (record.state, record.created_by, record.trashed_at) == (State.DRAFT, "A 主席", None)
    (row,) = library.rows([record.id])
    assert (row.owner_title, row.stars, row.date, row.excerpt) == ("示范电子厂工会", 3, "2024-07-12T14:30", "缺基线")


def test_an_edit_changes_what_it_names_and_nothing_else(library: Library) -> None:
    record_id = library.add(NewRecord("salon", "题", {"place": "食堂", "present": 9}, ("甲",), "正文")).only
    changed = library.write(Edit(record_id, fields={"place": None, "present": 10}))
    record = library.read(record_id)
    assert changed.only == record_id
    assert changed.versions[record_id] == record.version
    assert "place" not in record.fields
    assert (record.fields["present"], record.tags, record.body, record.title) == (10, ("甲",), "正文", "题")


@pytest.mark.parametrize(
    ("new", "refused"),
    [
        (NewRecord("picnic", "题"), UnknownKind),
        (NewRecord("salon", "题", {"weather": "fine"}), UnknownField),
        (NewRecord("salon", "题", {"issue_no": "twelve"}), InvalidField),
        (NewRecord("salon", "题", {"starts_at": "2024-13-01"}), InvalidField),
        (NewRecord("salon", "题", {"starts_at": None}), InvalidField),
        (NewRecord("project", "题", {"annual_benefit": 5}), InvalidField),
        (NewRecord("salon", "   "), InvalidTitle),
        (NewRecord("salon", "长" * 300), InvalidTitle),
        (NewRecord("salon", "a\x00b"), InvalidTitle),
        (NewRecord("salon", "half \ud800 character"), InvalidTitle),
        (NewRecord("salon", "题", body="\ud800"), InvalidText),
        (NewRecord("salon", "题", body="\x1b[31m"), InvalidText),
        (NewRecord("salon", "题", tags=("长" * 99,)), InvalidText),
    ],
)
def test_what_does_not_fit_changes_nothing(library: Library, new: NewRecord, refused: type[AllianceError]) -> None:
    before = library.last_change()
    with pytest.raises(refused) as error:
        library.add_all([NewRecord("article", "good"), new])
    assert "\n" not in str(error.value)
    assert library.last_change() == before
    assert library.ids(Listing()) == []


def test_emoji_and_long_bodies_are_welcome(library: Library) -> None:
    record = library.read(library.add(NewRecord("article", "🎉 题", body="🧯" * 50_000)).only)
    assert (record.title, len(record.body)) == ("🎉 题", 50_000)


def test_an_unknown_record_is_named(library: Library) -> None:
    for verb in (library.read, library.delete, library.restore, library.share, library.history, library.links):
        with pytest.raises(UnknownRecord, match="NOPE"):
            verb("NOPE")
    with pytest.raises(UnknownRecord):
        library.write(Edit("NOPE", title="x"))


def test_a_link_must_point_to_the_right_kind(library: Library) -> None:
    article = library.add(NewRecord("article", "一篇")).only
    with pytest.raises(WrongLink, match="一篇"):
        library.add(NewRecord("salon", "题", {"host": article}))


def test_an_id_is_taken_once(library: Library) -> None:
    record_id = new_id()
    library.add(NewRecord("article", "一", id=record_id))
    with pytest.raises(RecordExists):
        library.add(NewRecord("article", "二", id=record_id))


def test_trash_and_restore(library: Library) -> None:
    record_id = library.add(NewRecord("article", "旧稿")).only
    library.delete(record_id)
    assert library.ids(Listing()) == []
    assert library.ids(Listing(trashed=True)) == [record_id]
    assert library.read(record_id).trashed_at is not None
    with pytest.raises(RecordInTrash, match="旧稿"):
        library.write(Edit(record_id, title="新稿"))
    library.restore(record_id)
    assert library.ids(Listing()) == [record_id]


def test_typing_that_had_not_seen_the_deletion_brings_the_record_back(library: Library) -> None:
    record_id = library.add(NewRecord("article", "稿", body="一")).only
    seen = library.read(record_id).version
    library.delete(record_id)
    library.write(Edit(record_id, body="一二", seen=seen))
    record = library.read(record_id)
    assert (record.trashed_at, record.body) == (None, "一二")


def test_a_private_value_stays_on_this_device(library: Library, make: object) -> None:
    record_id = library.add(NewRecord("supply_demand", "要件", {"amount": 12.5, "what": "注塑"})).only
    library.share(record_id)
    assert library.read(record_id).fields["amount"] == 12.5
    assert all(b"amount" not in each.payload for each in library.outgoing(0))
    library.write(Edit(record_id, fields={"amount": None}))
    assert "amount" not in library.read(record_id).fields


def test_history_difference_and_going_back(library: Library) -> None:
    member = library.add(NewRecord("member", "恒源新能源工会")).only
    record_id = library.add(NewRecord("salon", "题", {"place": "食堂"}, body="谈指标先缺基线")).only
    library.write(Edit(record_id, fields={"place": "会议室", "host": member}, body="谈指标先立基线"))
    newest, oldest = library.history(record_id)
    assert (newest.what, oldest.what, newest.author) == ("edit", "add", "A 主席")
    difference = library.difference(record_id, oldest.version, newest.version)
    assert {(each.label, each.before, each.after) for each in difference.fields} == {
        ("Place", "食堂", "会议室"),
        ("Host", "", "恒源新能源工会"),
    }
    assert Span("removed", "缺") in difference.body
    assert Span("added", "立") in difference.body
    library.revert(record_id, oldest.version)
    record = library.read(record_id)
    assert (record.body, record.fields["place"], record.fields.get("host")) == ("谈指标先缺基线", "食堂", None)
    assert library.history(record_id)[0].what == "revert"
    with pytest.raises(UnknownVersion):
        library.revert(record_id, "bm9uc2Vuc2U")


def test_one_sitting_of_autosaves_is_one_line_of_history(library: Library) -> None:
    record_id = library.add(NewRecord("article", "题")).only
    for count in range(1, 90):
        library.write(Edit(record_id, body="字" * count))
    assert [each.what for each in library.history(record_id)] == ["edit", "add"]
    assert library.read(record_id).body == "字" * 89


def test_links_are_found_by_field_and_by_title_from_both_ends(library: Library) -> None:
    project = library.add(NewRecord("project", "回流焊节能改善")).only
    member = library.add(NewRecord("member", "示范电子厂工会")).only
    salon = library.add(
        NewRecord("salon", "题", {"host": member}, body="见 [[回流焊节能改善|它]]、[[还没有的]]、`[[不是]]`")
    ).only
    outgoing = [(end.title, end.via, end.id) for end in library.links(salon).outgoing]
    assert outgoing == [
        ("示范电子厂工会", "host", member),
        ("回流焊节能改善", "body", project),
        ("还没有的", "body", None),
    ]
    assert [(end.id, end.via) for end in library.links(project).incoming] == [(salon, "body")]
    later = library.add(NewRecord("article", "还没有的")).only
    assert library.links(salon).outgoing[-1].id == later


def test_find_by_id_by_its_start_and_by_title(library: Library) -> None:
    record_id = library.add(NewRecord("article", "Ｌ型支架")).only
    assert library.find_id(record_id) == record_id
    assert library.find_id(record_id[:14].lower()) == record_id
    assert library.find_id("l型支架") == record_id
    library.add(NewRecord("article", "L型支架"))
    with pytest.raises(AllianceError, match="fits 2 records"):
        library.find_id("L型支架")


def test_counts_and_listings(library: Library) -> None:
    library.add_all([NewRecord("article", f"文 {n}", tags=("甲",)) for n in range(3)])
    salon = library.add(NewRecord("salon", "沙龙", {"starts_at": "2020-01-01"}, ("甲", "乙"))).only
    library.share(salon)
    library.delete(library.add(NewRecord("article", "弃")).only)
    counts = library.counts()
    assert (counts.total, counts.by_kind, counts.drafts, counts.trashed) == (4, {"article": 3, "salon": 1}, 3, 1)
    assert counts.tags == {"甲": 4, "乙": 1}
    assert library.ids(Listing(kinds=("salon",))) == [salon]
    assert library.ids(Listing(tags=("甲", "乙"))) == [salon]
    assert len(library.ids(Listing(state=State.DRAFT))) == 3
    assert library.ids(Listing(order="date"))[-1] == salon
    assert len(library.ids(Listing(limit=2))) == 2


def test_many_threads_may_write_and_read_at_once(library: Library) -> None:
    record_id = library.add(NewRecord("article", "共写", body="")).only
    problems: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for count in range(10):
                library.add(NewRecord("article", f"{name} {count}"))
                library.write(Edit(record_id, tags=(*library.read(record_id).tags, name)))
                library.rows(library.ids(Listing()))
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            problems.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert library.counts().total == 31
    assert library.doctor().ok


def test_versions_tell_rows_that_link_by_title(library: Library) -> None:
    member = library.add(NewRecord("member", "鑫塑科技工会")).only
    offer = library.add(NewRecord("supply_demand", "塑胶件加工", {"side": "offer", "owner": member})).only
    need = library.add(NewRecord("supply_demand", "注塑代工")).only
    row = {"with": offer, "partner": member, "standing": "talking", "on": "2026-05-01"}
    library.write(Edit(need, fields={"dealings": {offer: row}}))
    newest, *_more = library.history(need)
    (told,) = library.difference(need, None, newest.version).fields[-1:]
    assert told.after == "塑胶件加工 | 鑫塑科技工会 | Talking | 2026-05-01"
