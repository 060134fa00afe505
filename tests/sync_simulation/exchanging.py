"""What users and programs do with the shared place: sync, whole or in part, and what keeps a library in order."""

from collections.abc import Callable
from typing import TypeVar

from alliance_app.library.errors import LibraryError
from alliance_app.sync import Exchange, SyncError, SyncReport
from tests.sync_simulation import laws
from tests.sync_simulation.declared import act
from tests.sync_simulation.folder import Told
from tests.sync_simulation.laws import Violation
from tests.sync_simulation.ledger import Moment
from tests.sync_simulation.seams import Crash
from tests.sync_simulation.turn import Turn

Run = Callable[[Exchange], SyncReport]
_T = TypeVar("_T")


@act("user", 34, core=True)
def sync(turn: Turn) -> None:
    """Take what is new, give what is new."""
    if exchange(turn, lambda exchange: exchange.sync()):
        turn.happened()


@act("user", 3)
def pull(turn: Turn) -> None:
    """Only take."""
    if exchange(turn, lambda exchange: exchange.pull()):
        turn.happened()


@act("user", 3)
def push(turn: Turn) -> None:
    """Only give."""
    if exchange(turn, lambda exchange: exchange.push()):
        turn.happened()


@act("user", 4)
def sync_cancelled(turn: Turn) -> None:
    """The user stops it after a while."""
    left = turn.chance.below("asked", 6)

    def cancelled() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    report = exchange(turn, lambda exchange: exchange.sync(cancelled=cancelled))
    if report and report.cancelled:
        turn.happened()


def exchange(turn: Turn, run: Run) -> SyncReport | None:
    """One sync as the folder and fate let it be; what it said, when it was not stopped."""
    then = turn.world.ledger.moment()
    reached = reach(turn, run)
    if reached is None:
        return None
    _look_at(turn, *reached, then)
    return reached[0]


def reach(turn: Turn, run: Callable[[Exchange], _T]) -> tuple[_T, Told] | None:
    """Do something at the place as the folder and fate let it be: what came of it, and what was shown meanwhile."""
    world, device, view = turn.world, turn.device, turn.view
    inside = turn.outer is not None and turn.outer.device is device
    if not inside:
        world.carry(view, turn.chance)
    if not world.joins(device):
        return None
    former = view.fuse, view.armed, view.told, view.down
    view.begin(turn.library.fuse, world.troubles(turn))
    calm = view.calm
    try:
        done = world.guard.let_in(device, device.exchange(turn.library, world.place), run)
    except Crash:
        device.deaths += 1
        turn.died()
        return None
    except (SyncError, LibraryError) as error:
        world.tell(f"    {type(error).__name__}: {error}")
        rightly = world.guard.may_refuse(device, error)
        world.seen["removed_one_refused"] += rightly
        if calm and not view.told.fired and not rightly:
            raise Violation("errors", f"{type(error).__name__} though nothing was wrong: {error}") from error
        return None
    finally:
        told = view.told
        device.synced()
        device.ids.add(device.id)
        if inside:
            view.fuse, view.armed, view.told, view.down = former
    device.deaths = 0
    if device.removed and calm and not told.fired and not world.guard.lost_a_key:
        raise Violation("removed", f"device {device.number} was removed, and goes on as if nothing were")
    return done, told


def _look_at(turn: Turn, report: SyncReport, told: Told, then: Moment) -> None:
    turn.world.tell(f"    pushed {report.pushed}, pulled {report.pulled}, files {report.files_out}/{report.files_in}")
    for each in report.pending:
        turn.world.tell(f"    waits: {each.reason} {each.name} {each.device} {each.detail}")
    laws.wrote_nothing_bare(told)
    if not turn.disturbed:
        laws.pending_is_told(turn, report, told)
    if report.pushed or not report.cancelled:
        laws.gave(turn, report, then)


# -- keeping order ------------------------------------------------------------------------------------------------


@act("user", 3)
def reopen(turn: Turn) -> None:
    """The program is closed and started again."""
    if turn.outer is None:
        turn.device.reopen()
        turn.happened()


@act("user", 1)
def doctor(turn: Turn) -> None:
    """The library is checked."""
    laws.doctor_is_content(turn.device, turn.library.doctor().findings)
    turn.happened()


@act("user", 1)
def rebuild(turn: Turn) -> None:
    """Everything that can be is worked out anew from the log."""
    try:
        findings = turn.library.doctor(rebuild=True).findings
    except Crash:
        turn.died()
    else:
        laws.doctor_is_content(turn.device, findings)
        turn.happened()
