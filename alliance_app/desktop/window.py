"""The window: a library's page or the welcome page, keys that work everywhere, a watch for changes from elsewhere."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from alliance_app.app import App, remember_library
from alliance_app.desktop.desk import Desk, Note, in_words
from alliance_app.desktop.icons import app_icon
from alliance_app.desktop.pages.library import LibraryPage
from alliance_app.desktop.pages.welcome import WelcomePage, Wish
from alliance_app.desktop.salon import LiveSalon
from alliance_app.desktop.settings import Settings
from alliance_app.desktop.tasks import Tasks
from alliance_app.desktop.theme import Mode, Theme
from alliance_app.desktop.widgets.toast import Toast
from alliance_app.desktop.widgets.unsaved import AGAIN, UnsavedDialog
from alliance_app.desktop.widgets.unsaved import in_words as words_of
from alliance_app.library import Changed

WATCH_EVERY = 1_000  # ms
BACK_UP_EVERY = 3_600_000  # ms: a window that stays open for days makes each day's backup too


class Window(QMainWindow):
    """`ready` when a library's list is shown for the first time."""

    ready = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Star-union alliance"))
        self.setWindowIcon(app_icon())
        self.setMinimumSize(1020, 620)
        self.resize(1440, 900)
        self._theme = theme
        self._settings = settings
        self.desk: Desk | None = None
        self.page: LibraryPage | None = None
        self.salon: LiveSalon | None = None
        self.welcome: WelcomePage | None = None
        self._wished = Path()
        self._opening = Tasks(self._not_opened, readers=1)
        self._seen = 0
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.toast = Toast(self._pages)
        self._watch = QTimer(self, interval=WATCH_EVERY)
        self._watch.timeout.connect(self.look_for_changes)
        self._daily = QTimer(self, interval=BACK_UP_EVERY)
        self._daily.timeout.connect(self.back_up)
        settings.follow_window(self)

    def open(self, wish: Wish) -> None:
        """Open or make a library off the GUI thread; the welcome page says what goes wrong."""

        def work() -> App:
            if not wish.new:
                return App.open(wish.folder)
            return App.create(wish.folder, wish.name, author=wish.author, sample=wish.sample)

        self._wished = wish.folder
        if self.welcome is not None:
            self.welcome.show_busy(busy=True)
        self._opening.read(work, self.show_library)

    def show_welcome(self, folder: Path, error: str = "") -> None:
        """Show the first page."""
        self.welcome = WelcomePage(folder)
        self.welcome.wished.connect(self.open)
        self.welcome.show_busy(busy=False, error=error)
        self._pages.addWidget(self.welcome)
        self._theme.dress()
        self._pages.setCurrentWidget(self.welcome)
        self.welcome.name.setFocus()

    def show_library(self, app: App) -> None:
        """Show an open library's page."""
        if not self._leave():
            app.close()
            return
        remember_library(app.library.folder)
        self.desk = Desk(app, self._theme, self._settings, self.width())
        self.desk.said.connect(self.say)
        self._seen = app.library.last_change()
        self.page = LibraryPage(self.desk, self._pages)
        self.page.answered.connect(self._first_answer)
        self._add_menu_button(self.page)
        self._pages.addWidget(self.page)
        self.salon = LiveSalon(self.desk, self.page, self._pages)
        self._theme.dress()
        self._pages.setCurrentWidget(self.page)
        if self.welcome is not None:
            self._pages.removeWidget(self.welcome)
            self.welcome.deleteLater()
            self.welcome = None
        self._add_keys(self.page)
        self.toast.raise_()
        self.setWindowTitle(f"{app.library.identity.name} — {self.tr('Star-union alliance')}")
        self._watch.start()
        self.page.top.search.setFocus()

    @property
    def busy(self) -> bool:
        """Whether anything is under way that will change what is shown."""
        under_way = self._opening.outstanding + (self.desk.tasks.outstanding if self.desk else 0)
        if self.page is None:
            return under_way > 0
        return under_way > 0 or not self.page.idle

    def say(self, note: Note) -> None:
        """Show a note over the lower edge."""
        self.toast.show_note(note)

    def look_for_changes(self) -> None:
        """Ask, off the GUI thread, what another process or a sync has changed."""
        desk = self.desk
        if desk is not None:
            seen = self._seen
            desk.tasks.read(lambda: desk.library.changed_since(seen), self._take_changes, owner=self, lane="watch")

    def back_up(self) -> None:
        """Make today's backup, off the GUI thread, where there is none yet."""
        if self.desk is not None:
            self.desk.tasks.read(self.desk.app.look_after, lambda _path: None, owner=self, lane="backup")

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save what was typed; close only when it is saved, or the user says so."""
        if self.salon is not None:
            self.salon.leave()  # a full screen is none to start with next time
        self._settings.keep_window(self)
        if not self._leave():
            event.ignore()
            return
        self._opening.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Save when another program comes to the front."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self.page is not None:
            self.page.record.save()
        super().changeEvent(event)

    def _first_answer(self) -> None:
        if self.page is not None:
            self.page.answered.disconnect(self._first_answer)
        self.back_up()
        self._daily.start()
        self.ready.emit()

    def _take_changes(self, changed: Changed) -> None:
        self._seen = max(self._seen, changed.through)
        if changed.ids and self.page is not None:
            self.page.refresh(changed)
            self.page.syncing.notice()

    def _not_opened(self, error: Exception) -> None:
        if self.page is not None:
            self.say(Note(in_words(error), wrong=True))
        elif self.welcome is not None:
            self.welcome.show_busy(busy=False, error=in_words(error))
        else:
            self.show_welcome(self._wished, in_words(error))

    def _leave(self) -> bool:
        """Let go of the library that is open; False when something typed could not be saved and the user stays."""
        if self.desk is None or self.page is None:
            return True
        if not self._settled(self.page, self.desk):
            return False
        self._watch.stop()
        self._daily.stop()
        self.page.record.let_go()
        self.page.view.body.close_background()
        self.page.cases.close()
        self.desk.close()
        for page in (self.page, self.salon.page if self.salon else self.page):
            self._pages.removeWidget(page)
            page.deleteLater()
        self.desk.deleteLater()  # with it go the page's own callables, which Python's collector cannot see in Qt
        self.page, self.salon, self.desk = None, None, None
        return True

    def _settled(self, page: LibraryPage, desk: Desk) -> bool:
        """Whether everything typed is saved, or the user closes all the same after a look at what is not."""
        record = page.record
        while True:
            (left, why), saved = page.rooms.settle(), record.settle()
            if saved and not left:
                return True
            edits = [*record.unsaved_edits, *left]
            known = [each.id for each in desk.library.rows([edit.record_id for edit in edits])]
            records = {each.id: each for each in desk.library.read_many(known)}
            answer = UnsavedDialog(self, record.state.reason or why, words_of(edits, records)).exec()
            if answer != AGAIN:
                return answer == QDialog.DialogCode.Accepted

    # -- keys and the menu

    def _add_keys(self, page: LibraryPage) -> None:
        standard = QKeySequence.StandardKey
        for keys, act in (
            (QKeySequence("Ctrl+K"), self._go_to_search),
            (QKeySequence(standard.New), page.new_record),
            (QKeySequence(standard.Save), page.record.save),
            (QKeySequence("F5"), self._sync),
            (QKeySequence("Shift+F5"), page.sharing.open),
            (QKeySequence("Ctrl+L"), partial(_among_records, page, page.pane.list)),
            (QKeySequence("Ctrl+1"), page.navigation.list.setFocus),
            (QKeySequence("Ctrl+E"), partial(_among_records, page, page.view.body)),
            (QKeySequence("Ctrl+Shift+H"), page.show_history),
            (QKeySequence("F6"), self._next_part),
            (QKeySequence(standard.Print), page.casework.print_records),
        ):
            QShortcut(keys, page, partial(_call, act))
        find = QShortcut(QKeySequence(standard.Find), page.view)
        find.activated.connect(page.view.body.open_find)

    def _go_to_search(self) -> None:
        if self.page is not None:
            search = self.page.cases.search or self.page.top.search
            search.setFocus()
            search.selectAll()

    def _next_part(self) -> None:
        """Go round: shelves, list, title, body."""
        if self.page is None:
            return
        page = self.page
        page.sharing.show_records()
        parts: list[QWidget] = [page.pane.list, page.view.title, page.view.body.source]
        parts = [page.navigation.list, *(page.cases.parts() or parts)]
        here = next((place for place, part in enumerate(parts) if part.hasFocus()), -1)
        parts[(here + 1) % len(parts)].setFocus()

    def _sync(self) -> None:
        if self.page is None:
            return
        self.page.record.save()
        self.page.sharing.sync_now()

    def _add_menu_button(self, page: LibraryPage) -> None:
        gear = QPushButton("⋯")
        gear.setProperty("quiet", True)
        gear.setFixedSize(26, 20)
        gear.setAccessibleName(self.tr("Menu"))
        gear.setToolTip(self.tr("Menu"))
        gear.setMenu(self._menu(page, gear))
        page.navigation.add_to_brand(gear)

    def _menu(self, page: LibraryPage, parent: QPushButton) -> QMenu:
        menu = QMenu(parent)
        menu.addAction(self.tr("Import files…"), page.bringing_in.ask_files)
        menu.addAction(self.tr("Import a folder…"), page.bringing_in.ask_folder)
        menu.addSeparator()
        menu.addAction(self.tr("Summary of a year…"), page.summing.ask)
        menu.addSeparator()
        menu.addAction(self.tr("Sync…"), page.sharing.open)
        menu.addAction(self.tr("Your name…"), self._rename)
        menu.addAction(self.tr("Open another library…"), self._open_other)
        looks = menu.addMenu(self.tr("Appearance"))
        group = QActionGroup(looks)
        modes: tuple[tuple[Mode, str], ...] = (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        for mode, text in modes:
            action = QAction(text, looks, checkable=True)
            action.setChecked(self._theme.mode == mode)
            action.triggered.connect(partial(self._use_look, mode))
            group.addAction(action)
            looks.addAction(action)
        return menu

    def _use_look(self, mode: Mode) -> None:
        self._settings.keep_text("look", mode)
        self._theme.use(mode)

    def _open_other(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a library"))
        if chosen:
            self.open(Wish(Path(chosen)))

    def _rename(self) -> None:
        desk, page = self.desk, self.page
        if desk is None or page is None:
            return
        now = desk.library.identity.author
        name, agreed = QInputDialog.getText(self, self.tr("Your name"), self.tr("Shown beside your changes"), text=now)
        if agreed and name.strip():
            renamed = partial(desk.library.rename, author=name.strip())
            desk.tasks.write(renamed, lambda _identity: page.navigation.show_identity(), owner=page)


def _among_records(page: LibraryPage, part: QWidget) -> None:
    """Put the keyboard into a part of the records; they are shown again where something else is."""
    page.sharing.show_records()
    if part is page.view.body:
        page.cases.show_text()
    else:
        page.cases.leave()
    part.setFocus()


def _call(act: object) -> None:
    if callable(act):
        act()
