"""The simulation catches the faults of well-known peers when they are put into this program; each by the law named."""

from collections.abc import Callable
from itertools import count

import pytest

from tests.sync_simulation import doubles, runner
from tests.sync_simulation.runner import Sizes

MOST = 250
Fault = Callable[[pytest.MonkeyPatch], None]
CAUGHT_BY: dict[Fault, set[str]] = {
    doubles.absence_is_deletion: {"edit beats delete"},
    doubles.old_files_are_old_news: {"pending"},
    doubles.torn_files_are_read: {"pending", "equal"},
    doubles.an_id_is_for_ever: {"equal"},
    doubles.the_last_in_a_second_wins: {"pending", "equal"},
    doubles.gaps_are_passed_over: {"equal", "pending"},
    doubles.a_lock_file: {"errors"},
    doubles.noted_before_it_is_kept: {"equal", "pending"},
    doubles.drafts_go_out: {"nothing private"},
    doubles.deleting_is_final: {"edit beats delete"},
    doubles.the_newer_text_wins: {"nothing lost"},
    doubles.nothing_is_flushed: {"pending", "errors", "given"},
}


@pytest.mark.parametrize("fault", CAUGHT_BY, ids=lambda fault: fault.__name__)
def test_a_peers_fault_is_caught(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    cradle = runner.own_cradle()
    cradle.seasoned()  # made by the program as it is
    fault(monkeypatch)
    for tried in count():
        outcome = runner.play(Sizes().draw(tried), cradle)
        assert tried < MOST, f"not caught in {MOST} schedules"
        if outcome.law:
            print(f"caught by “{outcome.law}” in schedule {tried}: {outcome.detail}")
            assert outcome.law in CAUGHT_BY[fault], outcome.detail
            return
