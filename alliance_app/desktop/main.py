"""The window as a program: application, language, look, log, and the one place where unforeseen errors end."""

import logging
import signal
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from alliance_app import places, words
from alliance_app.app import library_folder
from alliance_app.desktop import thrift
from alliance_app.desktop.desk import Note, in_words
from alliance_app.desktop.icons import app_icon
from alliance_app.desktop.pages.welcome import Wish
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.tasks import Sweeper
from alliance_app.desktop.theme import Mode, Theme
from alliance_app.desktop.window import Window

log = logging.getLogger(__name__)

_TURN = 0.001  # s of a worker's turn in the interpreter: the GUI thread, which asks for its own often, waits no longer


def run(folder: Path | None = None) -> int:
    """Open the window on a library folder, or on the welcome page when there is none yet; the exit code."""
    app = application()
    write_log()
    settings = Settings()
    theme = Theme(waits=True)
    theme.use(_mode(settings))
    window = Window(theme, settings)
    sys.excepthook = _hook(window)
    sweeper = Sweeper(app)
    begin(window, library_folder(folder))
    window.show()
    _quit_on_signals(app, window)
    code = app.exec()
    sweeper.stop()
    return code


def begin(window: Window, folder: Path) -> None:
    """Show a folder's library; the welcome page when there is nothing there, or it cannot be opened."""
    if folder.is_dir() and any(folder.iterdir()):
        window.open(Wish(folder))
    else:
        window.show_welcome(folder)


def application() -> QApplication:
    """The application, with its names, style and language. Made once in a process."""
    sys.setswitchinterval(_TURN)
    thrift.share_one_heap()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(places.APP_NAME)
    app.setDesktopFileName(places.APP_NAME)
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    install_language(app)
    return app


def install_language(app: QApplication) -> None:
    """Speak the language of `words`, Qt's own dialogs too."""
    for old in app.findChildren(QTranslator, "alliance"):
        app.removeTranslator(old)
        old.deleteLater()
    if words.language() != "zh":
        QLocale.setDefault(QLocale(QLocale.Language.English))
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    own = places.resources() / "translations"
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name, folder in (("qtbase_zh_CN", qt), ("desktop_zh_CN", own)):
        translator = QTranslator(app)
        translator.setObjectName("alliance")
        if translator.load(name, str(folder)):
            app.installTranslator(translator)


def write_log() -> None:
    """Keep warnings and errors in the user's own log folder, a megabyte of them."""
    folder = places.log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "window.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)


def _mode(settings: Settings) -> Mode:
    known: dict[str, Mode] = {"light": "light", "dark": "dark"}
    return known.get(settings.text("look"), "system")


def _hook(window: Window) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What catches an error nobody foresaw: into the log, and in words to the user."""

    def caught(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        window.say(Note(in_words(error), wrong=True))

    return caught


def _quit_on_signals(app: QApplication, window: Window) -> None:
    """Ctrl+C and a polite kill close the window as its button does: everything typed is saved."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda _number, _frame: window.close())
    awake = QTimer(app)  # lets Python see a signal while Qt sleeps
    awake.timeout.connect(lambda: None)
    awake.start(300)
