"""Protected alliances to try things on."""

from pathlib import Path

import pytest

from alliance_app.library import Library
from alliance_app.records.values import NewRecord
from alliance_app.sync import Exchange
from alliance_app.sync.keys import joining
from tests.sync.protected.scenes import (
    PASSPHRASE,
    QUICK,
    Make,
)
from tests.sync.scenes import sync


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase becomes a key at once: how long that takes is none of these tests' matter."""
    monkeypatch.setattr(joining, "Stretching", QUICK)


@pytest.fixture
def founder(make: Make, shared: Path) -> Library:
    """Founds a protected alliance and gives a record with an attachment."""
    library = make("A")
    Exchange(library, shared).join(passphrase=PASSPHRASE)
    kept = library.keep_bytes("机密名单.txt", b"list " * 500_000)
    new = NewRecord("article", "机密标题", body="机密正文", tags=("机密标签",), attachments=(kept,))
    library.share(library.add(new).only)
    sync(library)
    return library
