"""Where the demo works: a folder of its own, made anew each time without touching what it did not make."""

import shutil
import tempfile
from pathlib import Path

from alliance_app.records.errors import AllianceError
from alliance_app.words import N_, _

_MARK = ".alliance-demo"
_PARTS = ("libraries", "shared-folder")


class FolderNotOurs(AllianceError):
    """The demo's folder cannot be used."""

    message = N_("The demo cannot write to {folder}: {reason}. Name another folder: alliance demo --shots DIR")


def fresh(folder: Path | None) -> Path:
    """An empty place to work in. What an earlier demo left goes; what it did not make stays."""
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="alliance-demo-"))
    place = folder.absolute()
    try:
        place.mkdir(parents=True, exist_ok=True)
        mark = place / _MARK
        if mark.exists():
            for name in (*mark.read_text(encoding="utf-8").splitlines(), *_PARTS):
                _remove(place, name)
        if any((place / part).exists() for part in _PARTS):
            raise FolderNotOurs(folder=place, reason=_("it holds folders of the same names"))
        mark.write_text("", encoding="utf-8")
    except OSError as error:
        raise FolderNotOurs(folder=place, reason=error.strerror or error) from error
    return place


def _remove(place: Path, name: str) -> None:
    path = place / name
    if path.parent != place or not name:
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def note(place: Path, path: Path) -> Path:
    """Note a file as the demo's own, so that the next run may replace it."""
    with (place / _MARK).open("a", encoding="utf-8") as mark:
        mark.write(f"{path.name}\n")
    return path
