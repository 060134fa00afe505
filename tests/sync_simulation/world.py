"""A world: devices, their users, the place between them, and a schedule that is played in it."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.sync import Exchange, Pending, SyncReport, remembered_place
from alliance_app.sync.claims import entry_of
from alliance_app.sync.packing import packed
from alliance_app.sync.segments import OPEN, Seal, Segment, SegmentName, compose, plain
from tests.sync_simulation import ending, laws, traces
from tests.sync_simulation.beginning import Beginning, Cradle
from tests.sync_simulation.chance import Chance
from tests.sync_simulation.climate import Climate, delay
from tests.sync_simulation.declared import ACTS, STAGES, Trouble
from tests.sync_simulation.device import Device
from tests.sync_simulation.folder import Armed, Store, View
from tests.sync_simulation.guard import Guard
from tests.sync_simulation.laws import Violation
from tests.sync_simulation.ledger import Ledger
from tests.sync_simulation.numbering import Numbering
from tests.sync_simulation.schedule import Schedule, Step
from tests.sync_simulation.seams import Crash, Numbers, held
from tests.sync_simulation.turn import Turn
from tests.sync_simulation.weather import CARD

_BEGINNING = 1_767_225_600  # the first of January 2026
_DAY = 24 * 3600
_PAUSES = (0, 0, 0, 0, 1, 1, 2, 45, 700, _DAY)
_MOST_ROUNDS = 8
_COMMITS, _CALLS = 5, 25  # of a sync
_EXCHANGES = ("sync", "pull", "push", "sync_cancelled")
_RENEWALS = ("remove_member", "renew_key", "name_steward")
_MEANWHILE = ("add", "edit", "edit", "edit_on", "attach", "delete", "share", "sync")


class World:
    """What a schedule is played in. `tell` hears every step; `seen` counts what has really happened."""

    def __init__(self, schedule: Schedule, cradle: Cradle, tell: Callable[[str], None] | None = None) -> None:
        self.schedule = schedule
        self.seen: Counter[str] = Counter()
        self.ledger = Ledger()
        self.numbering = Numbering()
        self.climate = Climate(schedule.seed, protected=schedule.protected)
        self.guard = Guard(self, protected=schedule.protected)
        self.place = cradle.place
        self.alliance = ""
        self._cradle = cradle
        self._tell = tell
        self._time = _BEGINNING
        self._current: Device | None = None
        self._numbers = Numbers()
        self.store = Store(lambda: self._time, cloud=self.climate.cloud)
        self.store.hears = self._heard
        self.store.forgets = self.numbering.forget
        self.devices: list[Device] = []

    # -- playing ----------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """The whole schedule, and the laws about its end. Raises Violation."""
        with held(self._clock, self._numbers, self.climate.fewest):
            try:
                self._begin()
                for step in self.steps:
                    self.turn(step)
                self._heal()
                ending.check(self)
                traces.check(self)
                self.numbering.were_renewed(self.members)
            finally:
                for device in self.devices:
                    device.close()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are told, else drawn."""
        schedule = self.schedule
        return self.climate.steps(schedule.steps, schedule.devices) if schedule.kept is None else schedule.kept

    def turn(self, step: Step) -> None:
        """Play one step."""
        device, act = self.devices[step.who % len(self.devices)], ACTS[step.act]
        if device.away and act.cast == "user":
            device.away -= 1
            return
        chance = Chance(self.schedule.seed, step.number)
        self._numbers.begin(self.schedule.seed, step.number)
        self.pass_time(chance.pick("pause", _PAUSES))
        self._current = device
        self._play(Turn(self, step, device, chance))

    def _play(self, turn: Turn) -> None:
        library = turn.library
        if turn.outer is None and turn.device.deaths < 2:
            self._light(turn, long=turn.step.act in (*_EXCHANGES, *_RENEWALS))
        act = ACTS[turn.step.act]
        try:
            act.do(turn)
            if act.cast == "user" and act.name not in _EXCHANGES and not turn.acted:
                turn.act = "edit"  # there was nothing to be done so
                ACTS["edit"].do(turn)
        except Crash:
            turn.died()
        library.fuse.put_out()

    @staticmethod
    def _light(turn: Turn, *, long: bool) -> None:
        """Perhaps the process is to die in this act: of a long one, at any of its steps."""
        chance = turn.chance
        if chance.happens("crash", 0.25 if long else 0.06):
            commits = not long or chance.happens("crash at a commit", 0.7)
            at = 1 + chance.below("crash at", 1 if not long else _COMMITS if commits else _CALLS)
            turn.library.fuse.light(at, late=chance.happens("crash late", 0.5), commits=commits)

    def meanwhile(self, outer: Turn) -> None:
        """Something else happens in the middle of a sync: another device's, or by another process on this one."""
        outer.disturbed = True
        current = self._current
        chance = Chance(self.schedule.seed, outer.step.number, "meanwhile")
        device = chance.pick("device", self.devices)
        self._current = device
        step = Step(outer.step.number, chance.pick("act", _MEANWHILE), device.number)
        self._play(Turn(self, step, device, chance, outer=outer))
        self._current = current

    def _heal(self) -> None:
        """Everything arrives, everybody syncs, until nothing moves. Raises Violation."""
        self.tell("--- all is well from here on")
        for each in self.devices:
            if each.removed:
                self.ledger.leave(each.number)
        if self.ledger.erasings or any(name.startswith("blobs/") for name in self.store.lost):
            self.pass_time(2 * _DAY)  # attachments that were lost, or came back, are looked for once a day
        seen: dict[int, int] = {}
        waiting: dict[int, list[str]] = {}
        for number in range(_MOST_ROUNDS):
            behind = [each for each in self.members if seen.get(each.number) != self.store.puts]
            if not behind:
                break
            for device in behind:
                report = self._calm_sync(device, number)
                seen[device.number] = self.store.puts
                waiting[device.number] = [str(each) for each in report.pending if not self._is_foreign(each)]
        else:
            raise Violation("quiet", f"still something to give after {_MOST_ROUNDS} rounds")
        if any(waiting.values()):
            raise Violation("pending", f"nothing is on its way any more, and this is waited for: {waiting}")
        self._nothing_moves()
        self._removed_are_refused()

    def _is_foreign(self, pending: Pending) -> bool:
        """Whether it is rightly waited for in vain: of somebody who is no member, or no longer."""
        return pending.device_id in self.guard.foreign() or self.guard.is_forged(pending.name)

    def _removed_are_refused(self) -> None:
        """Whoever was removed goes on trying, and is told so. Raises Violation."""
        for device in self.devices:
            if device.removed:
                try:
                    self._calm_sync(device, _MOST_ROUNDS)
                except Violation as violation:
                    if not self.guard.may_refuse(device, violation.__cause__):
                        raise
                else:
                    raise Violation("removed", f"device {device.number} was removed, and syncs")
                self.guard.holds_no_newer_key(device)

    def _nothing_moves(self) -> None:
        """In some schedules: one more sync of everybody does nothing. Raises Violation."""
        if self.climate.one_more_round:
            for device in self.members:
                report = self._calm_sync(device, _MOST_ROUNDS)
                if report.pushed or report.pulled or report.files_in or report.files_out or report.renewed:
                    raise Violation("quiet", f"device {device.number} had everything, and still: {report}")

    def _calm_sync(self, device: Device, number: int) -> SyncReport:
        self._current = device
        self._numbers.begin(self.schedule.seed, "calm", number, device.number)
        step = Step(len(self.steps) + number, "sync", device.number)
        turn = Turn(self, step, device, Chance(self.schedule.seed, "calm", number, device.number))
        device.view.heal()
        device.view.begin(turn.library.fuse, ())
        then = self.ledger.moment()
        try:
            report = self.guard.let_in(device, device.exchange(turn.library, self.place), Exchange.sync)
        except AllianceError as error:
            if not device.removed and self.guard.may_refuse(device, error):
                return SyncReport()  # what it lacks is put there again by another one
            raise Violation("errors", f"{type(error).__name__} though nothing was wrong: {error}") from error
        self.tell(f"    device {device.number}: {report}")
        device.synced()
        device.ids.add(device.id)
        laws.pending_is_told(turn, report, device.view.told)
        laws.gave(turn, report, then)
        return report

    # -- the folder -------------------------------------------------------------------------------------------------

    def carry(self, view: View, chance: Chance) -> None:
        """The time before an action: what stood in the way may be over, and the sync program makes a round."""
        if view.gone:
            view.gone = not chance.happens("back", 0.6)
        view.bare = {prefix for prefix in sorted(view.bare) if not chance.happens("filled again", 0.5)}
        view.stale = view.stale and not chance.happens("fresh", 0.3)
        if not view.gone:
            view.carry(lambda kept: self.climate.arrival(kept, chance), chance)

    def troubles(self, turn: Turn) -> list[Armed]:
        """What strikes in this sync, and when."""
        chosen = self.climate.troubles(turn.chance)
        alone = turn.outer is None and not turn.library.fuse.lit and turn.step.act not in _RENEWALS
        if alone and self.climate.strikes(turn.chance, "meanwhile", 0.12):
            # a name that is not flushed yet must not have been seen by others when the power goes
            chosen = [each for each in chosen if each.name != "power_cut"]
            chosen.append(Trouble("meanwhile", STAGES, 0, lambda _view, _name, _chance: self.meanwhile(turn)))
        place = (self.schedule.seed, turn.step.number, turn.outer is not None)
        return [Armed(each, delay(turn.chance, each), Chance(*place, each.name)) for each in chosen]

    def joins(self, device: Device) -> bool:
        """Whether this device has joined, or its user sees that there is something to join."""
        return remembered_place(device.library) is not None or CARD in device.view.names("")

    def answered_for(self) -> list[str]:
        """The files of the place that somebody will write again when they are lost."""
        shared = ((device, each.sha256) for device in self.members for each in device.library.shared_blobs())
        blobs = {path for device, sha256 in shared for path in self.guard.blob_paths(device.library, sha256)}
        writers: dict[str, list[Device]] = {}
        for device in self.members:
            writers.setdefault(device.id, []).append(device)
        return [name for name in self.store.files if self._is_answered_for(name, blobs, writers)]

    def _is_answered_for(self, name: str, blobs: set[str], writers: dict[str, list[Device]]) -> bool:
        top, _slash, last = name.rpartition("/")
        segment = SegmentName.read(last)
        device_id = top.rpartition("/")[2]
        here = writers.get(device_id, [])
        if segment is None:
            return name in blobs or self._is_card(last, here) or top == "keys"
        if len(here) != 1 or device_id in self.numbering.doubled:
            return False
        made = self._remade(here[0].library, device_id, segment)
        return made is not None and compose(made, self.guard.seal(here[0].library))[0] == segment

    def _is_card(self, name: str, writers: list[Device]) -> bool:
        return name == "device.json" or any(name == self.guard.card_name(each.library) for each in writers)

    def _remade(self, library: Library, device_id: str, name: SegmentName) -> Segment | None:
        """What a device would write for the numbers in this name."""
        if name.pack:
            return packed(library, self.alliance, device_id, name.first, name.last)
        entries = tuple(map(entry_of, library.outgoing(name.first - 1, name.count)))
        return plain(self.alliance, device_id, name.first, entries) if entries else None

    def owes(self, device_id: str) -> bool:
        """Whether the place has lost a file that this device has not written again yet."""
        return any(f"devices/{device_id}/" in name for name in self.store.lost)

    @property
    def members(self) -> list[Device]:
        """All devices but those that were removed from a protected alliance."""
        return [device for device in self.devices if not device.removed]

    def seal(self) -> Seal:
        """What opens the segments that are being put now."""
        return self.guard.seal(self._current.library) if self._current else OPEN

    # -- devices ----------------------------------------------------------------------------------------------------

    def clone(self, device: Device, *, noticed: bool) -> Device:
        """A copy of a device, with a view of its own."""
        number = len(self.devices)
        folder = self._cradle.empty(number)
        clone = device.copied_to(folder, number, self._view(number), noticed=noticed)
        clone.view.copies = dict(device.view.copies)
        self.devices.append(clone)
        return clone

    def _begin(self) -> None:
        """The devices arrive; in most schedules they know each other already."""
        seasoned = self._cradle.seasoned(protected=self.guard.protected) if self.climate.seasoned else None
        if seasoned:
            seasoned.into(self.store, self.ledger)
            self.alliance = seasoned.alliance
        for number in range(self.schedule.devices):
            self._numbers.begin(self.schedule.seed, "device", number)
            folder = self._laid(number, seasoned)
            self._arrive(Device(number, folder, self._view(number)))
        if not seasoned:
            self._current = first = self.devices[0]
            self._numbers.begin(self.schedule.seed, "founding")
            self.alliance = first.exchange(first.library, self.place).join(passphrase=self.guard.word).alliance

    def _laid(self, number: int, seasoned: Beginning | None) -> Path:
        if seasoned is None:
            return self._cradle.lay(number)
        return self._cradle.lay(number, seasoned.libraries[number], seasoned.secrets[number])

    def _arrive(self, device: Device) -> None:
        device.view.copies = {kept.name: kept.content for kept in self.store.files.values()}
        device.skew = self.climate.skew(device.number)
        self.seen["clock_skew"] += bool(device.skew)
        self.devices.append(device)

    def _view(self, number: int) -> View:
        view = View(self.store, number)
        view.backwards = self.climate.backwards(number)
        view.heard = self._count
        view.tell = self._tell
        view.clock = self._file_time
        return view

    def _count(self, what: str) -> None:
        self.seen[what] += 1

    # -- time -------------------------------------------------------------------------------------------------------

    def pass_time(self, seconds: int) -> None:
        """Time goes on for everybody."""
        self._time += seconds

    def _clock(self) -> datetime:
        return datetime.fromtimestamp(self._time + (self._current.skew if self._current else 0), UTC)

    def _file_time(self) -> int:
        self.seen["lying_mtime"] += bool(self._current and self._current.skew)
        at = int(self._clock().timestamp())
        self.seen["same_second_mtime"] += any(kept.mtime == at for kept in self.store.files.values())
        return at

    def _heard(self, name: str, content: bytes) -> None:
        self.seen["packed"] += name.endswith(".pack")
        laws.nothing_private(self, name, content)
        self.numbering.hear(name, content, self.alliance, self.seal())

    def tell(self, line: str) -> None:
        if self._tell:
            self._tell(line)
