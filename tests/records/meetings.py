"""Records that several people edit at the same time, to try merging on."""

from datetime import UTC, datetime, timedelta

from alliance_app.records.document import Document
from alliance_app.records.kinds import SALON
from alliance_app.records.values import Author, Clash, Edit

ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
START = datetime(2026, 1, 1, tzinfo=UTC)
WANG, LI, ZHAO = Author("王工", "A"), Author("李主席", "B"), Author("赵师傅", "C")
PEOPLE = (WANG, LI, ZHAO)


def founded(body: str) -> tuple[Document, bytes]:
    document = Document(ID, 1)
    return document, document.begin(Edit(ID, title="题", body=body), SALON, WANG, START)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def write(document: Document, body: str, who: Author, minute: int = 1) -> bytes:
    update, _line = document.apply(Edit(ID, body=body), SALON, who, at(minute))
    assert update is not None
    return update


def merged(base: str, *bodies: str) -> Document:
    """What became of `base` when so many people changed it at the same time."""
    first, payload = founded(base)
    updates = [
        write(Document.from_payloads(ID, [payload], 10 + number), body, PEOPLE[number], number + 1)
        for number, body in enumerate(bodies)
    ]
    for update in updates:
        first.merge(update)
    return first


def places(document: Document) -> list[Clash]:
    return [clash for clash in document.clashes() if clash.name == "body"]


def the_place(document: Document) -> Clash:
    (clash,) = places(document)
    return clash


def decide(document: Document, clash: Clash, value: str, who: Author = WANG, minute: int = 60) -> bytes:
    update = document.settle_place(clash.place, value, who, at(minute))
    assert update is not None
    return update
