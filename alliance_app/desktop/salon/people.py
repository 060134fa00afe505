"""Who can speak at a salon: its moderator, the chairs of the enterprises that take part, and whoever has spoken."""

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_app.alliance.salon_lines import speakers_in
from alliance_app.library import Library, Listing
from alliance_app.records.values import Record


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks; either part may be empty, not both."""

    person: str
    union: str = ""

    @property
    def label(self) -> str:
        """人·单位, as the notes say it."""
        return "·".join(part for part in (self.person, self.union) if part)

    @classmethod
    def named(cls, label: str) -> "Speaker":
        """From 人·单位 as it is typed, 阿依·古丽·某工会 too; a name alone is a person."""
        person, _dot, union = label.replace("・", "·").strip("· ").rpartition("·")
        return cls(person.strip(), union.strip()) if person else cls(union.strip())


def invited(library: Library, record: Record) -> tuple[Speaker, ...]:
    """The moderator and the chairs of host, co-hosts and participants, in this order. For a reader thread."""
    host = record.fields.get("host")
    ids = [*([host] if host else []), *record.fields.get("co_host", ()), *record.fields.get("participants", ())]
    known = [row.id for row in library.rows(list(dict.fromkeys(ids)))]
    moderator = str(record.fields.get("moderator") or "")
    members = library.read_many(known)
    chairs = [Speaker(str(each.fields.get("chair") or ""), each.title) for each in members]
    first = [Speaker(moderator)] if moderator and all(moderator != each.person for each in chairs) else []
    return tuple(first + sorted(chairs, key=lambda each: each.person != moderator or not moderator))


def known_chairs(library: Library) -> tuple[str, ...]:
    """Every member's chair as 人·单位, to complete over. For a reader thread."""
    members = library.read_many(library.ids(Listing(kinds=("member",), order="title", descending=False)))
    return tuple(Speaker(str(each.fields.get("chair") or ""), each.title).label for each in members)


def with_those_who_spoke(speakers: Sequence[Speaker], body: str) -> tuple[Speaker, ...]:
    """The speakers, and behind them everybody else who has a line in the body."""
    labels = {each.label for each in speakers}
    more = [Speaker.named(label) for label in speakers_in(body) if label not in labels]
    return (*speakers, *more)
