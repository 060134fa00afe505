"""What the window does by itself: the daily backup, noticing that another process joined a folder."""

from pathlib import Path

from alliance_app.library import Library
from alliance_app.sync import Exchange
from tests.desktop.conftest import Hands


def test_the_first_window_of_a_day_makes_a_backup(hands: Hands) -> None:
    hands.until(lambda: len(hands.library.backups()) == 1)
    assert hands.library.backup() is None


def test_a_folder_joined_by_another_process_is_noticed(hands: Hands, tmp_path: Path) -> None:
    assert hands.page.syncing.place is None
    with Library.open(hands.library.folder) as other:
        Exchange(other, tmp_path / "shared").sync()
        other.share(other.find_id("怎样写纪要"))
    hands.until(lambda: hands.page.syncing.place == str(tmp_path / "shared"))
    hands.until(lambda: hands.page.syncing.at is not None)
