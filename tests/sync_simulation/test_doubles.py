"""The simulation catches the faults of well-known peers when they are put into this program; each by the law named."""

from collections.abc import Callable

import pytest

from tests.sync_simulation import doubles, runner
from tests.sync_simulation.runner import Sizes

MOST = 250
Fault = Callable[[pytest.MonkeyPatch], None]
# By which law, and at which seed to begin: the search from 0 on ended there, and need not be made every time.
CAUGHT_BY: dict[Fault, tuple[set[str], int]] = {
    doubles.absence_is_deletion: ({"edit beats delete"}, 43),
    doubles.old_files_are_old_news: ({"pending"}, 4),
    doubles.torn_files_are_read: ({"pending", "equal"}, 4),
    doubles.an_id_is_for_ever: ({"equal"}, 34),
    doubles.the_last_in_a_second_wins: ({"pending", "equal"}, 1),
    doubles.gaps_are_passed_over: ({"equal", "pending"}, 66),
    doubles.a_lock_file: ({"errors"}, 3),
    doubles.noted_before_it_is_kept: ({"equal", "pending"}, 29),
    doubles.drafts_go_out: ({"nothing private"}, 4),
    doubles.deleting_is_final: ({"edit beats delete"}, 9),
    doubles.the_newer_text_wins: ({"nothing lost"}, 81),
    doubles.erased_from_view_only: ({"erased"}, 0),
    doubles.segments_go_out_plain: ({"closed"}, 1),
    doubles.anybody_is_believed: ({"nothing private", "pending"}, 1),
    doubles.a_new_key_is_for_everybody: ({"removed"}, 22),
    doubles.nothing_is_flushed: ({"pending", "errors", "given"}, 197),
}


@pytest.mark.parametrize("fault", CAUGHT_BY, ids=lambda fault: fault.__name__)
def test_a_peers_fault_is_caught(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    cradle = runner.own_cradle()
    cradle.seasoned()
    cradle.seasoned(protected=True)  # both made by the program as it is
    fault(monkeypatch)
    laws, first = CAUGHT_BY[fault]
    for seed in range(first, first + MOST):
        outcome = runner.play(Sizes().draw(seed), cradle)
        if outcome.law:
            print(f"caught by “{outcome.law}” in schedule {seed}: {outcome.detail}")
            assert outcome.law in laws, outcome.detail
            return
    pytest.fail(f"not caught in {MOST} schedules")
