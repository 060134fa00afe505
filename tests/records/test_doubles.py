"""What two people wrote alike at the same time stands once, and no character that somebody wrote alone is lost."""

import json
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.document import Document
from alliance_app.records.kinds import SALON
from alliance_app.records.lineage import BODY, Id
from alliance_app.records.values import Author, Edit
from tests.records.meetings import ID, LI, PEOPLE, WANG, ZHAO, at, founded, places, write


def mend(document: Document, who: Author) -> bytes | None:
    return document.mend(who, at(500))


def pair(base: str, one: str, other: str, peers: tuple[int, int] = (5, 9)) -> tuple[Document, Document]:
    """Two devices that have merged each other's change and not mended it yet."""
    _first, payload = founded(base)
    here, there = (Document.from_payloads(ID, [payload], peer) for peer in peers)
    ours, theirs = write(here, one, WANG), write(there, other, LI)
    here.merge(theirs)
    there.merge(ours)
    return here, there


@pytest.mark.parametrize("peers", [(5, 9), (9, 5)])
@pytest.mark.parametrize(
    ("base", "wanted"),
    [
        ("企业职公代表", "企业职工代表"),  # the same mistake mended the same way
        ("一。", "一。同样的一句。"),
        ("", "整段\n都一样"),
        ("前后", "前哈哈后"),
    ],
)
def test_the_same_words_written_by_two_stand_once(base: str, wanted: str, peers: tuple[int, int]) -> None:
    here, there = pair(base, wanted, wanted, peers)
    assert here.content().body != wanted
    assert places(here) == []
    ours, theirs = mend(here, WANG), mend(there, LI)
    assert ours is not None
    assert theirs is not None
    assert here.content().body == there.content().body == wanted
    here.merge(theirs)  # both took out the very same characters
    there.merge(ours)
    assert here.content().body == there.content().body == wanted
    assert places(here) == places(there) == []
    assert mend(here, WANG) is None


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        ("头尾", "头很好尾", "头好尾"),
        ("头尾", "头好的尾", "头好尾"),
        ("- 甲\n", "- 甲\n- \n", "- 甲\n- \n"),  # two who begin a line each mean two lines
        ("头尾", "头\n尾", "头\n尾"),
        ("头中尾", "头中甲尾", "头甲中尾"),  # elsewhere
        ("甲甲", "甲", "甲"),  # taking out alike doubles nothing
    ],
)
def test_what_is_not_the_same_is_left_alone(base: str, one: str, other: str) -> None:
    here, _there = pair(base, one, other)
    assert mend(here, WANG) is None


def test_only_a_device_that_wrote_one_of_the_copies_mends() -> None:
    here, _there = pair("职公", "职工", "职工")
    assert mend(here, ZHAO) is None
    assert mend(here, WANG) is not None


def test_of_three_copies_one_stays() -> None:
    _first, payload = founded("职公")
    devices = [Document.from_payloads(ID, [payload], peer) for peer in (7, 3, 5)]
    updates = [write(device, "职工", who) for device, who in zip(devices, PEOPLE, strict=True)]
    for device in devices:
        for update in updates:
            device.merge(update)
    mended = [mend(device, who) for device, who in zip(devices, PEOPLE, strict=True)]
    for device in devices:
        for update in filter(None, mended):
            device.merge(update)
        assert device.content().body == "职工"


@pytest.mark.parametrize("peers", [(5, 9), (9, 5)])
def test_who_goes_on_typing_behind_the_copy_that_went_loses_nothing(peers: tuple[int, int]) -> None:
    here, there = pair("头尾", "头好尾", "头好尾", peers)
    old = there.version
    mended = mend(here, WANG)
    assert mended is not None
    theirs, _line = there.apply(
        Edit(ID, body=there.content().body.replace("好尾", "好的尾"), seen=old), SALON, LI, at(2)
    )
    assert theirs is not None
    here.merge(theirs)
    there.merge(mended)
    assert here.content().body == there.content().body == "头好的尾"


def test_mending_is_nobodys_edit_it_brings_nothing_back_and_is_in_the_history() -> None:
    here, there = pair("职公", "职工", "职工")
    before = here.last_commit()
    deletion = there.trash(LI, at(9))
    mended = mend(here, WANG)
    assert deletion is not None
    assert mended is not None
    assert here.last_commit() == before
    assert here.commits()[0].what == "mend"
    here.merge(deletion)
    there.merge(mended)
    assert here.trashed_at() == there.trashed_at() == "2026-01-01T00:09:00Z"
    assert mend(here, WANG) is None
    write(here, "职工，又改", WANG, 10)
    assert here.trashed_at() is None


