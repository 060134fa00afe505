"""Records that are made alike: the same wherever they are made of the same words, made again they change nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.library import Library
from alliance_app.library.adding import begun_alike
from alliance_app.records.document import Document
from alliance_app.records.ids import id_of, peer_of
from alliance_app.records.kinds import KINDS
from alliance_app.records.text import clean_body
from alliance_app.records.values import Edit, NewRecord

AT = "2026-09-10T08:00:00Z"
RECORD = id_of("step", "a union", "a step")


def alike(title: str = "题", body: str = "## 怎么做\n\n一步一步。\n", **fields: object) -> NewRecord:
    given = {"due": "2026-10-10", "indicators": ["I07", "I08"], **fields}
    return NewRecord("step", title, given, body=body, id=RECORD, created_at=AT, alike="起步指南")


@pytest.fixture
def make(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Library]:
    def made(name: str) -> Library:
        library = Library.create(tmp_path / name, name, author=f"{name} 主席", device_name=name)
        request.addfinalizer(library.close)
        return library

    return made


def test_two_devices_make_the_very_same_document(make: Callable[[str], Library]) -> None:
    a, b = make("甲"), make("乙")
    new = alike()
    a.add(new)
    b.add(NewRecord("step", new.title, dict(reversed(list(new.fields.items()))), body=new.body, id=RECORD,
                    created_at=AT, alike="起步指南"))  # fmt: skip
    assert a.history_of(RECORD) == b.history_of(RECORD)
    here, there = a.read(RECORD), b.read(RECORD)
    assert (here.version, here.fields, here.body) == (there.version, there.fields, there.body)
    assert (here.created_at, here.created_by, here.updated_at) == (AT, "起步指南", AT)
    assert [(each.author, each.at, each.what) for each in a.history(RECORD)] == [("起步指南", AT, "add")]


def test_what_differs_in_a_letter_is_written_by_another_writer(make: Callable[[str], Library]) -> None:
    a, b = make("甲"), make("乙")
    a.add(alike())
    b.add(alike(title="题。"))
    assert a.history_of(RECORD) != b.history_of(RECORD)
    assert a.read(RECORD).version != b.read(RECORD).version


def test_edits_go_on_from_the_same_ground(make: Callable[[str], Library]) -> None:
    a, b = make("甲"), make("乙")
    a.add(alike())
    b.add(alike())
    a.write(Edit(RECORD, body=a.read(RECORD).body + "甲记的。\n"))
    b.write(Edit(RECORD, fields={"done_on": "2026-10-01"}))
    third = make("丙")
    third.adopt({RECORD: a.history_of(RECORD)}, {})
    fourth = make("丁")
    fourth.adopt({RECORD: b.history_of(RECORD)}, {})
    assert third.read(RECORD).body.endswith("甲记的。\n")
    assert fourth.read(RECORD).fields["done_on"] == "2026-10-01"


def test_what_is_here_in_the_trash_or_erased_is_not_made_anew(make: Callable[[str], Library]) -> None:
    library = make("甲")
    assert library.add_absent([alike()]).only == RECORD
    assert library.add_absent([alike(title="另一个题")]).ids == frozenset()
    assert library.read(RECORD).title == "题"
    library.delete(RECORD)
    assert library.add_absent([alike()]).ids == frozenset()
    assert library.read(RECORD).trashed_at is not None
    library.restore(RECORD)
    library.share(RECORD)
    library.erase(RECORD)
    assert library.add_absent([alike()]).ids == frozenset()


def test_of_many_only_the_missing_ones_are_made(make: Callable[[str], Library]) -> None:
    library = make("甲")
    library.add(alike())
    other = NewRecord("step", "另一件", id=id_of("other"), created_at=AT, alike="起步指南")
    assert library.add_absent([alike(), other]).only == other.id


def test_what_is_written_differently_each_time_has_no_part_in_it(make: Callable[[str], Library]) -> None:
    library = make("甲")
    with pytest.raises(ValueError, match="起步"):
        library.add(replace(alike(), tags=("起步",)))
    assert library.counts().total == 0


bodies = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@given(bodies, bodies)
def test_the_same_words_make_the_same_bytes_and_others_another_writer(one: str, other: str) -> None:
    def begun(body: str) -> Document:
        edit = Edit(RECORD, title="题", fields={"due": "2026-10-10"}, body=clean_body(body))
        return begun_alike(edit, KINDS["step"], "起步指南", AT)[0]

    first, again, second = begun(one), begun(one), begun(other)
    assert first.whole() == again.whole()
    assert (first.version == second.version) == (clean_body(one) == clean_body(other))
    first.merge(second.whole())
    second.merge(again.whole())
    assert first.content() == second.content()


words = st.lists(st.text(max_size=8), min_size=1, max_size=4)


@given(words, words)
def test_names_made_of_words_are_those_of_the_words(one: list[str], other: list[str]) -> None:
    assert (id_of(*one) == id_of(*other)) == (one == other)
    assert (peer_of(*one) == peer_of(*other)) == (one == other)
    assert len(id_of(*one)) == 26
    assert set(id_of(*one)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert 0 < peer_of(*one) < 2**63
