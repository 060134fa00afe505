"""The line above the title: kind, whether all is saved, who can see the record, and what can be done with it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import SaveState, Saving
from alliance_app.desktop.widgets.looks import OneLine, button, label, restyle
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record, State

_HEIGHT = 30  # px, with any button: the title stands still from one kind to another


class RecordHead(QWidget):
    """`share`, `delete`, `export(format)`, `print_wanted`, `history` and `template` are asked for by its menus.

    `write`: a case is to be written; `live`: notes of a salon are to be taken on a page of their own.
    """

    share = Signal()
    write = Signal()
    print_wanted = Signal()
    delete = Signal()
    export = Signal(str)
    history = Signal()
    live = Signal()
    template = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: Record | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.setMinimumHeight(_HEIGHT)
        self.kind = label()
        self.saved = OneLine()
        self.saved.setProperty("quiet", True)
        self.state = QPushButton()
        self.state.setProperty("quiet", True)
        self.state.setAutoDefault(False)
        self.state.setMenu(self._state_menu())
        self.write_case = button(self.tr("Write the case"), self.write.emit, role="small")
        self.more = QPushButton("⋯")
        self.more.setProperty("quiet", True)
        self.more.setAutoDefault(False)
        self.more.setAccessibleName(self.tr("More about this record"))
        self.more.setToolTip(self.tr("More about this record"))
        self.more.setMenu(self._more_menu())
        self.write_live = button(self.tr("Take notes live"), self.live.emit, role="chip")
        self.write_live.setToolTip(self.tr("A page of its own for a salon under way: topics, speakers, decisions"))
        row.addWidget(self.kind)
        row.addWidget(self.saved, 1)
        row.addWidget(self.write_case)
        row.addWidget(self.write_live)
        row.addWidget(self.state)
        row.addWidget(self.more)
        desk.theme.changed.connect(self._paint_kind)

    def show_record(self, record: Record) -> None:
        """Show whose record this is, and since when."""
        self._record = record
        self._paint_kind()
        shared = record.state is State.SHARED
        text = self.tr("✓ Shared with the alliance ▾") if shared else self.tr("● Only on this computer ▾")
        self.state.setText(text)
        self.state.setAccessibleName(text.strip("✓●▾ "))
        self.state.setVisible(record.trashed_at is None)
        self.more.setVisible(record.trashed_at is None)
        self.write_case.setVisible(record.kind == "case" and record.trashed_at is None)
        self.write_live.setVisible(record.kind == "salon" and record.trashed_at is None)
        self._share.setVisible(not shared)
        self._shared.setVisible(shared)
        restyle(self.state, "shared", shared)
        self.saved.show_text(
            self.tr("{who} · {when}").format(who=record.updated_by, when=local_time(record.updated_at))
        )

    def show_saving(self, state: SaveState) -> None:
        """Show how far saving is."""
        words = saving_words(state)
        if words:
            self.saved.show_text(words)
        restyle(self.saved, "wrong", state.saving is Saving.FAILED)

    def _paint_kind(self) -> None:
        if self._record is None:
            return
        kind = KINDS.get(self._record.kind)
        ink, wash = self._desk.theme.tone(self._record.kind)
        self.kind.setText(kind.label if kind else self._record.kind)
        self.kind.setStyleSheet(
            f"background: {wash}; color: {ink}; border-radius: 4px; padding: 1px 6px; font-size: 12px;"
        )

    def _state_menu(self) -> QMenu:
        menu = QMenu(self)
        self._share = menu.addAction(self.tr("Share with the alliance"), self.share.emit)
        self._shared = menu.addAction(self.tr("Shared: goes out with the next sync"))
        self._shared.setEnabled(False)
        return menu

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("All versions…"), self.history.emit)
        menu.addAction(self.tr("Make a template of this…"), self.template.emit)
        menu.addSeparator()
        for text, form in export_choices():
            menu.addAction(text, partial(self.export.emit, form))
        menu.addAction(self.tr("Print…"), self.print_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Move to the trash"), self.delete.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, False)
        return menu


def saving_words(state: SaveState) -> str:
    """How far saving is, in words; empty where nothing was typed yet."""
    clock = f"{state.at:%H:%M}" if state.at else ""
    texts = {
        Saving.WAITING: QCoreApplication.translate("RecordHead", "Editing…"),
        Saving.SAVING: QCoreApplication.translate("RecordHead", "Saving…"),
        Saving.SAVED: QCoreApplication.translate("RecordHead", "Saved · {time}").format(time=clock),
        Saving.FAILED: QCoreApplication.translate("RecordHead", "Not saved yet: {reason}").format(reason=state.reason),
    }
    return texts.get(state.saving, "")


def export_choices() -> list[tuple[str, str]]:
    """(text, format) of every way out."""
    return [
        (QCoreApplication.translate("Export", "Export to Word…"), "docx"),
        (QCoreApplication.translate("Export", "Export to PDF…"), "pdf"),
        (QCoreApplication.translate("Export", "Export to HTML…"), "html"),
        (QCoreApplication.translate("Export", "Export to Markdown…"), "md"),
    ]


def local_time(moment: str) -> str:
    """A stored UTC time, in this computer's time zone, to the minute."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return moment
