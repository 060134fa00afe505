"""One step of a schedule as its act sees it: the device, the chances, the ledger; and saving as a user does it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from alliance_app.library import Changed
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Content
from tests.sync_simulation import laws
from tests.sync_simulation.chance import Chance
from tests.sync_simulation.device import Editor
from tests.sync_simulation.folder import View
from tests.sync_simulation.laws import Violation
from tests.sync_simulation.ledger import MARKS_A_STEP, Intent, content_of, mark
from tests.sync_simulation.schedule import Step
from tests.sync_simulation.seams import Crash, WatchedLibrary

if TYPE_CHECKING:
    from tests.sync_simulation.device import Device
    from tests.sync_simulation.world import World

Do = Callable[[WatchedLibrary], Changed]


class Turn:
    """A step being played by a device. `outer`: the sync in whose middle it happens."""

    def __init__(
        self, world: "World", step: Step, device: "Device", chance: Chance, *, outer: "Turn | None" = None
    ) -> None:
        self.world = world
        self.step = step
        self.device = device
        self.chance = chance
        self.outer = outer
        self.act = step.act
        self.acted = self.disturbed = False
        self.library = chance.pick("opening", device.openings)
        self._marks = 0

    @property
    def view(self) -> View:
        return self.device.view

    def happened(self, detail: object = "") -> None:
        """The act was not in vain: it counts, and the log tells it."""
        self.acted = True
        self.world.seen[self.act] += 1
        self.world.tell(f"{self.step.number:3} {self._who()}: {self.act} {detail}")

    def mark(self) -> str:
        """A text that occurs nowhere else."""
        nested = MARKS_A_STEP // 2 if self.outer else 0
        self._marks += 1
        return mark(self.step.number * MARKS_A_STEP + nested + self._marks - 1)

    def pick_file(self, names: Iterable[str]) -> str | None:
        """One of these files of the place, by the order in which they came to it."""
        files = self.world.store.files | self.world.store.removed
        there = sorted((files[name].number, name) for name in names if name in files)
        return self.chance.pick("file", there)[1] if there else None

    # -- records ----------------------------------------------------------------------------------------------------

    def records(self, *, trashed: bool | None = False, states: Collection[str] = ("draft", "shared")) -> list[str]:
        """The records of this library, in the order of their making."""
        with self.library.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, state, trashed_at IS NOT NULL FROM records").all()
        here = {row[0] for row in rows if row[1] in states and trashed in (None, bool(row[2]))}
        return [record for record in self.world.ledger.records() if record in here]

    def pick_record(self, *, trashed: bool | None = False, states: Collection[str] = ("draft", "shared")) -> str | None:
        """One of them."""
        found = self.records(trashed=trashed, states=states)
        if not found:
            return None
        # everybody likes to work on the same one
        return found[0] if self.chance.happens("the first", 0.4) else self.chance.pick("record", found)

    def known(self, record: str) -> frozenset[int]:
        """The ops of a record that this library has."""
        return self.device.knows(record, {op.number: op.version for op in self.world.ledger.of(record)})

    def editor(self, record: str) -> Editor:
        """The record as it is here now."""
        found = self.library.read(record)
        return Editor(record, found.version, content_of(found), self.known(record))

    # -- saving -----------------------------------------------------------------------------------------------------

    def save(self, intents: Sequence[Intent], do: Do) -> bool:
        """Do what a user wants, and note what was told to be saved. Whether it was, after a crash or without one."""
        before = self._versions()
        try:
            changed = do(self.library)
        except Crash:
            self.died()
            return self._found_after_crash(intents, before)
        for each in intents:
            record = each.record or changed.only
            version = changed.versions.get(record) or self.library.read(record).version
            self._keep(each, record, version, changed=version != each.base, sure=True)
        return True

    def _found_after_crash(self, intents: Sequence[Intent], before: dict[str, str]) -> bool:
        landed = False
        versions = self._versions()
        for each in intents:
            record = each.record or self._called(each.after.title)
            if record in versions:  # one that was out of sight still is
                version = versions[record]
                changed = version != before.get(record)
                landed = landed or changed
                self._keep(each, record, version, changed=changed, sure=not each.record)
        return landed

    def _versions(self) -> dict[str, str]:
        with self.library.reading() as connection:
            return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, version FROM records").all()}

    def _called(self, title: str) -> str | None:
        with self.library.reading() as connection:
            found = connection.exec_driver_sql("SELECT id FROM records WHERE title = ?", (title,)).first()
        return None if found is None else str(found[0])

    def _keep(self, intent: Intent, record: str, version: str, *, changed: bool, sure: bool) -> None:
        if changed:
            op = self.world.ledger.keep(intent, record, self.device.number, version, sure=sure)
            self.device.learnt(record, op.number)
            if sure:  # after a crash the editor is closed
                self._open(intent, record, op.version, intent.known | {op.number})

    def _open(self, intent: Intent, record: str, version: str, known: frozenset[int]) -> None:
        """The user sees what was just saved: the next edit from this editor goes on from there."""
        if intent.what in ("add", "edit"):
            self.device.editors[record] = Editor(record, version, intent.after, known)

    def died(self) -> None:
        """The process has died; another takes its place. What was told to be saved must be there."""
        self.acted = True
        self.world.seen["crash"] += 1
        self.world.tell(f"    {self._who()} dies")
        self.library = self.device.replace(self.library)
        laws.after_crash(self)

    def refused(self, error: AllianceError, *expected: str) -> None:
        """The program would not do it. Only what is expected may be refused."""
        if type(error).__name__ not in expected:
            raise Violation("errors", f"{self.step.act}: {type(error).__name__}: {error}") from error

    def intent(self, editor: Editor, what: str, after: Content | None = None) -> Intent:
        """A change of a record as it is in an editor."""
        base, content = editor.version, editor.content
        return Intent(editor.record, what, base, editor.known, content, after or content)

    def _who(self) -> str:
        return f"device {self.device.number}"
