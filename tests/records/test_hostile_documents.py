"""What a stranger's update may say: readers see what fits, whatever the engine raises is one refusal."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import loro
import pytest

from alliance_app.records.document import Document
from alliance_app.records.errors import DamagedDocument
from alliance_app.records.guarding import damage
from alliance_app.records.kinds import SALON
from alliance_app.records.lineage import read_ids
from alliance_app.records.signing import signed, stamp_of
from alliance_app.records.values import Author, Edit

ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
AT = "2026-01-01T00:00:00Z"
START = datetime(2026, 1, 1, tzinfo=UTC)
ME = Author("王工", "A")


def said(roots: Mapping[str, Mapping[str, Any]], message: str | None = None, at: int = 1_767_225_600) -> Document:
    """A document into which somebody put these values, past all that the program checks."""
    made = Document(ID, 9)
    made.merge(update_of(roots, 7, message, at))
    return made


def update_of(
    roots: Mapping[str, Mapping[str, Any]], peer: int, message: str | None = None, at: int = 1_767_225_600
) -> bytes:
    """The same as an update, by a writer of this number who had seen nothing."""
    engine = loro.LoroDoc()
    engine.peer_id = peer
    for root, values in roots.items():
        stored = engine.get_map(root)
        for key, value in values.items():
            stored.insert(key, value)
    engine.commit_with(None, at, None, message)
    return engine.export(loro.ExportMode.Updates(loro.VersionVector()))


def test_a_snapshot_need_not_hold_its_history_and_is_no_update() -> None:
    document = Document(ID, 1)
    document.begin(Edit(ID, title="第 18 期"), SALON, ME, START)
    with pytest.raises(DamagedDocument):
        Document(ID, 2).merge(document.checkpoint())
    assert Document.from_payloads(ID, [document.checkpoint()]).content().title == "第 18 期"


@pytest.mark.parametrize(
    "at", ["", "gestern", "2026-01-01", "2026-02-30T00:00:00Z", "9999-12-31T24:00:00Z", 7, "٢" * 20]
)
def test_a_moment_that_no_clock_has_shown_is_that_of_the_first_commit(at: object) -> None:
    document = said(
        {"meta": {"created_at": at, "created_by": "李\x00主席\x1b[2J"}, "trash": {"7": {"at": at, "seen": ""}}}
    )
    assert document.created() == (AT, "李主席[2J")
    assert document.trashed_at() is None


@pytest.mark.parametrize("at", [-(2**40), 2**40, 2**62, 253_402_300_799])
def test_a_commit_of_any_second_has_a_local_time(at: int) -> None:
    (commit,) = said({"meta": {"title": "题"}}, at=at).commits()
    assert datetime.fromisoformat(commit.at).astimezone().year in {1969, 1970, 9999}
    assert stamp_of(at) == commit.at <= "9999-12-30T23:59:59Z"


@pytest.mark.parametrize(
    "message", ["", "[", "[" * 50_000, "[]", '{"a": 7}', '{"a": "\\u0000\\ud800"}', json.dumps({"a": "长" * 5_000})]
)
def test_a_message_that_says_nothing_names_nobody(message: str) -> None:
    assert signed(message) == ("", "", "")
    assert said({"meta": {"title": "题"}}, message).last_commit().author == ""


def test_tags_that_become_one_are_one_and_of_many_the_same_stay_everywhere() -> None:
    assert said({"tags": {"节能": 1, "节能\x00": 1, " 节能 ": 1, "\x07": 1}}).content().tags == ("节能",)
    many = [f"标签{number:04}" for number in range(300)]
    assert said({"tags": dict.fromkeys(reversed(many), 1)}).content().tags == tuple(many[:200])


@pytest.mark.parametrize("size", [-1, True, 1.5, float("nan"), float("inf"), 2**60, "7", None])
def test_an_attachment_of_no_size_is_none(size: object) -> None:
    files = {"a" * 64: {"name": "甲.png", "size": size, "type": "image/png", "at": AT}}
    assert said({"files": files}).content().attachments == ()


def test_of_many_attachments_the_same_stay_everywhere() -> None:
    files = {f"{number:064x}": {"name": "甲.png", "size": 7, "type": "image/png", "at": AT} for number in range(700)}
    kept = {each.sha256 for each in said({"files": files}).content().attachments}
    assert kept == {f"{number:064x}" for number in range(500)}


def test_values_the_engine_carries_and_json_does_not_are_left_out() -> None:
    salon = {"kind": "salon"}
    document = said(
        {"meta": salon, "fields": {"issue_no": float("nan"), "place": "x", "decisions": [{"no": float("inf")}]}}
    )
    assert json.dumps(dict(document.content().fields), allow_nan=False) == '{"place": "x"}'


@pytest.mark.parametrize("deep", [40, 600])
def test_values_nested_deep_are_compared_and_shown_as_far_as_people_look(deep: int) -> None:
    """Each level would double the text of all in it, were they compared by their texts."""
    nested: Any = "甲"
    for _level in range(deep):
        nested = [nested]
    one = said({"fields": {"place": "乙"}})
    other = Document.from_payloads(ID, [one.whole()], 11)
    one.merge(update_of({"fields": {"place": nested}}, 13))
    other.merge(update_of({"fields": {"place": {"a": [{"b": nested}]}}}, 15))
    one.merge(other.whole())
    (clash,) = one.clashes()
    assert clash.name == "place"
    assert len(clash.claims) == 3
    assert len(json.dumps(asdict(clash))) < 1_000


def test_a_history_nested_too_deep_is_a_refusal() -> None:
    with pytest.raises(DamagedDocument, match="deep"), damage(ID):
        json.loads("[" * 100_000)
    document = said({"meta": {"kind": "salon"}, "fields": {"place": "甲"}})
    with pytest.raises(DamagedDocument):
        document.version_after((7, 2**40))
    assert document.content().fields == {"place": "甲"}


@pytest.mark.parametrize(
    "version", ["", "AQUf", "AQcf", "AQeA", "AQcBAA", "AgcAAA", "_____w", "gICAgICAgICAgAE", "版本", "A" * 10_000]
)
def test_a_version_that_the_history_has_not_is_none(version: str) -> None:
    """The engine panics when it is asked for one, and answers nothing more afterwards."""
    document = said({"meta": {"title": "题"}})
    assert document.content_at(version) is None
    update, _reached = document.apply(Edit(ID, title="改", seen=version), SALON, ME, START)
    assert update is not None
    assert document.content().title == "改"


def test_what_the_engine_raises_is_a_refusal_and_what_ends_the_program_is_not() -> None:
    class Panic(BaseException):
        pass

    for raised, refused in ((Panic, DamagedDocument), (OverflowError, DamagedDocument), (KeyError, KeyError)):
        with pytest.raises(refused), damage(ID):
            raise raised("x")
    with pytest.raises(KeyboardInterrupt), damage(ID):
        raise KeyboardInterrupt


def test_operations_named_again_and_again_count_once() -> None:
    named = read_ids({"ops": [["7", 0, 40]] * 1_000 + [["7", 30, 50], ["5", 1, 2]]}, "ops")
    assert named == ((5, 1, 2), (7, 0, 50))


@pytest.mark.parametrize(
    "ops",
    ["x", 7, [7], [["7", 0]], [["7", 5, 5]], [["x", 0, 1]], [["7", -1, 1]], [["9" * 5_000, 0, 1]], [["7", 0, 1e999]]],
)
def test_what_names_no_operations_names_none(ops: object) -> None:
    assert read_ids({"ops": ops}, "ops") == ()


Act = Callable[[Document], object]


@pytest.mark.parametrize(
    "ask", [Document.content, Document.clashes, Document.commits, Document.trashed_at, Document.created]
)
@pytest.mark.parametrize("root", ["meta", "fields", "tags", "files", "trash", "settled", "mended"])
def test_junk_anywhere_stops_no_question(root: str, ask: Act) -> None:
    junk: dict[str, Any] = {
        "7": None,
        "": [],
        "题": {"at": [], "seen": {}, "ops": [[1]], "kept": 7, "gone": {}},
        "9" * 30: True,
        "x\0": 1.5,
    }
    one = said({root: junk, "meta": {"title": "一"}})
    other = Document.from_payloads(ID, [one.whole()], 11)
    for document, title in ((one, "二"), (other, "三")):
        document.apply(Edit(ID, title=title, body=f"正文{title}"), SALON, ME, START)
    one.merge(other.whole())
    ask(one)
    assert one.content().title in {"二", "三"}
