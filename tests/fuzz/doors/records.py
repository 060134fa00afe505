"""What a record is read from: its document's updates, versions' names, a file's header, a body, a field's value."""

import json
from contextlib import suppress

from alliance_app.records import frontmatter, markdown
from alliance_app.records.document import Document
from alliance_app.records.errors import AllianceError, DamagedDocument
from alliance_app.records.given import from_command, given
from alliance_app.records.kinds import KINDS
from alliance_app.records.text import clean_file_name, excerpt, title_key
from alliance_app.records.values import Content
from tests.fuzz import mending
from tests.fuzz.doors.documents import drawn_update, plain_update
from tests.fuzz.drawing import Drawn

RECORD = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


# -- documents --------------------------------------------------------------------------------------------------------


def update(data: bytes) -> None:
    """An update's bytes under a right checksum, for a record that is not here and for one that is."""
    payload = mending.update(data)
    for before in ([], [plain_update()]):
        try:
            document = Document.from_payloads(RECORD, before)
            document.merge(payload)
            read_all(document)
            document.part([payload])
            read_all(Document.from_payloads(RECORD, [*before, payload]))
        except DamagedDocument:
            continue


def update_seeds() -> list[bytes]:
    """Updates as devices give them."""
    made = [plain_update(), plain_update("长" * 300), *(drawn_update(Drawn(bytes([n, 1]) * 60)) for n in range(1, 40))]
    return [mending.update_body(each) for each in made]


def document(data: bytes) -> None:
    """A document that decodes, whatever it says."""
    payload = drawn_update(Drawn(data))
    made = Document(RECORD, 99)
    try:
        made.merge(payload)
        read_all(made)
    except DamagedDocument:
        return


def document_seeds() -> list[bytes]:
    """Decisions for `drawn_update`."""
    return [bytes((n * step + 1) % 256 for n in range(150)) for step in range(1, 60)]


def version(data: bytes) -> None:
    """The name of a version, as an edit or a command gives it."""
    told = data.decode("utf-8", "surrogateescape")
    made = Document.from_payloads(RECORD, [plain_update()])
    content = made.content_at(told)
    assert content is None or isinstance(content, Content)


def version_seeds() -> list[bytes]:
    """Names as the program spells them."""
    made = Document.from_payloads(RECORD, [plain_update()])
    return [made.version.encode(), b"", b"AAAA", b"//8=", "版本".encode()]


def read_all(document: Document) -> None:
    """Everything a program asks a document, and what must hold of the answers whatever it says."""
    content = document.content()
    assert content.kind in KINDS
    json.dumps([content.title, dict(content.fields), content.tags, content.body], allow_nan=False).encode()
    for told in (document.created(), document.last_commit(), document.trashed_at(), document.clashes()):
        json.dumps(repr(told), ensure_ascii=False).encode()
    storable = (*document.created(), document.last_commit().author, document.last_commit().device, content.title)
    assert all("\0" not in text and text.encode() is not None for text in storable)
    assert len(set(content.tags)) == len(content.tags)
    for commit in document.commits()[:20]:
        document.content_at(commit.version)
    assert document.content_at(document.version) == content
    document.ever_attached()
    again = Document.from_payloads(document.record_id, [document.whole()])
    assert again.content() == content
    assert Document.from_payloads(document.record_id, [document.checkpoint()]).content() == content


# -- texts ------------------------------------------------------------------------------------------------------------


def header(data: bytes) -> None:
    """A file's text with something like a header."""
    text = data.decode("utf-8", "replace").replace("\r", "")
    found, body = frontmatter.parse(text)
    assert len(body) + len(found.text) <= len(text)
    json.dumps(dict(found.values))
    for taken in ((), found.values):
        assert len(found.without(taken)) <= len(found.text)


