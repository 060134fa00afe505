"""Very many records at one go: in pieces, others in between, stopped halfway."""

from alliance_app.library import Library
from alliance_app.library.piecewise import AT_ONCE, piecewise
from alliance_app.records.progress import Step, never
from alliance_app.records.values import NewRecord, State


def many(library: Library, count: int) -> list[str]:
    news = [NewRecord("article", f"第 {number} 篇", {"date": "2024-01-01"}) for number in range(count)]
    return sorted(library.add_all(news).ids)


def test_all_of_them_are_done_and_progress_is_told(library: Library) -> None:
    ids = many(library, 2 * AT_ONCE + 1)
    steps: list[Step] = []
    changed = piecewise(library.share, ids, "Sharing", steps.append, never)
    assert changed.ids == frozenset(ids)
    assert {record.state for record in library.read_many(ids)} == {State.SHARED}
    assert [(each.done, each.total) for each in steps] == [(0, 201), (100, 201), (200, 201)]
    assert changed.through == library.changed_since(0).through


def test_another_write_comes_in_between(library: Library) -> None:
    ids = many(library, 2 * AT_ONCE)
    orders: list[list[str]] = []

    def meanwhile(step: Step) -> None:
        if step.done:
            library.add(NewRecord("article", "其间写下的", {"date": "2024-01-01"}))
            orders.append([record.id for record in library.read_many(ids) if record.trashed_at is None])

    piecewise(library.delete, ids, "Deleting", meanwhile, never)
    assert orders == [ids[AT_ONCE:]]
    assert library.find_id("其间写下的")


def test_what_was_done_when_it_is_stopped_stays_done(library: Library) -> None:
    ids = many(library, 3 * AT_ONCE)
    steps: list[Step] = []
    changed = piecewise(library.share, ids, "Sharing", steps.append, lambda: len(steps) == 2)
    assert changed.ids == frozenset(ids[: 2 * AT_ONCE])
    shared = [record.id for record in library.read_many(ids) if record.state is State.SHARED]
    assert shared == ids[: 2 * AT_ONCE]
