"""Libraries and a shared folder to try sync on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alliance_app.library import Library
from alliance_app.sync.transport import let_go

if TYPE_CHECKING:
    from tests.sync.spots import Ground


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    """`make("A")` is a new library on a device of its own; all are closed at the end."""
    made: list[Library] = []

    def create(name: str) -> Library:
        library = Library.create(tmp_path / name, f"{name} 工会", author=f"{name} 主席", device_name=f"{name}-电脑")
        made.append(library)
        return library

    yield create
    for library in made:
        library.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty folder that all devices reach."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def _servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Ground"]:
    from tests.sync.spots import Ground  # not for tests without servers: moto takes its time

    ground = Ground.begin(tmp_path_factory.mktemp("served"))
    yield ground
    ground.end()


@pytest.fixture
def ground(_servers: "Ground", monkeypatch: pytest.MonkeyPatch) -> Iterator["Ground"]:
    """Servers on loopback, their password in the environment."""
    from tests.sync.servers import PASSWORD

    monkeypatch.setenv("ALLIANCE_PLACE_PASSWORD", PASSWORD)
    for server in (_servers.webdav, _servers.s3):
        server.up()
        server.count()
    yield _servers
    let_go()