def header_seeds() -> list[bytes]:
    """Headers with all that YAML has."""
    tags = ("bool", "int", "float", "null", "timestamp", "binary", "set", "omap", "pairs", "seq", "map", "str", "merge")
    made = [f"---\na: !!{tag} {text}\n---\nb" for tag in tags for text in ("", "x", "''", "1", "[1]", "{a: 1}")]
    made += [
        "---\nkind: salon\ntags: [a, b]\nfields:\n  issue_no: 3\n---\n\n正文",
        "---\n? a\n: b\n---\n",
        "---\n---\n",
    ]
    made += ["---\n<<: {a: 1}\na: &x 1\nb: *x\n---\n", "---\n2024-01-01: 1e999\n---\n", "---\n" + "[" * 30 + "\n---\n"]
    return [each.encode() for each in made]


def body(data: bytes) -> None:
    """A body: any characters, or a few pieces of markup many times over."""
    drawn = Drawn(data)
    text = drawn.rest().decode("utf-8", "replace") if drawn.yes() else _pumped(drawn)
    made = markdown.to_html(text, picture=lambda name: f"attachment:{name}", link=lambda title: f"record:{title}")
    for active in ("<script", "<iframe", "javascript:", "<style", "<svg", "<object"):
        assert active not in made.casefold() or active in text.casefold()
    assert not {"<script", "<iframe", "<style", "<svg"} & {each.casefold() for each in made.split()}
    markdown.visible_text(text)
    markdown.wiki_links(text)
    markdown.plain_text(text)
    markdown.plain_text(text, 100)
    excerpt(text)
    title_key(text[:500])
    clean_file_name(text[:2_000])


def body_seeds() -> list[bytes]:
    """Bodies with all that the dialect has."""
    whole = "# 一\n\n- [ ] 二\n  1. 三[^a]\n\n> 四\n\n|a|b|\n|-|-|\n|[[五\\|六]]|七|\n\n"
    whole += "```py\n八\n```\n\n![[图.png|30]]\n\n[^a]: 九\n"
    return [b"\1" + whole.encode(), *(bytes([0, n % 3, n, 1, n * 7 % 256, 2, 3, 255, 255]) for n in range(1, 90))]


_MARKS = (
    *("[", "]", "(", ")", "[[", "]]", "![", "![[", "*", "**", "_", "`", "```", "~~", "~~~", "==", "|", "|-|", "|-|-|"),
    *(
        "\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "- ",
        "-",
        "1. ",
        "> ",
        "# ",
        "#",
        "[^a]",
        "[^a]: ",
        "[ ] ",
        "---",
        "===",
        "<",
        ">",
    ),
    *(
        "&",
        "&lt;",
        "\\",
        "\t",
        ":",
        "http://x",
        "\x1a",
        "工",
        "a",
        "1",
        '"',
        "'",
        "[a]: ",
        '[a]: /x "',
        "](",
        "<a@",
        "=",
        "~",
    ),
)


def _pumped(drawn: Drawn) -> str:
    before, piece, behind = ("".join(drawn.pick(_MARKS) for _each in range(drawn.below(4))) for _part in range(3))
    return before + piece * min(drawn.below(65_536), 12_000 // max(1, len(piece))) + behind


# -- values -----------------------------------------------------------------------------------------------------------


def value(data: bytes) -> None:
    """A value for a field, from a file, a command, a form or another device's document."""
    drawn = Drawn(data)
    kind = drawn.pick(tuple(KINDS.values()))
    declared = drawn.pick(kind.fields)
    told = drawn.value()
    with suppress(AllianceError):
        declared.show(declared.check(told))
    with suppress(AllianceError):
        declared.show(given(declared, told, lambda *_asked: None))
    text = told if isinstance(told, str) else json.dumps(told)
    with suppress(AllianceError):
        declared.show(declared.parse(text))
    with suppress(AllianceError):
        declared.show(from_command(declared, text, lambda *_asked: RECORD))
    with suppress(AllianceError):
        kind.computed(kind.checked({declared.name: told}))


def value_seeds() -> list[bytes]:
    """Decisions for it."""
    return [bytes([n, m, way, (n * 31 + m) % 256, m]) for n in range(8) for m in range(20) for way in range(0, 8, 2)]
