"""Concurrent edits over a real folder: the same to look at on every device, settled everywhere by one decision."""

import itertools
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.library import Library, Listing
from alliance_app.records.values import Edit
from tests.sync.scenes import publish, sync

Make = Callable[[str], Library]
_fresh = itertools.count()


def everybody(*libraries: Library) -> None:
    for _round in range(2):
        for library in libraries:
            sync(library)


def test_two_chairs_change_one_sentence_and_one_of_them_settles_it(make: Make, shared: Path) -> None:
    here, there = make("A"), make("B")
    sync(here, shared)
    record_id = publish(here, "纪要", "企业职公来信。下周三上午开会。\n")
    sync(here)
    sync(there, shared)
    here.write(Edit(record_id, body="企业职工来信。下周四上午开会。\n"))
    there.write(Edit(record_id, body="企业职工来信。下周三下午开会。\n"))
    everybody(here, there)
    for library in (here, there):
        assert library.read(record_id).body.startswith("企业职工来信。下周")  # mended alike, and once
        (clash,) = library.clashes(record_id)
        assert {claim.value for claim in clash.claims} == {"下周四上午开会。", "下周三下午开会。"}
    there.decide(record_id, "body", "下周四下午开会。")
    everybody(there, here)
    for library in (here, there):
        assert library.ids(Listing(clashing=True)) == []
        assert library.read(record_id).body == "企业职工来信。下周四下午开会。\n"
        assert library.doctor().ok
    assert sync(here).pushed == sync(there).pushed == 0


ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["write", "write", "alike", "decide", "sync"]), st.integers(0, 9)),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_three_libraries_that_have_synced_have_the_same_to_look_at(
    make: Make, tmp_path: Path, acts: list[tuple[int, str, int]]
) -> None:
    run = next(_fresh)
    libraries = [make(f"{name}{run}") for name in "ABC"]
    folder = tmp_path / f"shared{run}"
    folder.mkdir()
    sync(libraries[0], folder)
    record_id = publish(libraries[0], "纪要", "第一句。\n第二句。\n")
    for library in libraries:
        sync(library, folder)
    for who, act, number in acts:
        _act(libraries[who], record_id, act, number)
    for _round in range(3):  # who mends a text has something to give again
        everybody(*libraries)
    told = {(library.read(record_id).body, repr(library.clashes(record_id))) for library in libraries}
    assert len(told) == 1
    while libraries[0].clashes(record_id):
        clash = libraries[0].clashes(record_id)[0]
        libraries[0].decide(record_id, clash.name, clash.claims[0].value, clash)
    everybody(*libraries)
    for library in libraries:
        assert library.clashes(record_id) == ()
        assert library.read(record_id).version == libraries[0].read(record_id).version
        assert library.doctor().ok
        library.close()


def _act(library: Library, record_id: str, act: str, number: int) -> None:
    body = library.read(record_id).body
    place = min(number, len(body))
    if act == "sync":
        sync(library)
    elif act == "alike":
        library.write(Edit(record_id, body=body.replace("第一句", "第壹句")))
    elif act == "write":
        library.write(Edit(record_id, body=body[:place] + f"〔{library.identity.device_name}{number}〕" + body[place:]))
    else:
        for clash in library.clashes(record_id)[:1]:
            value = [clash.now, *(claim.value for claim in clash.claims)][number % (1 + len(clash.claims))]
            library.decide(record_id, clash.name, value, clash)
