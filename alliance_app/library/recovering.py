"""The start after one that did not end well: what was being written, and what the library had not got of it yet."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alliance_app.library import sitting
from alliance_app.library.errors import LibraryError, UnknownRecord
from alliance_app.library.sitting import Place
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Edit, Record

if TYPE_CHECKING:
    from alliance_app.library.library import Library


@dataclass(frozen=True, slots=True)
class Recovered:
    """A record that was being written when a window ended without being closed, as the library has it now.

    `saved_at`: through when it is saved, ISO in UTC; None when nothing of that sitting is known to be. `brought_back`:
    words the library had not got were put in just now. `refused`: why words could not be put in; the note is kept then.
    """

    record: Record
    saved_at: str | None
    brought_back: bool = False
    refused: str = ""
    place: Place = field(default_factory=Place)


def recover(library: "Library") -> tuple[Recovered, ...]:
    """What windows on this library left behind, and put in what they had noted but not saved: each step once.

    A record that was erased since is passed over. Asked again, it tells only what was refused: nothing is told twice.
    """
    told = []
    _forget_steps(library)
    with sitting.left_behind(library.folder) as found:
        for left in found:
            noted = left.sitting
            if noted is None or noted.device_id != library.identity.device_id:
                left.forget()  # torn, or of the library this one is a copy of
                continue
            try:
                brought_back, refused = _put_in(library, noted.unsaved), ""
            except LibraryError as error:  # a full disk: the words stay in the note until there is room
                brought_back, refused = False, str(error)
            try:
                record = library.read(noted.record_id)
            except UnknownRecord:
                left.forget()
                continue
            told.append(Recovered(record, noted.saved_at, brought_back, refused, noted.place))
            if not refused:
                left.forget()
    return tuple(told)


def _forget_steps(library: "Library") -> None:
    """Take away how far sittings had come that are over: those without a note."""
    tokens = sitting.tokens(library.folder)
    for key in library.recall_all("sitting/"):
        if key.split("/")[1] not in tokens:
            library.remember(key, None)


def _put_in(library: "Library", unsaved: tuple[Edit, ...]) -> bool:
    """Make the edits the library has not got, in order. What cannot be made for what it says is left out."""
    put_in = False
    versions: dict[str, str] = {}
    for edit in unsaved:
        if edit.step is None:
            continue
        done, version = sitting.steps_in(library.recall(sitting.step_key(edit.step.sitting, edit.record_id)))
        if edit.step.number in done:
            versions[edit.record_id] = version
            continue
        try:
            changed = library.write(replace(edit, seen=versions.get(edit.record_id, edit.seen)))
        except UnknownRecord:
            continue
        except LibraryError:
            raise
        except AllianceError:
            continue  # a value that is none: it was refused in the window, too
        put_in = True
        versions[edit.record_id] = changed.versions[edit.record_id]
    return put_in
