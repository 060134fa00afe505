"""The library, its search and the sample, built once: what the window and the command line hold."""

import json
import logging
import os
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from alliance_app import places
from alliance_app.library import Library
from alliance_app.records.errors import AllianceError
from alliance_app.records.kinds import INDICATOR_NAMES, KINDS
from alliance_app.records.progress import Progress, quietly
from alliance_app.search.index import SearchIndex
from alliance_app.words import N_

if TYPE_CHECKING:
    from alliance_app.records.statements import Witness
    from alliance_app.search import Finder

_SETTINGS = "settings.json"
_log = logging.getLogger(__name__)


class SampleMissing(AllianceError):
    """The program's own sample library is not where it should be."""

    message = N_("The sample library is not installed with this program. An empty library can be made without it.")


class App:
    """An open library with its search. Close it, or use it in a `with` block."""

    def __init__(self, library: Library, index: SearchIndex) -> None:
        self.library = library
        self._index = index

    @classmethod
    def open(cls, folder: Path, *, progress: Progress = quietly) -> Self:
        """Open the library in `folder`, and mend its search index where an older program made it.

        Raises NotALibrary, LibraryTooNew, LibraryUnreadable, LibraryUnwritable.
        """
        index = SearchIndex()
        app = cls(Library.open(folder, projections=(index,)), index)
        app._refresh_index(progress)
        return app

    @classmethod
    def create(
        cls,
        folder: Path,
        name: str,
        *,
        author: str = "",
        device_name: str = "",
        sample: bool = False,
        progress: Progress = quietly,
    ) -> Self:
        """Make a library in an empty folder, with the sample's records on request.

        Raises FolderTaken, LibraryUnwritable, InvalidText, SampleMissing.
        """
        if sample and not sample_folders():
            raise SampleMissing
        index = SearchIndex()
        library = Library.create(folder, name, author=author, device_name=device_name, projections=(index,))
        app = cls(library, index)
        if sample:
            app._add_sample(progress)
        return app

    @classmethod
    def restore_backup(cls, folder: Path, name: str) -> Self:
        """Go back to a backup of the library in `folder`. Raises UnknownBackup, NotALibrary."""
        index = SearchIndex()
        app = cls(Library.restore_backup(folder, name, projections=(index,)), index)
        app._refresh_index(quietly)
        return app

    @cached_property
    def finder(self) -> "Finder":
        """Search over this library; loaded when first asked for."""
        from alliance_app.search import Finder

        return Finder(self.library)

    def witness(self) -> "Witness":
        """Who signs this device's reviews and catalogues, and tells whose count: with the keys as they are now."""
        from alliance_app.sync.witness import witness_of

        return witness_of(self.library)

    def look_after(self) -> Path | None:
        """Once a day make the backup and empty the trash of what is over. Work goes on when it fails: the log says why.

        Gives the backup made now.
        """
        try:
            made = self.library.backup()
            if made is not None:
                self.library.purge()
        except AllianceError as error:
            _log.warning("no backup today: %s", error)
            return None
        return made

    def close(self) -> None:
        """Let go of the files. What was written is on disk already."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refresh_index(self, progress: Progress) -> None:
        with self.library.reading() as connection:
            outdated = self._index.outdated(connection)
        if outdated:
            self.library.doctor(rebuild=True, progress=progress)

    def _add_sample(self, progress: Progress) -> None:
        from alliance_app.intake import import_paths

        import_paths(self.library, sample_folders(), progress=progress)


def _indicator_label(code: str) -> str:
    from alliance_app.alliance.indicator_names import row_label  # only when a form or an export asks: it reads YAML

    return row_label(code)


INDICATOR_NAMES.told_by(_indicator_label)  # records cannot ask the catalogue themselves


def sample_folders() -> list[Path]:
    """The folders of the sample library, one for each kind of record; salons last, so that they stand first."""
    top = places.resources() / "sample"
    return [top / kind for kind in reversed(KINDS) if (top / kind).is_dir()]


def last_library() -> Path | None:
    """The library that was opened or made last on this computer."""
    try:
        settings = json.loads((places.settings_folder() / _SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    told = settings.get("library") if isinstance(settings, dict) else None
    return Path(told) if isinstance(told, str) and told else None


def remember_library(folder: Path) -> None:
    """Note which library to open next time. A settings folder that cannot be written is no reason to stop."""
    path = places.settings_folder() / _SETTINGS
    if last_library() == folder.absolute():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps({"library": str(folder.absolute())}, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)
    except (OSError, UnicodeError):
        return


def library_folder(named: Path | None = None) -> Path:
    """The library to open: the one named, else of ALLIANCE_LIBRARY, else the last one, else the user's default."""
    told = os.environ.get("ALLIANCE_LIBRARY")
    return named or (Path(told) if told else None) or last_library() or places.default_library()
