"""Laws of concurrent edits: alike in whatever order they came, decided once, none overlooked."""

import itertools
from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.records.document import Document
from alliance_app.records.kinds import SALON
from alliance_app.records.past import Past
from alliance_app.records.values import Edit
from tests.records.meetings import ID, LI, PEOPLE, at, decide, founded, places, write

WORDS = st.text(st.sampled_from("甲乙丙。\n"), max_size=4)
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["edit", "edit", "edit", "take", "decide"]), st.randoms()),
    max_size=16,
)


class Party:
    """Some devices that edit one record and hear of each other now and then."""

    def __init__(self, base: str) -> None:
        _first, self.payload = founded(base)
        self.devices = [Document.from_payloads(ID, [self.payload], 10 + number) for number in range(3)]
        self.logs: list[list[bytes]] = [[], [], []]
        self.seen = [[0, 0, 0] for _device in self.devices]
        self.minute = 0

    def step(self, who: int, what: str, random: Random) -> None:
        self.minute += 1
        device = self.devices[who]
        if what == "take":
            self._take(who, random.randrange(3))
        elif what == "decide":
            for clash in places(device)[:1]:
                value = random.choice([clash.now, *(claim.value for claim in clash.claims)])
                self.logs[who].append(decide(device, clash, value, PEOPLE[who], self.minute))
        else:
            body = device.content().body
            start = random.randrange(len(body) + 1)
            new = "".join(random.choice("甲乙丙。\n") for _letter in range(random.choice([0, 1, 2, 4])))
            edit = Edit(ID, body=body[:start] + new + body[start + random.choice([0, 0, 1, 3]) :])
            update, _line = device.apply(edit, SALON, PEOPLE[who], at(self.minute))
            self.logs[who] += [] if update is None else [update]

    def _take(self, who: int, other: int) -> None:
        """All the other one has, its own and what it took of the third."""
        for source in range(3):
            until = len(self.logs[other]) if source == other else self.seen[other][source]
            for update in self.logs[source][self.seen[who][source] : until] if source != who else ():
                self.devices[who].merge(update)
            self.seen[who][source] = max(self.seen[who][source], until)

    def everything(self) -> list[bytes]:
        return [self.payload, *(update for log in self.logs for update in log)]


def party(base: str, steps: Sequence[tuple[int, str, Random]]) -> Party:
    made = Party(base)
    for step in steps:
        made.step(*step)
    return made


@given(WORDS, STEPS, st.randoms(use_true_random=False))
def test_the_same_changes_are_the_same_clashes_in_whatever_order_they_came(
    base: str, steps: list[tuple[int, str, Random]], random: Random
) -> None:
    updates = party(base, steps).everything()
    seen = set()
    for peer in (21, 22):
        random.shuffle(updates)
        seen.add(repr(Document.from_payloads(ID, updates, peer).clashes()))
    assert len(seen) == 1


@given(WORDS, STEPS, st.randoms(use_true_random=False))
def test_what_was_decided_stays_decided_whatever_is_written_on(
    base: str, steps: list[tuple[int, str, Random]], random: Random
) -> None:
    document = Document.from_payloads(ID, party(base, steps).everything(), 31)
    for minute in itertools.count(100):
        open_places = places(document)
        if not open_places:
            break
        assert len({clash.place for clash in open_places}) == len(open_places)
        clash, body = random.choice(open_places), document.content().body
        assert body[clash.start : clash.start + len(clash.now)] == clash.now
        value = random.choice([clash.now, *(claim.value for claim in clash.claims)])
        decide(document, clash, value, minute=minute)
        assert document.content().body == clash.put(value, body)
        assert clash.place not in {each.place for each in places(document)}
    reader = Document.from_payloads(ID, [document.whole()], 32)
    for minute in range(3):
        write(reader, f"{minute}甲{reader.content().body}乙。", LI, 900 + minute)
        assert places(reader) == []


@given(WORDS, STEPS)
def test_every_two_edits_that_did_not_see_each_other_are_compared(
    base: str, steps: list[tuple[int, str, Random]]
) -> None:
    document = Document.from_payloads(ID, party(base, steps).everything(), 41)
    past = Past(document)
    pairs = [tuple(document.seen_at(past.after(last)) for last in pair) for pair in past.lineage.unseen_pairs()]
    edits = [
        (peer, op)
        for peer, changes in past.lineage.changes.items()
        for change in changes
        for start, end in change.body
        for op in range(start, end)
    ]
    seen = {edit: document.seen_at(past.after(edit)) for edit in edits}

    def had_seen(version: dict[int, int], edit: tuple[int, int]) -> bool:
        return version.get(edit[0], 0) > edit[1]

    for one, other in itertools.combinations(edits, 2):
        if had_seen(dict(seen[one]), other) or had_seen(dict(seen[other]), one):
            continue
        assert any(
            had_seen(dict(a), one) and not had_seen(dict(b), one) and had_seen(dict(b), other)
            and not had_seen(dict(a), other)
            for first, second in pairs
            for a, b in ((first, second), (second, first))
        )  # fmt: skip
