"""The right column: photos and files, records that belong together, and the history of the record at hand."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.attachments import Attachments
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.desktop.widgets.record_head import local_time
from alliance_app.desktop.widgets.small_cards import Card, Section
from alliance_app.library import LinkEnd, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Commit, Record

_SHOWN = 6
_NARROW = 1300  # px, a window in which a badge leaves no room beside it
# Enterprises are named in the form already: what was done together comes first.
_ORDER = {"member": 2, "assessment": 1}


class SidePane(QFrame):
    """What belongs to the record. `open_record(id)`, `history(version)` and `files(paths)` ask the page."""

    open_record = Signal(str)
    make_record = Signal(str)
    history = Signal(str)
    files = Signal(list)

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__()
        self.setObjectName("sidePane")
        self.setAcceptDrops(True)
        self._desk = desk
        self._open = record
        self._around: object = None
        self.attachments = Attachments(desk)
        self.attachments.chosen.connect(self.files)
        self.attachments.detached.connect(record.detach)
        self.links = Section(self.tr("Belongs together"))
        self.commits = Section(self.tr("History"))
        inner = QWidget()
        inner.setObjectName("sideInner")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 18, 16, 16)
        column.setSpacing(14)
        for section in (self.attachments, self.links, self.commits):
            column.addWidget(section)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        self._inner = inner
        record.opened.connect(self.show_record)
        record.renewed.connect(self.show_record)
        record.closed.connect(inner.hide)
        desk.theme.changed.connect(self.refresh)
        inner.hide()

    def show_record(self, record: Record) -> None:
        """Show what belongs to a record, as it is read."""
        self._inner.show()
        self.attachments.show_record(record)
        library, record_id = self._desk.library, record.id
        self._desk.tasks.read(
            lambda: (record_id, library.links(record_id), library.history(record_id)),
            self._show_around,
            owner=self,
            lane="around",
        )

    def refresh(self) -> None:
        """Show everything anew: in other colours, or with files that have arrived."""
        self._around = None
        self.attachments.forget()
        if self._open.record is not None:
            self.show_record(self._open.record)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Keep the files with the record."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files.emit(paths)

    # -- links and history

    def _show_around(self, read: tuple[str, Links, Sequence[Commit]]) -> None:
        record_id, links, commits = read
        if self._open.record is None or self._open.record.id != record_id or read == self._around:
            return
        self._around = read
        ends = sorted(_distinct((*links.outgoing, *links.incoming)), key=lambda end: _ORDER.get(end.kind, 0))
        self.links.start(str(len(ends)))
        self._show_links(ends, _SHOWN)
        self.commits.start(self.tr("{count} versions").format(count=len(commits)))
        for commit in commits[:_SHOWN]:
            self.commits.cards.addWidget(self._commit(commit))

    def _show_links(self, ends: Sequence[LinkEnd], most: int) -> None:
        for end in ends[:most]:
            self.links.cards.addWidget(self._link(end))
        if len(ends) > most:
            text = self.tr("＋ {count} more").format(count=len(ends) - most)
            more = button(text, lambda: self._show_links(ends[most:], 200), role="link")
            more.clicked.connect(more.hide)
            self.links.cards.addWidget(more)

    def _link(self, end: LinkEnd) -> Card:
        kind = KINDS.get(end.kind)
        card = Card(end.title)
        narrow = self._desk.window_width < _NARROW
        row: QBoxLayout = QVBoxLayout(card) if narrow else QHBoxLayout(card)
        row.setContentsMargins(9, 7, 9, 7)
        row.setSpacing(3 if narrow else 6)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if kind is not None and end.id is not None:
            ink, wash = self._desk.theme.tone(end.kind)
            badge = QLabel(kind.short_label)
            look = "border-radius: 4px; padding: 1px 5px; font-size: 11px;"
            badge.setStyleSheet(f"background: {wash}; color: {ink}; {look}")
            row.addWidget(badge, 0, top)
            card.pressed.connect(partial(self.open_record.emit, end.id))
        else:
            row.addWidget(label(self.tr("Not written yet"), role="quiet"), 0, top)
            card.pressed.connect(partial(self.make_record.emit, end.title))
        row.addWidget(label(end.title, wrap=True), 1)
        return card

    def _commit(self, commit: Commit) -> Card:
        what = what_was_done(commit)
        card = Card(what)
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 7, 10, 7)
        box.setSpacing(1)
        box.addWidget(label(what, wrap=True))
        box.addWidget(label(local_time(commit.at), role="quiet"))
        card.pressed.connect(partial(self.history.emit, commit.version))
        return card


def _distinct(ends: Sequence[LinkEnd]) -> list[LinkEnd]:
    """Each linked record once."""
    return list({end.id or end.title: end for end in reversed(ends)}.values())[::-1]


def what_was_done(commit: Commit) -> str:
    """A commit in words."""
    words = {
        "add": QCoreApplication.translate("History", "{who} made it"),
        "import": QCoreApplication.translate("History", "{who} imported it"),
        "edit": QCoreApplication.translate("History", "{who} edited it"),
        "delete": QCoreApplication.translate("History", "{who} moved it to the trash"),
        "restore": QCoreApplication.translate("History", "{who} restored it"),
        "share": QCoreApplication.translate("History", "{who} shared it"),
        "revert": QCoreApplication.translate("History", "{who} went back to an older version"),
        "mend": QCoreApplication.translate("History", "{who}'s device took out what two had written alike"),
        "decide": QCoreApplication.translate("History", "{who} settled what two had changed"),
    }
    text = words.get(commit.what, QCoreApplication.translate("History", "{who} changed it"))
    return text.format(who=commit.author or QCoreApplication.translate("History", "Somebody"))
