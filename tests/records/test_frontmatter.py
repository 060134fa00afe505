"""The text above a body: anybody's is read without loss, our own comes back exactly."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.fields import Choice, Field, Flag, Integer, Many, Number, Quantity
from alliance_app.records.frontmatter import Header, compose, parse
from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.values import Attachment, Record, State

# Whatever the library stores: no controls but line ends and tabs, no half characters.
REFUSED = [chr(code) for code in (*range(32), 127, 0xFFFE, 0xFFFF)]
STORED = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=REFUSED)
    | st.sampled_from("\n\t-:#'\"[]{}|>&*!%@`,工会 ")
)
WORDS = STORED.map(lambda text: " ".join(text.split())) | st.sampled_from(
    ["no", "12:30", "007", "1.10", "2024-07-12", "true", "~", "", "=", "<<", "1e3", "-0", "[[工会]]", "---"]
)
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)


def values(declared: Field) -> st.SearchStrategy[Any]:
    """Values of the shapes the field stores."""
    if isinstance(declared, Many):
        return st.lists(values(declared.of), max_size=3)
    if isinstance(declared, Table):
        return st.lists(rows(declared.columns), max_size=3)
    if isinstance(declared, Sheet):
        return st.dictionaries(WORDS, rows(declared.columns), max_size=3)
    if isinstance(declared, Quantity):
        return st.fixed_dictionaries({"number": NUMBERS, "unit": WORDS})
    if isinstance(declared, Choice):
        return st.sampled_from(sorted(declared.options or {}))
    if isinstance(declared, Flag):
        return st.booleans()
    if isinstance(declared, Integer | Number):
        return NUMBERS
    return STORED | WORDS


def rows(columns: tuple[Field, ...]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional={each.name: values(each) for each in columns})


@st.composite
def records(draw: st.DrawFn) -> Record:
    kind = draw(st.sampled_from(list(KINDS.values())))
    typed = {each.name: values(each) for each in kind.fields if not each.computed}
    fields = draw(st.fixed_dictionaries({}, optional=typed))
    names = draw(st.lists(WORDS.filter(bool), max_size=3))
    return Record(
        id="01ARZ3NDEKTSV4RRFFQ69G5FAV",
        kind=kind.name,
        title=draw(WORDS.filter(bool)),
        fields=fields,
        tags=tuple(draw(st.lists(WORDS.filter(bool), max_size=3))),
        body=draw(STORED | st.sampled_from(["\n\n", "---\nkind: salon\n---\n", "text\n---\n", "\n"])),
        attachments=tuple(Attachment(name, f"{number:064x}", 1, "") for number, name in enumerate(names)),
        state=draw(st.sampled_from(State)),
        created_at="2026-11-23T05:20:11Z",
        created_by=draw(WORDS),
        updated_at="2026-11-23T05:20:11Z",
        updated_by=draw(WORDS),
        version="v",
        trashed_at=draw(st.sampled_from([None, "2026-11-23T05:20:11Z"])),
    )


@given(records())
def test_our_own_records_come_back_exactly(record: Record) -> None:
    header, body = parse(compose(record))
    assert body == record.body
    assert header.values.get("fields", {}) == record.fields
    assert repr(header.values.get("fields", {})) == repr(dict(record.fields))  # 1 is not 1.0, nor True
    assert header.values["title"] == record.title
    assert header.values["kind"] == record.kind
    assert header.values["state"] == record.state.value
    assert tuple(header.values.get("tags", ())) == record.tags
    assert header.values.get("attachments", []) == [each.name for each in record.attachments]
    assert header.values.get("trashed") == record.trashed_at
    assert header.values.get("created_by", "") == record.created_by


def test_computed_fields_are_left_out() -> None:
    record = _record("project", {"stage": "proposed", "annual_benefit": 12.5, "benefit_band": "<10 万元"})
    header, _body = parse(compose(record))
    assert header.values["fields"] == {"stage": "proposed"}


def test_an_attachment_that_lies_elsewhere_says_where() -> None:
    picture, sheet = Attachment("a.png", "a" * 64, 1, ""), Attachment("表.xlsx", "b" * 64, 1, "")
    places = {picture.sha256: "attachments/aaaa-a.png", sheet.sha256: "attachments/表.xlsx"}
    header, _body = parse(compose(_record(attachments=(picture, sheet)), places))
    assert header.values["attachments"] == [{"name": "a.png", "file": "attachments/aaaa-a.png"}, "表.xlsx"]


@given(STORED)
def test_any_text_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n{text}"):
        header, body = parse(whole)
        assert whole.endswith(body)
        left = whole.removesuffix(body)
        assert re.fullmatch(r"---[ \t]*\n\n?---[ \t]*\n?\n?|", left.replace(header.text, "", 1))


@pytest.mark.parametrize(
    "text",
    [
        "没有头\n正文",
        "---\ntitle: 没有结尾\n",
        "---\n\ttitle: tab\n---\n正文",
        "---\n- a list\n---\n正文",
        "---\ntitle: [unclosed\n---\n正文",
        "---\na: &x [1]\nb: *x\n---\n正文",
        "---\na: !!python/object/apply:os.system [echo]\n---\n正文",
        "---\na: !!binary aGVsbG8=\n---\n正文",
        "---\na: !!set {x, y}\n---\n正文",
        "---\na: !!bool 也许\n---\n正文",
        "---\na: !!int ''\n---\n正文",
        "---\na: !!float [1]\n---\n正文",
        "---\na: !!timestamp x\n---\n正文",
        "---\n? [a, b]\n: c\n---\n正文",
        "---\na: b\n\x00\n---\n正文",
        f"---\na: {'[' * 30}{']' * 30}\n---\n正文",
        f"---\na: {'[' * 900}{']' * 900}\n---\n正文",
        f"---\na: {'{' * 100_000}\n---\n正文",
        " ---\nindented: yes\n---\n",
        "----\nfour: yes\n----\n",
    ],
)
def test_a_header_that_cannot_be_read_stays_in_the_body(text: str) -> None:
    header, body = parse(text)
    assert header.values == {}
    assert body == text


def test_words_stay_as_they_were_typed() -> None:
    header, _body = parse(
        "---\nday: 2024-07-12\nmoment: 2024-07-12T14:30\nat: 12:30\nno: no\ncode: 007\nprice: 1.10\n"
        "count: 12\nshare: 0.5\nfine: true\nnothing:\nup: [[家]]\n---\n"
    )
    assert header.values == {
        "day": "2024-07-12",
        "moment": "2024-07-12T14:30",
        "at": "12:30",
        "no": "no",
        "code": "007",
        "price": "1.10",
        "count": 12,
        "share": 0.5,
        "fine": True,
        "nothing": None,
        "up": [["家"]],
    }


def test_a_number_that_is_none_stays_a_word() -> None:
    header, _body = parse("---\na: !!float inf\nb: !!float nan\nc: 1e999\n---\n")
    assert header.values == {"a": "inf", "b": "nan", "c": "1e999"}


def test_a_rule_in_the_body_is_no_fence() -> None:
    header, body = parse("---\ntitle: 一\n---\n前\n\n---\n后\n---\n")
    assert header.values == {"title": "一"}
    assert body == "前\n\n---\n后\n---\n"


def test_one_blank_line_under_the_header_is_its_end_and_others_are_body() -> None:
    assert parse("---\na: b\n---\n\n\n正文")[1] == "\n正文"
    assert parse("\ufeff---\na: b\n---\n正文")[1] == "正文"
    assert parse("---\na: b\n---")[1] == ""
    assert parse("---\n---\n正文")[1] == "正文"


def test_keys_are_taken_out_by_their_lines() -> None:
    header, _body = parse(
        "---\n# 说明\ntags:\n  - a\n  - b\ndate created: 2022-08-06\n"
        "aliases:\n  - 别名 # 留着\ndesc: |\n  两行\n  文字\n---\n"
    )
    left = "# 说明\naliases:\n  - 别名 # 留着\ndesc: |\n  两行\n  文字"
    assert header.without({"tags", "date created"}) == left
    assert header.without({"tags", "date created", "aliases", "desc"}) == "# 说明\naliases:\n  - 别名 # 留着"
    assert header.without(()) == header.text
    assert parse("---\n{a: 1, b: 2}\n---\n")[0].without({"a"}) == "{a: 1, b: 2}"


def _record(
    kind: str = "article", fields: dict[str, Any] | None = None, attachments: tuple[Attachment, ...] = ()
) -> Record:
    now = "2026-11-23T05:20:11Z"
    return Record(
        id="01ARZ3NDEKTSV4RRFFQ69G5FAV",
        kind=kind,
        title="题",
        fields=fields or {},
        tags=(),
        body="",
        attachments=attachments,
        state=State.DRAFT,
        created_at=now,
        created_by="李主席",
        updated_at=now,
        updated_by="李主席",
        version="v",
    )


@pytest.mark.parametrize(
    "deep",
    [
        "- " * 30 + "x",
        "-\t" * 30 + "x",
        "? " * 30 + "x",
        "\n".join(" " * level + "a:" for level in range(40)),
        "\n".join(" " * level + "-" for level in range(40)),
        "\n".join("[" * 10 for _line in range(10)) + "]" * 100,
    ],
)
def test_deep_nesting_is_seen_however_it_is_written(deep: str) -> None:
    text = f"---\na:\n {deep.replace(chr(10), chr(10) + ' ')}\n---\n正文"
    assert parse(text) == (Header(), text)
