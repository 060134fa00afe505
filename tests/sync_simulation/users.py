"""What users do. A new verb is one function here.

It chooses what it needs with `turn.chance` (and does nothing where there is nothing to do), states what it is about to
change as an `Intent` (the record as the user sees it, and as it is to be), and saves with `turn.save`: then the ledger
knows what the user was told, also where the process dies in the middle, and the laws hold the program to it. Call
`turn.happened()` once it is certain that the verb is really done; the run that covers everything asks for it.
"""

from dataclasses import replace
from datetime import date

from alliance_app.library import Changed
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Attachment, Content, Edit, NewRecord, Value
from tests.sync_simulation.declared import act
from tests.sync_simulation.device import Editor
from tests.sync_simulation.ledger import Intent, Share, content_of
from tests.sync_simulation.seams import Crash, WatchedLibrary
from tests.sync_simulation.turn import Turn

TEXTS = {
    "article": ("source", "author"),
    "salon": ("place", "moderator"),
    "supply_demand": ("what", "spec"),
    "project": ("leader", "confirmed_by"),
}
STAGES = ("proposed", "accepted")
_FIRST_DAY = date(2000, 1, 1).toordinal()

# -- writing ------------------------------------------------------------------------------------------------------


@act("user", 3, core=True)
def add(turn: Turn) -> None:
    """A new draft; half of them are shared at once."""
    kind = turn.chance.pick("kind", sorted(TEXTS))
    title = turn.mark()
    fields: dict[str, Value] = {TEXTS[kind][0]: turn.mark()}
    if kind == "supply_demand":
        fields["amount"] = 7_000_000 + turn.step.number
    new = NewRecord(kind, title, fields, (turn.mark(),), turn.mark())
    saw_nothing = Intent("", "add", "", frozenset(), None, Content(kind, title, fields, new.tags, new.body, ()))
    record = ""

    def do(library: WatchedLibrary) -> Changed:
        nonlocal record
        changed = library.add(new)
        record = changed.only
        return changed

    if turn.save([saw_nothing], do) and record:
        turn.happened(f"{record} {title}")
        if turn.chance.happens("shared at once", 0.6):
            _share(turn, [record])


@act("user", 8)
def share(turn: Turn) -> None:
    """Drafts are given to the alliance."""
    found = turn.records(states=("draft",))
    if found:
        _share(turn, turn.chance.some("which", found, 2))
        turn.happened()


def _share(turn: Turn, records: list[str]) -> None:
    turn.world.ledger.public.update(records)
    try:
        turn.library.share(*records)
    except Crash:
        turn.died()
    else:
        turn.world.ledger.shares += [Share(each, turn.device.number) for each in records]


@act("user", 22, core=True)
def edit(turn: Turn) -> None:
    """A record is changed as it is here now."""
    record = turn.pick_record()
    if record:
        _edit(turn, turn.editor(record), seen=turn.chance.happens("says what it saw", 0.5))


@act("user", 8)
def edit_on(turn: Turn) -> None:
    """A user goes on in an editor that has been open for a while, and has not seen what came since."""
    here = set(turn.records(trashed=None))
    opened = [editor for record, editor in turn.device.editors.items() if record in here]
    if opened:
        _edit(turn, turn.chance.pick("editor", opened), seen=True)


@act("user", 3)
def look(turn: Turn) -> None:
    """A record is opened, and stays open."""
    record = turn.pick_record()
    if record:
        turn.device.editors[record] = turn.editor(record)
        turn.happened(record)


@act("user", 2)
def write_all(turn: Turn) -> None:
    """Several records are changed in one go."""
    found = turn.records()
    if len(found) > 1:
        editors = [turn.editor(record) for record in turn.chance.some("which", found, 3)]
        pairs = [_changed(turn, editor, seen=False, parts=1) for editor in editors]
        intents = [turn.intent(editor, "edit", after) for editor, (_edit, after) in zip(editors, pairs, strict=True)]
        turn.save(intents, lambda library: library.write_all([edit for edit, _after in pairs]))
        turn.happened(" ".join(editor.record for editor in editors))


