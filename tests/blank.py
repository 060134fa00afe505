"""The file every new library begins with: made once in a process by the program's migrations, then copied.

A test makes a library or several, and running every migration for each took a third of most tests' time. Processes that
tests start run the migrations themselves. `tests/library/test_past_schemas.py` holds the copy to what they make.
"""

import tempfile
from functools import cache
from pathlib import Path

from alliance_app.library import opening

migrate = opening.upgrade


@cache
def _blank() -> bytes:
    with tempfile.TemporaryDirectory(prefix="alliance-blank-") as folder:
        path = Path(folder) / "blank.db"
        migrate(path)
        return path.read_bytes()


def upgrade(path: Path) -> None:
    """What `opening.upgrade` does: where no file is, there is one of the newest schema afterwards."""
    if path.exists() or not _lay(path):
        migrate(path)


def _lay(path: Path) -> bool:
    """False where nothing can be written: the program itself is to meet that."""
    try:
        path.write_bytes(_blank())
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def use() -> None:
    """From now on, in this process."""
    opening.upgrade = upgrade
