"""What a look for concurrent edits costs a record that is received: long histories, of one writer and of several.

Run it as a program: `python -m tests.benchmarks.bench_concurrent`. It judges nothing.
"""

from datetime import UTC, datetime, timedelta
from time import perf_counter

from alliance_app.records.document import Document
from alliance_app.records.kinds import SALON
from alliance_app.records.values import Author, Edit
from tests.benchmarks.machine import describe

ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
START = datetime(2026, 1, 1, tzinfo=UTC)
WANG, LI = Author("王工", "A"), Author("李主席", "B")
PAGE = "共性问题：分线能耗计量不到位，谈指标先缺基线。\n做法：班组看板，每班公示。\n" * 40
SAVES, OPENINGS = 3_000, 60


def founded() -> tuple[Document, bytes]:
    """A record with some pages of text."""
    document = Document(ID, 1)
    return document, document.begin(Edit(ID, title="纪要", body=PAGE), SALON, WANG, START)


def save(document: Document, place: int, letter: str, who: Author, second: int) -> bytes:
    """One save of somebody who types."""
    body = document.content().body
    edit = Edit(ID, body=body[:place] + letter + body[place:])
    update, _line = document.apply(edit, SALON, who, START + timedelta(seconds=second))
    assert update is not None
    return update


def one_writer() -> Document:
    """Many saves of one person, the library opened anew now and then."""
    _first, payload = founded()
    updates = [payload]
    for opening in range(OPENINGS):
        document = Document.from_payloads(ID, updates, 100 + opening)
        for number in range(SAVES // OPENINGS):
            second = opening * 1_000 + number
            updates.append(save(document, len(PAGE) // 2 + number, "工", WANG, second))
    return Document.from_payloads(ID, updates, 1_000)


def one_beside(document: Document) -> Document:
    """The same, and one save of another person who had seen nothing of it."""
    _first, payload = founded()
    other = Document.from_payloads(ID, [document.whole()], 1_001)
    other.merge(save(Document.from_payloads(ID, [payload], 7), len(PAGE) // 2, "会", LI, 1))
    return other


def two_writers(saves: int, every: int) -> Document:
    """Two people type at the same place at the same time and hear of each other after so many saves."""
    _first, payload = founded()
    devices = [Document.from_payloads(ID, [payload], peer) for peer in (5, 6)]
    logs: list[list[bytes]] = [[], []]
    heard = [0, 0]
    for number in range(saves):
        for who, author in enumerate((WANG, LI)):
            logs[who].append(save(devices[who], len(PAGE) // 2 + number % 4, "工会"[who], author, number))
        if number % every == every - 1 or number == saves - 1:
            for who in (0, 1):
                for update in logs[1 - who][heard[who] :]:
                    devices[who].merge(update)
                heard[who] = len(logs[1 - who])
    return devices[0]


def tell(what: str, document: Document) -> None:
    """Milliseconds of one look, on a document that has just been read."""
    fresh = Document.from_payloads(ID, [document.whole()], 2_000)
    start = perf_counter()
    clashes = fresh.clashes()
    print(f"        {what:60} {(perf_counter() - start) * 1000:8.2f} ms, {len(clashes)} clashes", flush=True)


if __name__ == "__main__":
    print(describe(), flush=True)
    alone = one_writer()
    tell(f"{SAVES:,} saves of one person, {OPENINGS} openings", alone)
    tell("the same beside one save of another who had seen nothing", one_beside(alone))
    tell("two, 300 saves each, who never heard of each other", two_writers(300, 1_000))
    tell("two, 300 saves each, who heard of each other every 30", two_writers(300, 30))
    tell("two, 300 saves each, who heard of each other every 3", two_writers(300, 3))
