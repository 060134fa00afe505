"""What every user was told was saved, and what they had seen when they wrote it. The laws are about this.

Texts are made of marks: characters that occur nowhere else, so that it can be said of each whether it is still there.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Content, Record, Value

_FIRST_MARK = 0x4E00
_MARKS = 20_000 // 3
MARKS_A_STEP = 8


@dataclass(slots=True)
class Op:
    """One change of one record that a user was told was saved.

    `version`: of the writer's own line, right after it. `known`: the ops of this record the writer had seen.
    `writes`: what was set, by the name a clash would have; `added` and `removed`: marks of the body (b…), tags (t…),
    attachments (f…). `given`: it was in the shared place for certain. `excused`: the user has gone back to an older day
    before it was. `sure`: the moment of saving was told; after a crash only that it was saved is known.
    """

    number: int
    record: str
    device: int
    what: str
    version: str
    known: frozenset[int]
    writes: Mapping[str, Value]
    added: frozenset[str]
    removed: frozenset[str]
    given: bool = False
    excused: bool = False
    sure: bool = True


@dataclass(slots=True)
class Share:
    """A record that a user was told goes out to the alliance."""

    record: str
    device: int
    given: bool = False
    excused: bool = False


@dataclass(slots=True)
class Erasing:
    """A record that a user was told is erased for everybody."""

    record: str
    device: int
    given: bool = False
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a ledger: how much there was in it."""

    ops: int
    shares: int
    erasings: int


@dataclass(frozen=True, slots=True)
class Intent:
    """A change a user is about to make. `record` is "" for a new one; `base`: the version it is made on."""

    record: str
    what: str
    base: str
    known: frozenset[int]
    before: Content | None
    after: Content
    writes: Mapping[str, Value] = field(default_factory=dict)


class Ledger:
    """All ops of a schedule, in their order. `leaving`: records that somebody wanted to go for good."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.shares: list[Share] = []
        self.erasings: list[Erasing] = []
        self.public: set[str] = set()
        self.leaving: set[str] = set()
        self.attached = False
        self._by_record: dict[str, list[Op]] = {}

    def keep(self, intent: Intent, record: str, device: int, version: str, *, sure: bool) -> Op:
        """A user was told that this was saved."""
        writes, added, removed = difference(intent.before, intent.after)
        told = {**writes, **intent.writes}
        op = Op(len(self.ops), record, device, intent.what, version, intent.known, told, added, removed, sure=sure)
        self.take(op)
        return op

    def take(self, op: Op) -> None:
        """Note an op, whose number is the next."""
        self.ops.append(op)
        self.attached = self.attached or any(each.startswith("f") for each in op.added)
        self._by_record.setdefault(op.record, []).append(op)

    def of(self, record: str) -> list[Op]:
        """The ops of a record."""
        return self._by_record.get(record, [])

    def records(self) -> list[str]:
        """All records there have been, in the order of their making."""
        return list(self._by_record)

    def private_marks(self) -> Iterator[tuple[str, str]]:
        """(record, text) of what nobody has shared. A file that is attached to a shared record as well is no secret."""
        shared = {each[1:] for op in self.ops if op.record in self.public for each in op.added if each.startswith("f")}
        for record, ops in self._by_record.items():
            if record not in self.public:
                yield record, record
                for op in ops:
                    yield from ((record, text) for text in texts(op) if text not in shared)

    def moment(self) -> Moment:
        """Now."""
        return Moment(len(self.ops), len(self.shares), len(self.erasings))

    def set_back(self, device: int, to: Moment) -> None:
        """A device went back to an earlier day: what it had not given may be gone."""
        since: tuple[Op | Share | Erasing, ...] = (
            *self.ops[to.ops :], *self.shares[to.shares :], *self.erasings[to.erasings :]
        )  # fmt: skip
        for each in since:
            each.excused = each.excused or (each.device == device and not each.given)

    def gave(self, device: int, until: Moment, shared: Collection[str]) -> None:
        """A device has given all it had to give at that moment; `shared`: the records it shares."""
        before: tuple[Op | Share, ...] = (*self.ops[: until.ops], *self.shares[: until.shares])
        for each in before:
            each.given = each.given or (each.device == device and each.record in shared)
        for erasing in self.erasings[: until.erasings]:
            erasing.given = erasing.given or erasing.device == device

    def leave(self, device: int) -> None:
        """A device was removed: what it had not given until then is its own."""
        everything: tuple[Op | Share | Erasing, ...] = (*self.ops, *self.shares, *self.erasings)
        for each in everything:
            each.excused = each.excused or (each.device == device and not each.given)

    def forget(self, record: str, device: int) -> None:
        """A device's user has let go of a draft that was there alone: what was written on it there may be gone."""
        for op in self.of(record):
            op.excused = op.excused or op.device == device

    def erased(self) -> set[str]:
        """The records that must be nowhere."""
        return {each.record for each in self.erasings if not each.excused}


def mark(number: int) -> str:
    """Three characters that no other mark has. Raises ValueError when there are no more."""
    if number >= _MARKS:
        raise ValueError("no more marks: the schedule is too long")
    return "".join(chr(_FIRST_MARK + 3 * number + place) for place in range(3))


def content_of(record: Record) -> Content:
    """What a record says."""
    return Content(record.kind, record.title, record.fields, record.tags, record.body, record.attachments)


def difference(before: Content | None, after: Content) -> tuple[dict[str, Value], frozenset[str], frozenset[str]]:
    """What was set, added and removed between two states."""
    values = {} if before is None else _values(before)
    wanted = _values(after)
    gone = dict.fromkeys(values.keys() - wanted.keys())
    writes = {key: value for key, value in wanted.items() if key not in values or values[key] != value}
    old, new = _marks(before), _marks(after)
    added = frozenset(each for each in new if new[each] > old[each])
    removed = frozenset(each for each in old if new[each] < old[each])
    return {**writes, **gone}, added, removed


def _values(content: Content) -> dict[str, Value]:
    """What is set as a whole, by the name a clash about it would have."""
    kind = KINDS[content.kind]
    found: dict[str, Value] = {"title": content.title}
    for declared in kind.fields:
        value = content.fields.get(declared.name)
        if value is None or declared.private or declared.computed:
            continue
        if declared.name in kind.sheets:
            found.update({f"{declared.name}/{row}": cells for row, cells in value.items()})
        else:
            found[declared.name] = value
    return found


def _marks(content: Content | None) -> Counter[str]:
    if content is None:
        return Counter()
    tags = (f"t{tag}" for tag in content.tags)
    files = (f"f{each.sha256}" for each in content.attachments)
    return Counter([*(f"b{each}" for each in content.body), *tags, *files])


def texts(op: Op) -> Iterator[str]:
    """What an op put in, as it stands in bytes somewhere if it stands there at all."""
    yield from (value for value in op.writes.values() if isinstance(value, str) and len(value) == 3)
    yield from (each[1:] for each in op.added if not each.startswith("b"))
    written = sorted(each[1:] for each in op.added if each.startswith("b"))
    for first in written:
        whole = "".join(chr(ord(first) + place) for place in range(3))
        if (ord(first) - _FIRST_MARK) % 3 == 0 and all(f"b{each}" in op.added for each in whole):
            yield whole