def _edit(turn: Turn, editor: Editor, *, seen: bool) -> None:
    edit, after = _changed(turn, editor, seen=seen, parts=1 + turn.chance.below("parts", 3))
    try:
        turn.save([turn.intent(editor, "edit", after)], lambda library: library.write(edit))
    except AllianceError as error:
        turn.refused(error, "RecordInTrash")
    else:
        turn.happened(f"{editor.record} {_shown(edit)}")


def _changed(turn: Turn, editor: Editor, *, seen: bool, parts: int) -> tuple[Edit, Content]:
    """An edit of some parts of a record, and what its writer expects to see afterwards."""
    edit = Edit(editor.record, seen=editor.version if seen else None)
    after = editor.content
    for part in turn.chance.some("which parts", ("title", "body", "field", "title", "body", "tags"), parts):
        if part == "title":
            after = replace(after, title=turn.mark())
            edit = replace(edit, title=after.title)
        elif part == "body":
            after = replace(after, body=_body(turn, after.body))
            edit = replace(edit, body=after.body)
        elif part == "field":
            fields, shown = _field(turn, after)
            edit = replace(edit, fields={**edit.fields, **fields})
            after = replace(after, fields=shown)
        else:
            after = replace(after, tags=_tags(turn, after.tags))
            edit = replace(edit, tags=after.tags)
    return edit, after


def _body(turn: Turn, body: str) -> str:
    """Something is written in, or a piece is cut out, or both."""
    how = turn.chance.roll("how")
    if how < 0.4 and body:
        start = turn.chance.below("cut", len(body))
        body = body[:start] + body[start + 1 + turn.chance.below("length", 4) :]
    if how > 0.2 or not body:
        place = turn.chance.below("place", len(body) + 1)
        body = body[:place] + turn.mark() + body[place:]
    return body


def _field(turn: Turn, content: Content) -> tuple[dict[str, Value], dict[str, Value]]:
    """A field's new value, and all fields afterwards."""
    fields = dict(content.fields)
    if content.kind == "project" and turn.chance.happens("a row", 0.5):
        row = turn.chance.pick("row", STAGES)
        days = _FIRST_DAY + turn.step.number * 2 + bool(turn.outer)
        cells = {"on": date.fromordinal(days).isoformat()} if turn.chance.happens("filled", 0.8) else None
        rows = {**fields.get("stage_dates", {}), row: cells}
        fields["stage_dates"] = {name: each for name, each in rows.items() if each is not None}
        return {"stage_dates": {row: cells}}, fields
    name = turn.chance.pick("field", TEXTS[content.kind])
    value = turn.mark() if turn.chance.happens("filled", 0.8) else None
    fields[name] = value
    changed: dict[str, Value] = {name: value}
    if content.kind == "supply_demand":
        changed["amount"] = 7_000_000 + turn.step.number
    return changed, fields


def _tags(turn: Turn, tags: tuple[str, ...]) -> tuple[str, ...]:
    kept = [tag for tag in tags if turn.chance.happens("kept", 0.7)]
    return tuple(sorted([*kept, turn.mark()]))


# -- attachments --------------------------------------------------------------------------------------------------


@act("user", 4)
def attach(turn: Turn) -> None:
    """A file is attached; now and then one that another user attaches as well."""
    record = turn.pick_record()
    if record:
        editor = turn.editor(record)
        text = turn.chance.pick("text", ("同一个附件", turn.mark(), turn.mark(), turn.mark()))
        file = turn.library.keep_bytes(f"{text}.txt", text.encode() * 20)
        after = _with_files(editor.content, (*editor.content.attachments, file))
        turn.save([turn.intent(editor, "edit", after)], lambda library: library.write(Edit(record, attach=(file,))))
        turn.happened(f"{record} {file.sha256[:8]}")


@act("user", 6)
def detach(turn: Turn) -> None:
    """An attachment is taken off."""
    attached = [record for record in turn.records() if turn.library.read(record).attachments]
    if attached:
        record = turn.chance.pick("record", attached)
        editor = turn.editor(record)
        if editor.content.attachments:
            file = turn.chance.pick("file", editor.content.attachments)
            left = tuple(each for each in editor.content.attachments if each.sha256 != file.sha256)
            edit = Edit(record, detach=(file.sha256,))
            turn.save(
                [turn.intent(editor, "edit", _with_files(editor.content, left))], lambda library: library.write(edit)
            )
            turn.happened(f"{record} {file.sha256[:8]}")


