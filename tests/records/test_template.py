"""Templates: made of records without anybody's personal data, filled, read and written."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.errors import AllianceError
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown import blocks
from alliance_app.records.markdown.block import Heading, TableBlock, text_of_line
from alliance_app.records.moulding import Taken, personal_values, skeleton, template_of
from alliance_app.records.template import Filling, Template, read_template, start, write_template
from alliance_app.records.values import Record, State, Value
from tests.records.bodies import BODIES as BUILT
from tests.records.values_of import BODIES, fields_of

NOW = Filling(datetime(2026, 3, 5, 14, 30), "示范电子厂工会", "李主席")
TAKEN = st.builds(Taken, text=st.booleans(), fields=st.booleans(), figures=st.booleans())
NAMES = st.sampled_from(["王工", "赵主席", "13800000000", "Li", "钱"])


def record(kind: str, fields: dict[str, Value], body: str, tags: tuple[str, ...] = ()) -> Record:
    now = "2026-01-01T00:00:00Z"
    return Record("0" * 26, kind, "题目", fields, tags, body, (), State.DRAFT, now, "甲", now, "甲", "v")


def headings(body: str) -> list[tuple[int, str]]:
    return [(each.level, text_of_line(each.line).strip()) for each in blocks(body) if isinstance(each, Heading)]


def leaves(value: Value) -> list[str]:
    if isinstance(value, dict):
        return [leaf for pair in value.items() for each in pair for leaf in leaves(each)]
    if isinstance(value, list | tuple):
        return [leaf for each in value for leaf in leaves(each)]
    return [str(value)]


@st.composite
def personal_records(draw: st.DrawFn) -> Record:
    """A record with names in its personal fields, and those names in its text, tags and other fields as well."""
    kind = draw(st.sampled_from([each for each in KINDS.values() if any(f.personal for f in each.fields)]))
    fields = draw(fields_of(kind))
    names = sorted(personal_values(kind, fields)) or ["王工"]
    body = draw(BUILT)[0] + "\n\n# 听" + draw(st.sampled_from(names)) + "讲\n\n- " + draw(st.sampled_from(names))
    return record(kind.name, fields, body, (draw(st.sampled_from(names)), "节能"))


@given(personal_records(), TAKEN)
def test_a_template_made_of_a_record_never_holds_a_value_of_a_personal_field(made: Record, taken: Taken) -> None:
    kind = KINDS[made.kind]
    template = template_of(made, "样子", taken, {})
    values = [leaf for value in template.fields.values() for leaf in leaves(value)]  # a field's name is nobody's
    held = [*values, *template.tags, template.body, template.title]
    for value in personal_values(kind, made.fields):
        assert not any(value in text for text in held)
    assert not {name for name in template.fields if kind.by_name[name].personal or kind.by_name[name].private}


@given(st.sampled_from(sorted(KINDS)), BUILT.map(lambda built: built[0]) | BODIES)
def test_a_record_made_of_a_template_has_the_template_s_headings(kind: str, body: str) -> None:
    template = template_of(record(kind, {}, body), "样子", Taken(), {})
    made = start(template, NOW, "新的")
    assert made.kind == kind
    assert headings(made.body) == headings(template.body)


@given(BUILT.map(lambda built: built[0]))
def test_the_structure_is_all_headings_and_the_heads_of_all_tables(body: str) -> None:
    lines = [line for line in body.split("\n") if line.startswith("#")]
    kept = skeleton(body)
    assert [line for line in kept.split("\n") if line.startswith("#")] == [line.strip() for line in lines]
    for table in blocks(kept):
        if isinstance(table, TableBlock):
            assert {text_of_line(cell) for row in table.rows for cell in row} == {""}


@given(personal_records(), TAKEN)
def test_what_a_template_s_file_says_is_what_went_in(made: Record, taken: Taken) -> None:
    template = template_of(made, "样子", taken, {})
    assert read_template(write_template(template), made.kind, "样子") == template


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)))
def test_any_file_is_a_template_or_is_refused_in_words(text: str, kind: str) -> None:
    try:
        template = read_template(text, kind, "别人给的")
    except AllianceError:
        return
    assert start(template, NOW, "新的").kind == kind


def test_words_in_brackets_fill_themselves_and_numbers_of_documents_stay() -> None:
    template = Template(
        "document",
        "纪要",
        "〔单位〕〔 日期 〕〔时间〕，〔记录人〕记。示电工纪〔2025〕4 号，〔别的〕。",
        "〔年度〕年纪要",
        {"date": "〔日期〕", "doc_no": "〔年度〕-1"},
    )
    made = start(template, NOW)
    assert made.title == "2026年纪要"
    assert made.body == "示范电子厂工会2026年3月5日14:30，李主席记。示电工纪〔2025〕4 号，〔别的〕。"
    assert made.fields == {"date": "2026-03-05", "doc_no": "2026-1"}


def test_dates_numbers_and_what_came_of_one_meeting_are_left_out_unless_wanted() -> None:
    salon = record(
        "salon",
        {
            "issue_no": 18,
            "starts_at": "2024-07-12T14:30",
            "place": "会议室",
            "moderator": "李主席",
            "scope": "internal",
            "decisions": [{"no": 1, "what": "共享能耗表", "who": "王工", "due": "2024-07-20"}],
        },
        "## 发言要点\n\n- **王工**：讲了\n\n| 事 | 人 |\n|---|---|\n| 甲 | 王工 |\n",
        ("节能",),
    )
    steady = template_of(salon, "样子", Taken(fields=True), {})
    assert steady.fields == {"place": "会议室", "scope": "internal"}
    assert steady.tags == ("节能",)
    assert steady.body == "## 发言要点\n\n- \n\n| 事 | 人 |\n|---|---|\n|  |  |\n"
    whole = template_of(salon, "样子", Taken(text=True, fields=True, figures=True), {})
    assert whole.fields["decisions"] == [{"no": 1, "what": "共享能耗表", "due": "2024-07-20"}]
    assert "讲了" in whole.body
    assert "王工" not in whole.body


def test_links_are_kept_by_title_and_found_again() -> None:
    plant, gone = "A" * 26, "B" * 26
    salon = record("salon", {"host": plant, "participants": [plant, gone]}, "")
    template = template_of(salon, "样子", Taken(fields=True), {plant: "示范电子厂工会"})
    assert template.fields == {"host": "[[示范电子厂工会]]", "participants": ["[[示范电子厂工会]]"]}
    asked = []

    def find(title: str, kind: str | None) -> str | None:
        asked.append((title, kind))
        return plant

    assert start(template, NOW, "新的", find).fields == {"host": plant, "participants": [plant]}
    assert set(asked) == {("示范电子厂工会", "member")}
    assert start(template, NOW, "新的").fields == {}


@pytest.mark.parametrize(
    "text",
    [
        "---\nkind: project\n---\n\n## 别的",
        "---\nfields: [1, 2]\n---\n",
        "---\nfields: {nonsense: 1}\n---\n",
        "---\nfields: {issue_no: 很多}\n---\n",
        "---\n: : {\n---\n正文",
        "正文\x00",
        "---\ntags: 一个\n---\n",
        f"---\ntitle: {'长' * 300}\n---\n",
    ],
)
def test_a_file_that_holds_no_template_of_the_kind_is_refused(text: str) -> None:
    with pytest.raises(AllianceError):
        read_template(text, "salon", "坏的")


def test_personal_fields_written_into_a_file_by_hand_are_not_taken() -> None:
    template = read_template("---\nfields: {moderator: 李主席, place: 会议室}\n---\n\n## 头\n", "salon", "手写")
    assert template.fields == {"place": "会议室"}


def test_code_is_no_structure() -> None:
    assert skeleton("```\n# 不是标题\n- 不是列表\n```\n\n标题\n===\n\n另一个\n---\n") == "# 标题\n\n## 另一个\n"


def kinds_with_people() -> list[Kind]:
    return [kind for kind in KINDS.values() if any(each.personal for each in kind.fields)]


def test_there_are_kinds_with_personal_fields_to_look_after() -> None:
    assert {kind.name for kind in kinds_with_people()} >= {"salon", "project", "case", "member"}
