"""What both faces do with an open library."""

from pathlib import Path

import pytest

from alliance_app.app import App


def test_the_first_work_of_a_day_makes_a_backup_and_the_next_does_not(tmp_path: Path) -> None:
    with App.create(tmp_path / "a", "示范工会") as app:
        assert app.look_after() is not None
        assert app.look_after() is None
        assert len(app.library.backups()) == 1


@pytest.mark.logs("no backup today: ")
def test_work_goes_on_where_no_backup_can_be_made(tmp_path: Path) -> None:
    with App.create(tmp_path / "a", "示范工会") as app:
        (tmp_path / "a" / "backups").write_text("in the way", encoding="utf-8")
        assert app.look_after() is None
        assert app.library.counts().total == 0
