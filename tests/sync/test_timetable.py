"""When the next sync is due: on a clock of its own, second by second."""

from hypothesis import given
from hypothesis import strategies as st

from alliance_app.sync import Timetable
from alliance_app.sync.timetable import (
    EVERY,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    LOOK_AFAR_EVERY,
    LOOK_EVERY,
    MOST,
    QUIET,
    SOON,
    pause_after,
)


def calm() -> Timetable:
    """A folder was joined at 0 and synced well at 100."""
    made = Timetable()
    made.join(0)
    made.started()
    made.succeeded(100)
    return made


def test_without_a_folder_nothing_is_ever_due() -> None:
    table = Timetable()
    table.changed(1)
    table.arrived(1)
    assert table.wait(1_000_000) is None
    assert table.wait_to_look(1_000_000) is None


def test_a_folder_that_becomes_known_is_synced_soon_and_then_every_so_often() -> None:
    table = Timetable()
    table.know(10)
    assert table.wait(10) == SOON
    table.started()
    table.succeeded(20)
    assert table.wait(20) == EVERY
    assert table.wait(20 + EVERY) == 0


def test_a_change_is_given_a_few_seconds_after_the_last_key() -> None:
    table = calm()
    table.changed(110)
    assert table.wait(110) == QUIET
    table.typed(112)
    assert table.wait(112) == QUIET
    assert table.wait(112 + QUIET) == 0


def test_who_writes_without_a_pause_is_synced_all_the_same() -> None:
    table = calm()
    table.changed(110)
    for second in range(111, 110 + int(MOST)):
        table.typed(second)
        assert table.wait(second) != 0
    table.typed(110 + MOST)
    assert table.wait(110 + MOST) == 0


def test_the_timer_too_waits_for_a_pause_in_writing() -> None:
    table = calm()
    table.typed(100 + EVERY)
    assert table.wait(100 + EVERY) == QUIET


def test_what_arrives_is_taken_at_once() -> None:
    table = calm()
    table.arrived(130)
    assert table.wait(130) == 0


def test_a_change_during_a_sync_leads_to_the_next_one() -> None:
    table = calm()
    table.started()
    assert table.wait(200) is None
    table.changed(205)
    table.succeeded(206)
    assert table.wait(206) == QUIET - 1


def test_failures_are_answered_more_and_more_seldom() -> None:
    assert [pause_after(count) for count in (1, 2, 3, 6, 7, 500)] == [15, 30, 60, 480, LONGEST_PAUSE, LONGEST_PAUSE]
    table = calm()
    now, starts = 200.0, []
    table.arrived(now)
    while now < 200 + 3600:
        table.changed(now)  # changes do not hasten what does not work
        wait = table.wait(now + QUIET)
        assert wait is not None
        now += QUIET + wait
        starts.append(now)
        table.started()
        table.failed(now, gone=False)
    assert 9 <= len(starts) <= 12


def test_success_and_a_request_end_the_waiting() -> None:
    for ended in ("success", "request"):
        table = calm()
        for _time in range(5):
            table.started()
            table.failed(300, gone=False)
        assert table.wait(300) == pause_after(5)
        if ended == "success":
            table.started()
            table.succeeded(300)
            assert table.wait(300) == EVERY
        else:
            table.asked(300)
            assert table.wait(300) == 0
            table.started()
            table.failed(300, gone=False)
            assert table.wait(300) == FIRST_PAUSE


def test_a_folder_that_is_gone_is_waited_for_and_synced_when_it_is_back() -> None:
    table = calm()
    table.looked(120, there=False)
    assert table.wait(120) == 0, "a sync finds out what is wrong"
    table.started()
    table.failed(121, gone=True)
    assert table.wait_to_look(121) == LOOK_EVERY
    table.looked(126, there=False)
    table.changed(130)
    assert (table.away, table.wait(100_000)) == (True, None)
    table.looked(100_000, there=True)
    assert (table.away, table.wait(100_000)) == (False, 0)


def test_a_folder_that_is_there_and_says_it_is_not_is_not_asked_again_and_again() -> None:
    table = calm()
    for moment in range(200, 300, 5):
        table.looked(moment, there=True)
        table.started()
        table.failed(moment, gone=True)
    assert table.wait(295) == LONGEST_PAUSE


def test_a_folder_that_answers_slowly_is_looked_at_seldom() -> None:
    table = calm()
    table.looked(120, there=True, took=0.1)
    assert table.wait_to_look(120) == LOOK_EVERY
    table.looked(200, there=False, took=30)
    assert table.wait_to_look(200) == 300
    table.look_every = LOOK_AFAR_EVERY
    table.looked(600, there=True, took=0.1)
    assert table.wait_to_look(600) == LOOK_AFAR_EVERY


def test_what_somebody_stopped_does_not_start_again_by_itself_at_once() -> None:
    table = calm()
    table.started()
    table.changed(150)
    table.stopped(151)
    assert table.wait(151) == EVERY


def test_switched_off_it_is_never_due_and_still_looks_whether_the_folder_is_there() -> None:
    table = calm()
    table.automatic = False
    table.changed(150)
    assert table.wait(100_000) is None
    assert table.wait_to_look(100_000) == 0
    table.automatic = True
    assert table.wait(150 + QUIET) == 0


EVENTS = st.sampled_from(("typed", "changed", "arrived", "asked", "there", "away", "run", "fail", "gone", "stop"))


@given(st.lists(st.tuples(EVENTS, st.floats(0, 700)), max_size=40))
def test_whatever_happens_a_sync_comes_within_bounds_or_is_told_why_not(story: list[tuple[str, float]]) -> None:
    table = Timetable()
    now = 0.0
    table.know(now)
    for event, later in story:
        now += later
        match event:
            case "there" | "away":
                table.looked(now, there=event == "there")
            case "run" | "fail" | "gone" | "stop":
                table.started()
                assert table.wait(now) is None, "never two at once"
                now += later
                if event == "run":
                    table.succeeded(now)
                elif event == "stop":
                    table.stopped(now)
                else:
                    table.failed(now, gone=event == "gone")
            case _:
                getattr(table, event)(now)
        wait = table.wait(now)
        if table.away:
            assert wait is None
        else:
            assert wait is not None
            assert 0 <= wait <= LONGEST_PAUSE + QUIET
    table.looked(now, there=True)
    assert table.wait(now) is not None
