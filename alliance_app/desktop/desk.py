"""What every part of the window works with: the open library, the threads, the look, the settings."""

import logging
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from alliance_app.app import App
from alliance_app.desktop.looking import read_record
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.tasks import Tasks
from alliance_app.desktop.theme import Theme
from alliance_app.library.sitting import SittingNote
from alliance_app.records.errors import AllianceError
from alliance_app.records.values import Record

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the user: what happened, what is safe, what next. `wrong` notes stay until dismissed."""

    text: str
    wrong: bool = False
    action: str = ""
    act: object = field(default=None, compare=False)
    other: str = ""
    other_act: object = field(default=None, compare=False)


class Desk(QObject):
    """One open library and the means to work on it. `said` carries notes to the window, `touched` what was changed."""

    said = Signal(object)
    touched = Signal(object)

    def __init__(self, app: App, theme: Theme, settings: Settings, window_width: int = 1440) -> None:
        super().__init__()
        self.window_width = window_width
        self.app = app
        self.library = app.library
        self.theme = theme
        self.settings = settings
        self.tasks = Tasks(self.failed)
        self.scratch = Path(tempfile.gettempdir()) / f"alliance-{os.getpid()}"
        self.note = SittingNote(self.library.folder)
        self.titles: dict[str, str] = {}  # of the records that fields link to, by id
        self.tags: list[str] = []  # in use, the most frequent first

    def say(self, text: str, action: str = "", act: object = None) -> None:
        """Tell the user something that needs no answer."""
        self.said.emit(Note(text, action=action, act=act))

    def read_record(self, record_id: str) -> Record:
        """A record, the titles of what it links to noted on the way. For a reader thread. Raises UnknownRecord."""
        record, titles = read_record(self.app, record_id)
        self.titles.update(titles)
        return record

    def failed(self, error: Exception) -> None:
        """Tell the user what went wrong; what nobody foresaw goes to the log with its trace."""
        self.said.emit(Note(in_words(error), wrong=True))

    def close(self) -> None:
        """Finish every write, stop everything else, let go of the library."""
        self.tasks.close()
        self.note.end()
        self.app.close()
        self.settings.flush()
        shutil.rmtree(self.scratch, ignore_errors=True)


def in_words(error: BaseException) -> str:
    """An error as a person understands it, on one line; what nobody foresaw goes to the log with its trace."""
    if isinstance(error, AllianceError):
        return str(error)
    log.error("unexpected error", exc_info=error)
    text = QCoreApplication.translate(
        "Desk",
        "Something unexpected went wrong ({name}). What was saved is safe. Go on working; if it happens again, "
        "restart the program and pass on the log file.",
    )
    return text.format(name=type(error).__name__)
