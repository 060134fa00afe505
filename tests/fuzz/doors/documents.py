"""Record documents that decode and say anything: drawn from bytes, made with the engine itself."""

import json
from collections.abc import Callable
from typing import Any

import loro

from alliance_app.records.kinds import KINDS
from alliance_app.records.tables import Sheet
from tests.fuzz.drawing import Drawn, nested

_MADE_AT = "2026-01-01T00:00:00Z"
_META = ("title", "kind", "created_at", "created_by", "restored_at")
_FILE = ("name", "size", "type", "at")


def drawn_update(drawn: Drawn) -> bytes:
    """An update of a record's document, by up to three writers who may not have seen each other."""
    first = _begun(drawn)
    lines = [first]
    for _line in range(drawn.below(3)):
        lines.append(first.fork())
        lines[-1].peer_id = drawn.below(65_536) + 1
    for _change in range(drawn.below(8)):
        line, other = drawn.pick(lines), drawn.pick(lines)
        if line is not other and drawn.below(4) == 3:
            _quietly(_take_in, line, other)
        for _op in range(1 + drawn.below(4)):
            _quietly(_write, line, drawn)
        _commit(line, drawn)
    for line in lines[1:]:
        _quietly(_take_in, first, line)
    if drawn.below(16) == 15:
        return first.export(
            drawn.pick((loro.ExportMode.Snapshot(), loro.ExportMode.ShallowSnapshot(first.oplog_frontiers)))
        )
    return first.export(loro.ExportMode.Updates(loro.VersionVector()))


def plain_update(body: str = "绿色低碳改善") -> bytes:
    """An update as a device gives it."""
    doc = loro.LoroDoc()
    doc.peer_id = 5
    meta, fields = doc.get_map("meta"), doc.get_map("fields")
    for key, value in {
        "kind": "salon",
        "title": "第 18 期沙龙",
        "created_at": _MADE_AT,
        "created_by": "李主席",
    }.items():
        meta.insert(key, value)
    fields.insert("starts_at", "2026-03-18T14:30")
    fields.insert("decisions", [{"no": 1, "what": "先立基线"}])
    doc.get_map("tags").insert("节能", "2026")
    doc.get_map("files").insert("a" * 64, {"name": "照片.png", "size": 5, "type": "image/png", "at": _MADE_AT})
    doc.get_text("body").insert(0, body)
    doc.commit_with(None, 1_767_225_600, None, '{"a": "李主席", "d": "办公室", "w": "add"}')
    return doc.export(loro.ExportMode.Updates(loro.VersionVector()))


def _take_in(doc: loro.LoroDoc, other: loro.LoroDoc) -> None:
    doc.import_(other.export(loro.ExportMode.Updates(doc.oplog_vv)))


def _begun(drawn: Drawn) -> loro.LoroDoc:
    doc = loro.LoroDoc()
    doc.set_change_merge_interval(0)
    doc.peer_id = 7
    if not drawn.yes():
        doc.import_(plain_update())
    doc.get_map("meta").insert("kind", drawn.pick((*KINDS, "nonsense")))
    return doc


def _write(doc: loro.LoroDoc, drawn: Drawn) -> None:
    """One change to one of the document's parts, or to one it should not have."""
    root = drawn.pick(
        ("fields", "meta", "tags", "files", "trash", "body", "body", "body", "settled", "mended", "elsewhere")
    )
    if root == "body":
        _write_text(doc, drawn)
        return
    stored = doc.get_map(root)
    if drawn.below(8) == 7:
        inner = stored.insert_container(
            _key(root, drawn), drawn.pick((loro.LoroText(), loro.LoroMap(), loro.LoroList()))
        )
        _quietly(inner.insert, 0 if drawn.yes() else drawn.text(), drawn.text())
        return
    for _repeat in range(drawn.pick((1, 1, 1, 1, 1, 3, 300))):
        stored.insert(_key(root, drawn), _value(root, drawn))


def _write_text(doc: loro.LoroDoc, drawn: Drawn) -> None:
    body = doc.get_text("body")
    length = len(str(body))
    at = drawn.below(length + 1)
    if drawn.yes() and length > at:
        body.delete(at, 1 + drawn.below(length - at))
    body.insert(min(at, len(str(body))), drawn.text())


def _key(root: str, drawn: Drawn) -> str:
    """A key that is declared, or one that nobody would choose."""
    if root == "meta":
        return drawn.pick((*_META, drawn.text()))
    if root == "fields":
        if drawn.yes():
            return drawn.pick(("place", "issue_no", "decisions"))  # so that two writers meet at one
        declared = drawn.pick(drawn.pick(tuple(KINDS.values())).fields)
        row = f"/{drawn.pick((*(getattr(declared, 'rows', None) or ('row',)), drawn.text()))}"
        return declared.name + (row if isinstance(declared, Sheet) else "")
    if root == "files":
        return drawn.pick(("a" * 64, f"{drawn.below(256):064x}", drawn.text()))
    if root == "trash":
        return drawn.pick(("7", str(2**64 - 1), str(2**64), "9" * 20, "٧", drawn.text()))
    return drawn.text()


def _value(root: str, drawn: Drawn) -> Any:
    if root == "files" and drawn.yes():
        return {name: drawn.value(3) for name in _FILE if drawn.yes()}
    if root == "trash" and drawn.yes():
        return {"at": drawn.value(3), "seen": drawn.pick((_seen(drawn), drawn.value(3)))}
    if root in {"settled", "mended"} and drawn.yes():
        return {name: drawn.pick((_ids(drawn), drawn.value(3))) for name in ("ops", "kept", "gone")}
    return drawn.value()


def _ids(drawn: Drawn) -> list[Any]:
    """Operations as a decision or a mending notes them."""
    starts = [drawn.pick((0, 1, 7, 20, -1, 2**31)) for _each in range(drawn.below(4))]
    return [[drawn.pick(("7", "5", str(drawn.below(65_536)), 7)), start, start + drawn.below(30)] for start in starts]


def _seen(drawn: Drawn) -> str:
    """A version as a deleter notes it."""
    import base64

    vector = loro.VersionVector()
    for _peer in range(drawn.below(4)):
        last = loro.ID(drawn.pick((7, 5, 1, 2**64 - 1)), drawn.pick((0, 1, 9, 2**31 - 2)))
        _quietly(vector.set_end, last)
    return base64.b64encode(drawn.pick((vector.encode(), drawn.raw(40)))).decode()


def _commit(doc: loro.LoroDoc, drawn: Drawn) -> None:
    at = drawn.pick((1_767_225_600, 0, -1, 2**40, -(2**40), 2**62, -(2**62), None))
    told = {"a": drawn.text(), "d": drawn.text(), "w": drawn.pick(("edit", "mend", "decide", drawn.text()))}
    message = drawn.pick(
        (json.dumps(told), drawn.text(), json.dumps(drawn.value()), json.dumps(nested(900)), "[" * 50_000)
    )
    _quietly(doc.commit_with, None, at, None, message)


def _quietly(act: Callable[..., object], *told: Any) -> None:
    """What the engine itself refuses to make is no input."""
    try:
        act(*told)
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 - the engine's own errors derive from it
        return
