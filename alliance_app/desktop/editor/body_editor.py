"""The editor of a record's body: toolbar, styled source, preview, find bar. What the window embeds."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedLayout, QVBoxLayout, QWidget

from alliance_app.desktop.editor import typing as keys
from alliance_app.desktop.editor.arriving import Arriving
from alliance_app.desktop.editor.background import Background
from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.completion import Completion, FindTitles
from alliance_app.desktop.editor.find import FindBar
from alliance_app.desktop.editor.inserting import FindSpeakers, Inserting
from alliance_app.desktop.editor.lines import LineKind
from alliance_app.desktop.editor.preview import FindPicture, Preview
from alliance_app.desktop.editor.source import SourceEdit
from alliance_app.desktop.editor.table_menu import TableMenu, open_menu
from alliance_app.desktop.editor.tables import table
from alliance_app.desktop.editor.thumbnails import Thumbnails
from alliance_app.desktop.editor.toolbar import Toolbar
from alliance_app.records.characters import characters

_LISTS = {
    "bullets": LineKind.BULLET,
    "numbers": LineKind.NUMBER,
    "tasks": LineKind.TASK,
    "quote": LineKind.QUOTE,
}
_OF_LINES = frozenset({*_LISTS, "heading0", "heading1", "heading2", "heading3"})


class BodyEditor(QWidget):
    """A Markdown body being written.

    `edited` comes after each change, never while an input method composes; `body()` never holds what it composes.
    `files_dropped` brings paths that were dropped, pasted or chosen; `picture_pasted` a PNG and a name for it:
    keep them and answer with `insert_picture`. `link_activated` brings a record's title or an http, https or mailto
    address. `counted` brings the number of characters (字数).
    """

    edited = Signal()
    files_dropped = Signal(list)
    picture_pasted = Signal(bytes, str)
    link_activated = Signal(str)
    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None, colours: EditorColours = LIGHT) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self.destroyed.connect(self._background.close)
        self.toolbar = Toolbar(self)
        self.source = SourceEdit(self, colours)
        self.source.setAccessibleName(self.tr("Text of the record"))
        self.source.setPlaceholderText(self.tr("Write here. Paste or drop pictures and files."))
        self.preview = Preview(self._background, self)
        self.preview.setAccessibleName(self.tr("Preview of the text"))
        self.find_bar = FindBar(self.source, self)
        self._lay_out()
        self._thumbnails = Thumbnails(self._background, self.source.viewport().update)
        self.source.picture = self._thumbnails
        self._arriving = Arriving(self.source, self._background)
        self.completion = Completion(self.source, self._background, self)
        self._inserting = Inserting(self.source, self.completion, self.toolbar.commands(), self.command)
        self.table_menu = TableMenu(self.source)
        self.source.menu_wanted.connect(lambda place: open_menu(self.source, self.table_menu, place, self))
        self._shown_figure: Callable[[str], str] | None = None
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(300)
        self._counting.timeout.connect(self._count)
        self._connect()
        self.set_colours(colours)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.toolbar)
        column.addWidget(self.find_bar)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.source)
        self._pages.addWidget(self.preview)
        column.addLayout(self._pages, 1)
        self.count = QLabel(self)
        self.count.setObjectName("editorCount")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.setContentsMargins(0, 0, 2, 4)
        self.count.setAccessibleName(self.tr("Number of characters"))
        column.addSpacing(-6)
        column.addWidget(self.count)
        self.setFocusProxy(self.source)

    def _connect(self) -> None:
        self.source.edited.connect(self.edited)
        self.source.edited.connect(self._counting.start)
        self.source.files_dropped.connect(self.files_dropped)
        self._arriving.picture_pasted.connect(self.picture_pasted)
        self.source.link_activated.connect(self.link_activated)
        self.source.mark_hovered.connect(self._tell_figure)
        self.preview.link_activated.connect(self.link_activated)
        self.toolbar.chosen.connect(self.command)
        self.toolbar.mode_chosen.connect(lambda preview: self.show_preview(preview=preview))
        for command in self.toolbar.commands():
            for sequence in (command.keys, command.also):
                self._add_key(sequence, partial(self.command, command.name))
        self._shortcut("Ctrl+Shift+V", lambda: self.show_preview(preview=not self.previewing))
        self._add_key("Ctrl+F", self.open_find)

    def _add_key(self, sequence: str, does: Callable[[], object]) -> None:
        """A key of the text's own. Shift with a digit comes as another sign on most keyboards: Qt's shortcuts know."""
        if sequence.startswith(("Ctrl+", "F")):
            self.source.own_keys[sequence] = does
        if "Shift+" in sequence:
            self._shortcut(sequence, does)

    def _shortcut(self, sequence: str, does: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(sequence), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(does)

    # -- the body

    def set_body(self, text: str) -> None:
        """Show another body; nothing to undo, the cursor at its start."""
        self.completion.hide()
        self._arriving.forget()
        self._thumbnails.forget()
        self.source.set_body(text)
        self._counting.start()
        self._refresh_preview()

    def begin(self) -> None:
        """Take the keyboard, the cursor where writing begins."""
        self.source.begin()
        self.setFocus()

    def body(self) -> str:
        """The text as typed, without what an input method is composing."""
        return self.source.body()

    def merge_body(self, text: str, seen: str | None = None) -> None:
        """Take over a change from underneath; see SourceEdit.merge_body. It is no edit of the writer's."""
        self.source.merge_body(text, seen)
        self._thumbnails.forget_missing()
        self._counting.start()
        self._refresh_preview()

    @property
    def composing(self) -> bool:
        """Whether an input method is composing: `edited` follows when it is done."""
        return self.source.composing

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked on by and by: looks, preview, titles, counting."""
        return self._background.idle and self.source.settled and not self._counting.isActive()

    @property
    def previewing(self) -> bool:
        """Whether the preview is shown."""
        return self._pages.currentWidget() is self.preview

    def set_resolver(self, picture: FindPicture, titles: FindTitles) -> None:
        """Where things come from; both are called off the GUI thread.

        `picture(reference)` gives the file of an attachment's sha256 or name, or None; `titles(typed)` titles to offer.
        """
        self.preview.set_resolver(picture)
        self._thumbnails.set_resolver(picture)
        self._inserting.set_finder("titles", titles)
        self._refresh_preview()

    def set_members(self, members: FindTitles) -> None:
        """Where the names of member enterprises come from that `@` offers; called off the GUI thread."""
        self._inserting.set_finder("members", members)

    def set_speakers(self, speakers: FindSpeakers) -> None:
        """Who may speak, as 人·单位: offered by F8, after those who have spoken."""
        self._inserting.set_speakers(speakers)

    def set_figures(self, figures: FindTitles, shown: Callable[[str], str] | None = None) -> None:
        """What `{{` offers, without the braces, and what such a mark shows; both are called off the GUI thread."""
        self._inserting.set_finder("figures", figures)
        self._shown_figure = shown

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting change."""
        self.source.setReadOnly(read_only)
        self.toolbar.set_writable(not read_only)

    def set_colours(self, colours: EditorColours) -> None:
        """Follow the theme."""
        self.source.set_colours(colours)
        self.toolbar.set_colours(colours)
        self.preview.set_colours(colours)
        self.find_bar.set_colours(colours)
        self.completion.set_colours(colours)
        self.table_menu.set_colours(colours)
        self.count.setStyleSheet(f"#editorCount {{ color: {colours.muted}; font-size: 12px; }}")
        self._refresh_preview()

    def set_placeholder(self, text: str) -> None:
        """What an empty body says."""
        self.source.setPlaceholderText(text)

    def close_background(self) -> None:
        """Finish the worker thread; for the window's end."""
        self._background.close()

    # -- commands

    def command(self, name: str) -> None:
        """Do what the toolbar's button of this name does."""
        if self.source.isReadOnly() or (name in _OF_LINES and self.table_menu.in_table):
            return  # a row of a table becomes no heading and no item
        self._come_to_text()
        match name:
            case "bold" | "italic":
                mark = "**" if name == "bold" else "*"
                self.source.change(lambda text, start, end: keys.toggle_mark(text, start, end, mark))
            case "heading0" | "heading1" | "heading2" | "heading3":
                level = int(name[-1])
                self.source.change(lambda text, start, end: keys.toggle_heading(text, start, end, level))
            case "bullets" | "numbers" | "tasks" | "quote":
                kind = _LISTS[name]
                self.source.change(lambda text, start, end: keys.toggle_list(text, start, end, kind))
            case "table":
                self._insert_table()
            case "rule":
                self.source.insert_apart("---")
            case "picture":
                QTimer.singleShot(0, self._choose_files)
            case "time":
                self.source.insert(f"{datetime.now().astimezone():%H:%M} ")
            case _:
                self._ask(name)
        self.source.setFocus()

    def _come_to_text(self) -> None:
        """Be where something can be put in."""
        if self.previewing:
            self.show_preview(preview=False)
        if not self.source.hasFocus():
            self.source.begin(at_end=True)

    def _ask(self, name: str) -> None:
        """Open the list of what can be put in, or of one sort of it."""
        self.source.prepare_edit()
        self.source.setFocus()
        match name:
            case "insert":
                self._inserting.ask_anything()
            case "link":
                self._inserting.ask_title()
            case "member":
                self._inserting.ask_member()
            case "speaker":
                self._inserting.ask_speaker()
            case "figure":
                self._inserting.ask_figure()

    def _tell_figure(self, mark: str) -> None:
        """Let the mouse tell what a mark shows when it is printed."""
        tip = self.source.viewport().setToolTip
        tip(mark)
        shown = self._shown_figure
        if mark and shown is not None:
            self._background.run(lambda: shown(mark), tip, "figure")

    def insert_speaker(self, name: str) -> None:
        """Begin what somebody says, 人·单位, on a line of its own."""
        self.source.prepare_edit()
        self._inserting.speak(name)

    def insert_picture(self, reference: str) -> None:
        """Put a picture in: `attachment:…` or a file name, or the whole `![caption](…)`; where it stood in what was
        pasted, else at the cursor."""
        self._arriving.put_in(reference if reference.startswith("![") else f"![]({reference})")

    def insert_text(self, text: str) -> None:
        """Put text in place of the selection."""
        self.source.insert(text)

    def open_find(self) -> None:
        """Open the find bar."""
        if self.previewing:
            self.show_preview(preview=False)
        self.find_bar.open_bar()

    def show_preview(self, *, preview: bool) -> None:
        """Show the preview, or the source again."""
        self.source.end_composition()
        self.completion.hide()
        if preview:
            self.find_bar.hide()
            self.preview.show_body(self.body())
        page = self.preview if preview else self.source
        self._pages.setCurrentWidget(page)
        self.toolbar.show_mode(preview=preview)
        self.setFocusProxy(page)
        page.setFocus()

    def _refresh_preview(self) -> None:
        if self.previewing:
            self.preview.show_body(self.body())

    def _insert_table(self) -> None:
        self.source.insert_apart(table(3, 2))
        cursor = self.source.textCursor()
        block = cursor.block()
        while block.isValid() and not block.text().startswith("| ---"):
            block = block.previous()
        head = block.previous()
        if head.isValid():
            self.source.moveCursor(QTextCursor.MoveOperation.NextBlock)  # below it: all of it is to be seen
            self.source.ensureCursorVisible()
            cursor.setPosition(head.position() + 2)
            self.source.setTextCursor(cursor)

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Insert pictures or files"))
        if chosen:
            self.files_dropped.emit([Path(name) for name in chosen])

    def _count(self) -> None:
        body = self.body()
        self._background.run(lambda: characters(body), self._show_count, "count")

    def _show_count(self, number: int) -> None:
        self.count.setText(self.tr("{count} characters").format(count=f"{number:,}"))
        self.counted.emit(number)
