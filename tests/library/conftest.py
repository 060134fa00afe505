"""Libraries to try things on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_app.library import Incoming, Library


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    """`make("A")` is a new library of a device of its own; all are closed at the end."""
    made: list[Library] = []

    def found(name: str) -> Library:
        library = Library.create(tmp_path / name, "示范工会", author=f"{name} 主席", device_name=name)
        made.append(library)
        return library

    yield found
    for library in made:
        library.close()


@pytest.fixture
def library(make: Callable[[str], Library]) -> Library:
    return make("A")


def hand_over(giver: Library, taker: Library) -> None:
    """Give `taker` everything of `giver`'s log that is shared, as sync would."""
    device = giver.identity.device_id
    after = taker.received().get(device, 0)
    entries = giver.outgoing(after)
    if entries:
        taker.receive(device, after + 1, [Incoming(each.record_id, each.payload, each.at) for each in entries])
