"""What users let go of for good, and what leaves by itself: erasing, and the end of the trash's time.

A record that somebody wants to go is named to the ledger before (`leaving`), and what has gone afterwards: nothing else
may be missing in the end.
"""

from tests.sync_simulation.declared import act
from tests.sync_simulation.ledger import Erasing, Intent
from tests.sync_simulation.seams import Crash
from tests.sync_simulation.turn import Turn

_DAY = 24 * 3600
_TRASH_DAYS = (0, 84, 8)  # it is seen there, found to be over, and the clock still says so a week later


@act("user", 3)
def erase(turn: Turn) -> None:
    """A record is erased: everywhere, where it has been given out; else here, where it is alone."""
    record = turn.pick_record(trashed=None)
    if record is None:
        return
    turn.world.ledger.leaving.add(record)
    try:
        turn.library.erase(record)
    except Crash:
        turn.died()
    if _let_go(turn, [record]):
        turn.happened(record)


@act("user", 4)
def purge(turn: Turn) -> None:
    """Three months in which this device's program looks after the trash; some of what has gone then is missed."""
    record = turn.pick_record()
    if record and not turn.records(trashed=True):
        turn.save([turn.intent(turn.editor(record), "delete")], lambda library: library.delete(record))
    lying = turn.records(trashed=True)
    turn.world.ledger.leaving.update(turn.records(trashed=True, states=("draft",)))
    drafts = turn.records(trashed=True, states=("draft",))
    try:
        for days in _TRASH_DAYS:
            turn.world.pass_time(days * _DAY)
            turn.library.purge()
    except Crash:
        turn.died()
    gone = set(lying) - set(turn.records(trashed=None))
    _let_go(turn, drafts)
    if gone:
        turn.happened(" ".join(sorted(gone)))
        if turn.chance.happens("missed", 0.3):
            turn.act = "bring_back"
            bring_back(turn)


@act("user", 12)
def bring_back(turn: Turn) -> None:
    """A record that was put out of sight is wanted again."""
    with turn.library.reading() as connection:
        found = set(connection.exec_driver_sql("SELECT record_id FROM trash WHERE purged_at IS NOT NULL").scalars())
    purged = [record for record in turn.world.ledger.records() if record in found]
    if purged:
        record = turn.chance.pick("record", purged)
        content = turn.library._document(record).content()
        intent = Intent(record, "restore", "", turn.known(record), content, content)
        if turn.save([intent], lambda library: library.restore(record)):
            turn.happened(record)


def _let_go(turn: Turn, records: list[str]) -> bool:
    """Note what of these is gone from this library. Whether anything is."""
    here = set(turn.records(trashed=None))
    erased = {each.record_id for each in turn.library.erasures()}
    gone = [record for record in records if record not in here]
    for record in gone:
        turn.device.forgot(record)
        if record in erased:
            turn.world.ledger.erasings.append(Erasing(record, turn.device.number))
        else:
            turn.world.ledger.forget(record, turn.device.number)
    return bool(gone)