def test_a_deletion_by_somebody_who_had_not_seen_the_other_copy_is_put_up_for_a_look() -> None:
    """The one way in which both copies can go: it is shown, with the words to take them back."""
    _first, payload = founded("头尾")
    here, there, third = (Document.from_payloads(ID, [payload], peer) for peer in (5, 9, 7))
    ours, theirs = write(here, "头好尾", WANG), write(there, "头好尾", LI)
    third.merge(ours)
    deletion = write(third, "头尾", ZHAO, 2)
    here.merge(theirs)
    assert mend(here, WANG) is not None
    here.merge(deletion)
    assert here.content().body == "头尾"
    (clash,) = places(here)
    assert "头好尾" in {claim.value for claim in clash.claims}


WORDS = ["工", "工会", "会", "工工", "。\n工", "\n- "]
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["put", "put", "put", "take out", "hear"]), st.randoms()), max_size=14
)


class Talk:
    """Three devices that mend whenever they hear of something."""

    def __init__(self, base: str, peers: Sequence[int]) -> None:
        _first, payload = founded(base)
        self.devices = [Document.from_payloads(ID, [payload], peer) for peer in peers]
        self.logs: list[list[bytes]] = [[], [], []]
        self.heard = [[0, 0, 0] for _device in self.devices]

    def step(self, who: int, what: str, random: Random) -> None:
        if what == "hear":
            self.hear(who, random.randrange(3))
            return
        device = self.devices[who]
        body = device.content().body
        place = random.choice([0, len(body) // 2, len(body)])
        new = random.choice(WORDS) if what == "put" else ""
        rest = body[place + (random.choice([1, 2]) if what == "take out" else 0) :]
        update, _line = device.apply(Edit(ID, body=body[:place] + new + rest), SALON, PEOPLE[who], at(1))
        self.logs[who] += [] if update is None else [update]

    def hear(self, who: int, other: int) -> None:
        """What the other one knows; then mend."""
        for source in range(3):
            until = len(self.logs[other]) if source == other else self.heard[other][source]
            news = self.logs[source][self.heard[who][source] : until] if source != who else []
            for update in news:
                self.devices[who].merge(update)
            if news:
                mended = mend(self.devices[who], PEOPLE[who])
                self.logs[who] += [] if mended is None else [mended]
            self.heard[who][source] = max(self.heard[who][source], until)


@given(st.text(st.sampled_from("一二三。\n"), max_size=12), STEPS, st.permutations([11, 12, 13]).map(tuple))
def test_mending_converges_and_takes_out_only_what_has_a_twin(
    base: str, steps: list[tuple[int, str, Random]], peers: tuple[int, ...]
) -> None:
    talk = Talk(base, peers)
    for step in steps:
        talk.step(*step)
    for _round in range(4):
        for who in range(3):
            for other in range(3):
                if who != other:
                    talk.hear(who, other)
    document = talk.devices[0]
    assert len({device.content().body for device in talk.devices}) == 1
    letters, gone = _audited(document)
    alive = set(document.ids_at(document.version, 0, len(document.content().body)))
    for op, takers in gone.items():
        if any(what != "mend" for what, _taker in takers):
            continue
        twins = [
            twin
            for twin, letter in letters.items()
            if letter == letters[op]
            and twin[0] < op[0]
            and not _saw(document, twin, op)
            and not _saw(document, op, twin)
        ]
        by_hand = [taker for twin in twins for what, taker in gone.get(twin, []) if what == "edit"]
        # what mending took out has a twin of a lower number that was put in at the same time; it stands, or somebody
        # took it out: knowing of both, or else it is put up for a decision
        assert alive.intersection(twins) or by_hand
        if not alive.intersection(twins) and not any(_saw(document, taker, op) for taker in by_hand):
            assert any(letters[op] in str(claim.value) for clash in places(document) for claim in clash.claims)


def _audited(document: Document) -> tuple[dict[Id, str], dict[Id, list[tuple[str, Id]]]]:
    """Every character that was ever put in; of each one that is gone, what took it out and which operation."""
    history = document.history()
    peers = [int(each) for each in history["peers"]]

    def id_of(written: str) -> Id:
        counter, _at, place = written.partition("@")
        return peers[int(place)], int(counter)

    letters: dict[Id, str] = {}
    gone: dict[Id, list[tuple[str, Id]]] = {}
    for change in history["changes"]:
        peer, _first = id_of(change["id"])
        for op in change["ops"]:
            content = op["content"]
            if op["container"] != BODY:
                continue
            if content["type"] == "insert":
                letters.update({(peer, op["counter"] + place): each for place, each in enumerate(content["text"])})
            else:
                target, first = id_of(content["start_id"])
                for counter in range(first, first + abs(content["len"])):
                    taker = json.loads(change["msg"])["w"], (peer, op["counter"])
                    gone.setdefault((target, counter), []).append(taker)
    return letters, gone


def _saw(document: Document, later: Id, earlier: Id) -> bool:
    return document.seen_at(document.version_after(later)).get(earlier[0], 0) > earlier[1]
