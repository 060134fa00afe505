"""Whatever is done to the files of a protected alliance: the reader believes nothing false."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_app.library import Library
from alliance_app.sync import Exchange, SyncError
from alliance_app.sync.keys import joining
from tests.sync.protected.scenes import (
    PASSPHRASE,
    QUICK,
)
from tests.sync.scenes import picture, publish, sync


class Scene:
    """A protected folder of two members and an untouched library, to be copied for each try."""

    def __init__(self, place: Path) -> None:
        self.shared = place / "shared"
        self.shared.mkdir()
        first = Library.create(place / "A", "A", author="甲")
        second = Library.create(place / "B", "B", author="乙")
        Exchange(first, self.shared).join(passphrase=PASSPHRASE)
        publish(first, "甲一")
        publish(first, "甲二")
        sync(first)
        Exchange(second, self.shared).join(passphrase=PASSPHRASE)
        publish(second, "乙一")
        sync(second)
        self.said = picture(second)
        first.close()
        second.close()
        self.reader = place / "reader"
        Library.create(self.reader, "R", author="读").close()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "Stretching", QUICK)
        return Scene(tmp_path_factory.mktemp("scene"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_done_to_the_files_nothing_false_is_taken(
    tmp_path_factory: pytest.TempPathFactory, scene: Scene, data: st.DataObject
) -> None:
    """Any file changed, cut, emptied, swapped or removed: the reader says what the founder said, or less of it."""
    place = tmp_path_factory.mktemp("tampered")
    folder = shutil.copytree(scene.shared, place / "shared")
    shutil.copytree(scene.reader, place / "reader")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "alliance.json")
    for _time in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(files))
        content = bytearray(path.read_bytes() if path.exists() else b"")
        match data.draw(st.sampled_from(["flip", "cut", "swap", "drop", "fill"])):
            case "flip" if content:
                content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
            case "cut":
                del content[data.draw(st.integers(0, max(len(content) - 1, 0))) :]
            case "swap":
                other = data.draw(st.sampled_from(files))
                content = bytearray(other.read_bytes() if other.exists() else b"")
            case "fill":
                content = bytearray(data.draw(st.binary(max_size=200)))
            case _:
                path.unlink(missing_ok=True)
                continue
        path.write_bytes(bytes(content))
    with Library.open(place / "reader") as reader:
        try:
            Exchange(reader, folder).join(passphrase=PASSPHRASE)
            sync(reader)
        except SyncError:
            pass
        assert picture(reader).items() <= scene.said.items()
    shutil.rmtree(place)