def _with_files(content: Content, files: tuple[Attachment, ...]) -> Content:
    return replace(content, attachments=tuple({each.sha256: each for each in files}.values()))


# -- trash and history --------------------------------------------------------------------------------------------


@act("user", 5)
def delete(turn: Turn) -> None:
    """A record goes into the trash."""
    record = turn.pick_record()
    if record:
        turn.save([turn.intent(turn.editor(record), "delete")], lambda library: library.delete(record))
        turn.happened(record)


@act("user", 6)
def restore(turn: Turn) -> None:
    """And comes back."""
    record = turn.pick_record(trashed=True)
    if record:
        turn.save([turn.intent(turn.editor(record), "restore")], lambda library: library.restore(record))
        turn.happened(record)


@act("user", 2)
def revert(turn: Turn) -> None:
    """A record is to say again what it said before."""
    record = turn.pick_record(trashed=None)
    if record:
        editor = turn.editor(record)
        ops = [op for op in turn.world.ledger.of(record) if op.number in editor.known]
        if ops:
            op = turn.chance.pick("op", ops)
            past = turn.library.content_at(record, op.version)
            turn.save([turn.intent(editor, "revert", past)], lambda library: library.revert(record, op.version))
            turn.happened(f"{record} to what it was after op {op.number}")


@act("user", 10)
def decide(turn: Turn) -> None:
    """A clash is settled: with one of what is there, or with something else."""
    clashing = [record for record in turn.records() if turn.library.clashes(record)]
    if clashing:
        record = turn.chance.pick("record", clashing)
        clash = turn.chance.pick("clash", turn.library.clashes(record))
        values = [value for _author, value in clash.choices if not (value is None and clash.name == "title")]
        value = turn.chance.pick("value", values)
        if "/" not in clash.name and turn.chance.happens("another value", 0.3):
            value = turn.mark()
        editor = turn.editor(record)
        if clash.name == "body":
            after = replace(editor.content, body=clash.put(value, editor.content.body))
            intent = turn.intent(editor, "decide", after)
        else:
            intent = replace(turn.intent(editor, "decide"), writes={clash.name: value})
        turn.save([intent], lambda library: library.decide(record, clash.name, value, shown=clash))
        turn.happened(f"{record} {clash.name}={value}")


@act("user", 3)
def adopt(turn: Turn) -> None:
    """A record written out on another device is taken in here, with its history: as a draft, or shared."""
    other = turn.chance.pick("other", turn.world.devices)
    here = set(turn.records(trashed=None))
    with other.library.reading() as connection:
        theirs = {row[0] for row in connection.exec_driver_sql("SELECT id FROM records").all()}
    found = [each for each in turn.world.ledger.records() if each in theirs - here]
    if not found:
        return
    record = turn.chance.pick("record", found)
    shared = turn.chance.happens("shared", 0.5)
    if shared:
        turn.world.ledger.public.add(record)
    _take_files(turn, content_of(other.library.read(record)), other.library)
    try:
        turn.library.adopt({record: other.library.history_of(record)}, {}, shared=(record,) if shared else ())
    except Crash:
        turn.died()
        return
    except AllianceError as error:
        turn.refused(error, "RecordErased", "RecordExists")
        return
    turn.device.synced()
    if shared:
        turn.world.ledger.shares.append(Share(record, turn.device.number))
    turn.happened(f"{record} from device {other.number}, {'shared' if shared else 'as a draft'}")


def _take_files(turn: Turn, content: Content, source: WatchedLibrary) -> None:
    for each in content.attachments:
        path = source.blob(each.sha256)
        if path is not None:
            turn.library.keep_bytes(each.name, path.read_bytes())


def _shown(edit: Edit) -> str:
    parts = {"title": edit.title, "body": edit.body, "tags": edit.tags, **edit.fields}
    told = " ".join(f"{name}={value}" for name, value in parts.items() if value is not None)
    return f"{told}{' (seen)' if edit.seen else ''}"
