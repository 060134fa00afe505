"""What a person sees of a search: the order, the marks, how the query was read, counts; and that it can be stopped."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app import words
from alliance_app.records.values import Edit, NewRecord
from alliance_app.search import SearchCancelled, snippets
from alliance_app.search.folding import fold
from tests.search.conftest import Shelf


def test_titles_first_then_the_newest(still: Shelf) -> None:
    assert still.found("绿色低碳") == ["沙龙", "项目", "开放日"]
    assert still.found("改善") == ["项目", "案例"]
    assert still.found("改善", order="date")[-1] == "案例"
    assert still.found("示范") == ["示范", "开放日", "沙龙", "制度"]
    assert still.found("示范 光储") == ["开放日"]


def test_all_words_in_the_title_before_some_of_them(shelf: Shelf) -> None:
    both = shelf.library.add(NewRecord("article", "改善与节能", {"date": "2001-01-01"})).only
    shelf.ids["文章"] = both
    assert shelf.found("节能 改善") == ["文章", "项目", "案例"]
    assert shelf.found("节能 改善", order="date") == ["项目", "案例", "文章"]


def test_order_by_the_last_change(still: Shelf) -> None:
    found = still.finder.search("绿色低碳", order="updated")
    updated = [still.library.read(record_id).updated_at for record_id in found.ids]
    assert updated == sorted(updated, reverse=True)


def test_the_first_few_and_how_many_there_are(still: Shelf) -> None:
    for query in ("工会", "绿色低碳", "工会 -转型", ""):
        whole = still.finder.search(query, limit=None)
        first = still.finder.search(query, limit=2)
        assert first.ids == whole.ids[:2]
        assert first.total == whole.total == len(whole.ids)


def test_marks_cover_what_was_typed(still: Shelf) -> None:
    found = still.finder.search("綠色低碳 javascript 先缺基线")
    (hit,) = still.finder.hits(found, found.ids)
    assert [hit.title[start:end] for start, end in hit.title_marks] == ["绿色低碳"]
    assert {hit.snippet[start:end] for start, end in hit.snippet_marks} == {"先缺基线", "JavaScript"}
    assert "**" not in hit.snippet
    assert hit.kind == "salon"


def test_a_record_found_by_its_title_shows_its_body_without_signs() -> None:
    body = "## 现状\n\n**三条**线，见 [[基线]]。\n\n| 损失 | 耗电 |\n| --- | ---: |\n| 空烧 | 62 |\n"
    assert snippets.snippet(body, (), ("回流焊",)) == snippets.snippet(body, (), ())
    assert snippets.snippet(body, (), ("回流焊",))[0].strip().startswith("现状 三条线，见 基线。 损失 耗电")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("共享能耗", "决议事项：共享能耗基线表"),
        ("坪山", "区域：坪山区"),
        ("精工 类型:沙龙", "参加企业：精工模具工会"),
        ("现场照片", "现场照片.png"),
    ],
)
def test_what_stands_in_a_field_is_shown_with_its_label(still: Shelf, query: str, shown: str) -> None:
    words.use("zh")
    try:
        found = still.finder.search(query)
        assert still.finder.hits(found, found.ids)[0].snippet == shown
    finally:
        words.use("en")


def test_a_long_body_shows_the_place_where_the_words_stand_together(shelf: Shelf) -> None:
    body = "开头" * 9000 + "改善。" + "中间" * 30_000 + "\n## 节能改善\n\n" + "结尾" * 200
    record_id = shelf.library.add(NewRecord("article", "长文", {"date": "2024-01-01"}, body=body)).only
    found = shelf.finder.search("节能改善")
    hit = next(each for each in shelf.finder.hits(found, found.ids) if each.id == record_id)
    assert len(hit.snippet) < 120
    assert [hit.snippet[start:end] for start, end in hit.snippet_marks] == ["节能改善"]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")


def test_hits_follow_the_ids_asked_and_leave_out_what_is_gone(still: Shelf) -> None:
    found = still.finder.search("绿色低碳")
    wanted = [found.ids[2], "0" * 26, found.ids[0]]
    assert [hit.id for hit in still.finder.hits(found, wanted)] == [found.ids[2], found.ids[0]]


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("绿色低碳 改善", "“绿色低碳” and “改善”"),
        ("节能 OR 降耗 -草稿", "(“节能” or “降耗”) and not “草稿”"),
        ("类型:沙龙", "kind: 沙龙"),
        ("inno*", "words that begin with “inno”"),
        ("lvse", "“lvse” as pinyin"),
        ("", ""),
    ],
)
def test_a_query_says_how_it_was_read(still: Shelf, query: str, read_as: str) -> None:
    assert still.finder.search(query).read_as == read_as


def test_a_malformed_query_finds_something_sensible_and_says_so(still: Shelf) -> None:
    for query in ('"绿色低碳', "(绿色低碳 OR", "绿色低碳 NOT", "绿色低碳) 改善", "标签: 绿色低碳 (", "绿色*低碳"):
        found = still.finder.search(query)
        assert still.ids["沙龙"] in found.ids or still.ids["项目"] in found.ids, query
        assert found.corrected, query
    assert not still.finder.search("绿色低碳").corrected
    assert still.finder.search('"绿色 低碳"').ids == []


def test_a_word_beginning(still: Shelf) -> None:
    assert still.found("java*") == ["沙龙"]
    assert still.found("script*") == []
    assert still.found("script") == ["沙龙"]
    assert still.found("kwh*") == ["项目"]
    assert set(still.found("绿色*")) == {"沙龙", "开放日", "项目"}


def test_pinyin_finds_titles_and_names_but_never_instead_of_what_is_written(shelf: Shelf) -> None:
    assert shelf.found("lvse") == ["沙龙"]
    assert shelf.found("lsdt 沙龙") == ["沙龙"]
    assert shelf.found("lizhuxi") == ["示范"]
    assert shelf.found("guangchu") == ["开放日"]
    assert shelf.found('"lvse"') == []
    shelf.library.write(Edit(shelf.ids["案例"], body="写作 lvse"))
    assert shelf.found("lvse") == ["案例"]


def test_facets_count_all_that_was_found(still: Shelf) -> None:
    counts = still.finder.facets(still.finder.search("绿色低碳", limit=1))
    assert {(each.value, each.count) for each in counts["kind"]} == {("salon", 1), ("open_day", 1), ("project", 1)}
    assert {(each.label, each.count) for each in counts["member"]} == {("示范电子厂工会", 2), ("精工模具工会", 2)}
    assert [(each.value, each.label, each.count) for each in counts["stars"]] == [
        ("3", "Three stars", 2),
        ("1", "One star", 1),
    ]
    assert {(each.value, each.count) for each in counts["tag"]} == {("节能", 2), ("绿色低碳", 1), ("开放日", 1)}
    assert {each.value for each in counts["stage"]} == {"accepted"}
    assert counts["finance_confirmed"][0].label == "yes"
    assert still.finder.facets(still.finder.search("没有这样的话")) == {}


def test_a_search_among_some_records_finds_only_these_and_counts_their_facets(still: Shelf) -> None:
    for query in ("工会", "绿色低碳", "工会 -转型", ""):
        whole = still.finder.search(query, limit=None).ids
        some = whole[1:3]
        found = still.finder.search(query, limit=1, among=some)
        assert (found.ids, found.total) == (some[:1], len(some))
        kinds = still.finder.facets(found)["kind"]
        assert sum(each.count for each in kinds) == len(some)
    assert still.finder.search("工会", among=[]).total == 0


def test_every_facet_value_filters_to_its_count(still: Shelf) -> None:
    found = still.finder.search("工会")
    for name, values in still.finder.facets(found).items():
        for each in values:
            narrowed = still.finder.search("工会", filters={name: [each.value]}, limit=None)
            assert narrowed.total == each.count, (name, each)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.characters(), max_size=30)
    | st.text(st.sampled_from('工a 1()"“”:-*ORAND或非标签:日期星级.>=<★'), max_size=24)
)
def test_nothing_that_is_typed_fails(still: Shelf, query: str) -> None:
    found = still.finder.search(query)
    found.read_as.encode("utf-8")
    for hit in still.finder.hits(found, found.ids):
        for text, marks in ((hit.title, hit.title_marks), (hit.snippet, hit.snippet_marks)):
            assert all(0 <= start < end <= len(text) for start, end in marks)
            if not found.sounds:
                assert all(any(term[:1] in fold(text[start:end]) for term in found.terms) for start, end in marks)
    still.finder.facets(found)


@pytest.mark.parametrize(("query", "marked"), [("lvse", "绿色"), ("LSDT", "绿色低碳"), ("dita 节能", "低碳")])
def test_what_was_found_by_its_sound_is_marked_where_it_sounds_so(still: Shelf, query: str, marked: str) -> None:
    found = still.finder.search(query)
    (hit, *_rest) = still.finder.hits(found, found.ids)
    assert marked in [hit.title[start:end] for start, end in hit.title_marks]
    assert hit.score >= 0.5


def test_a_search_can_be_stopped_and_the_next_one_works(shelf: Shelf) -> None:
    shelf.library.add_all(
        [NewRecord("article", f"文{at}", {"date": "2024-01-01"}, body="甲乙丙丁" * 400) for at in range(300)]
    )
    with pytest.raises(SearchCancelled, match="stopped"):
        shelf.finder.search("丙丁甲乙丙", limit=None, cancelled=lambda: True)
    with pytest.raises(SearchCancelled):
        shelf.finder.facets(shelf.finder.search("甲"), cancelled=lambda: True)
    assert shelf.finder.search("丙丁甲乙丙", cancelled=lambda: False).total == 300


def test_a_picture_or_link_around_the_place_is_shown_without_its_signs() -> None:
    shown, found = snippets.snippet(
        "现场：![班组能耗看板前的讨论](现场讨论.png) 和 [[能耗|能耗看板做法]]。", (), ["能耗看板"]
    )
    assert shown == "现场：班组能耗看板前的讨论 和 能耗看板做法。"
    assert [shown[start:end] for start, end in found] == ["能耗看板", "能耗看板"]
    inside, marked = snippets.snippet("![讨论](能耗看板.png)", (), ["能耗看板"])
    assert "能耗看板" in inside
    assert marked


@pytest.mark.parametrize(
    ("typed", "kind", "titles"),
    [
        ("余热", None, ["注塑机余热回收改善"]),
        ("zsj", None, ["注塑机余热回收改善"]),
        ("yure", None, ["注塑机余热回收改善"]),
        ("jinggong", "member", ["精工模具工会"]),
        ("jg", "project", []),
        ("gonghui", "member", ["精工模具工会", "示范电子厂工会"]),
        ("qq", None, []),
    ],
)
def test_titles_are_offered_by_what_they_hold_and_how_they_sound(
    still: Shelf, typed: str, kind: str | None, titles: list[str]
) -> None:
    assert sorted(still.finder.titles(typed, kind)) == sorted(titles)


def test_titles_in_the_trash_are_not_offered(shelf: Shelf) -> None:
    shelf.library.delete(shelf.ids["精工"])
    assert shelf.finder.titles("jinggong", "member") == []


def test_titles_that_begin_so_come_before_those_that_sound_so_within(shelf: Shelf) -> None:
    shelf.library.add_all([NewRecord("article", "回流焊"), NewRecord("article", "谈合理化建议")])
    assert shelf.finder.titles("hlh") == ["回流焊", "谈合理化建议"]
