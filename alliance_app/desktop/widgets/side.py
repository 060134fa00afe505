"""The right column: photos and files, records that belong together, and the history of the record at hand."""

import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.looks import button, empty, label
from alliance_app.desktop.widgets.record_head import local_time
from alliance_app.library import LinkEnd, Links
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Attachment, Commit, Record

_SHOWN = 6
_THUMB = QSize(98, 66)
# Enterprises are named in the form already: what was done together comes first.
_ORDER = {"member": 2, "assessment": 1}


class Card(QFrame):
    """A small card that can be pressed, by mouse or keyboard. `menu_wanted` on a right click."""

    pressed = Signal()
    menu_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setProperty("act", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click presses."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Space press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The right button, or the menu key."""
        self.menu_wanted.emit(event.globalPos())


class Section(QWidget):
    """A heading with a count, and cards below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.heading = label(title, role="section")
        self.cards = QVBoxLayout()
        self.cards.setSpacing(7)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(2, 0, 0, 0)
        self._head.addWidget(self.heading, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(7)
        box.addLayout(self._head)
        box.addLayout(self.cards)

    def add_action(self, action: QWidget) -> None:
        """Put something to press beside the heading."""
        self._head.addWidget(action)

    def start(self, count: str) -> None:
        """Empty it, and say how many there are."""
        empty(self.cards)
        self.heading.setText(f"{self._title} · {count}" if count else self._title)


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
        self.attachments = Section(self.tr("Photos and files"))
        self.links = Section(self.tr("Belongs together"))
        self.commits = Section(self.tr("History"))
        self.add = button("＋", self._choose_files, role="quiet", name=self.tr("Add files"))
        self.add.setToolTip(self.tr("Add files (or drop them here)"))
        self.attachments.add_action(self.add)
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
        inner.hide()

    def show_record(self, record: Record) -> None:
        """Show what belongs to a record, as it is read."""
        self._inner.show()
        self.add.setVisible(record.trashed_at is None)
        self._show_attachments(record)
        library, record_id = self._desk.library, record.id
        self._desk.tasks.read(
            lambda: (record_id, library.links(record_id), library.history(record_id)),
            self._show_around,
            owner=self,
            lane="around",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Keep the files with the record."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files.emit(paths)

    def _choose_files(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        if chosen:
            self.files.emit([Path(each) for each in chosen])

    # -- attachments

    def _show_attachments(self, record: Record) -> None:
        self.attachments.start(str(len(record.attachments)))
        pictures = [each for each in record.attachments if each.is_picture]
        if pictures:
            holder = QWidget()
            grid = QGridLayout(holder)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(7)
            for place, each in enumerate(pictures):
                grid.addWidget(self._picture(record, each), place // 2, place % 2)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            self.attachments.cards.addWidget(holder)
        for each in record.attachments:
            if not each.is_picture:
                self.attachments.cards.addWidget(self._file(record, each))

    def _picture(self, record: Record, attachment: Attachment) -> Card:
        card = Card(attachment.name)
        card.setToolTip(f"{attachment.name} · {size_text(attachment.size)}")
        card.setFixedHeight(_THUMB.height())
        face = QLabel()
        face.setAlignment(Qt.AlignmentFlag.AlignCenter)
        face.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(face)
        self._make_pressable(card, record, attachment)
        library, ratio = self._desk.library, self.devicePixelRatioF()

        def read() -> QImage | None:
            path = library.thumbnail(attachment.sha256)
            return covering(QImage(str(path)), _THUMB * ratio) if path else None

        def show(image: QImage | None) -> None:
            if image is None or image.isNull():
                face.setText(self.tr("on its way") if library.blob(attachment.sha256) is None else attachment.name[:8])
                return
            image.setDevicePixelRatio(ratio)
            face.setPixmap(QPixmap.fromImage(image))
            face.setScaledContents(True)

        self._desk.tasks.read(read, show, owner=face)
        return card

    def _file(self, record: Record, attachment: Attachment) -> Card:
        card = Card(attachment.name)
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 7, 10, 7)
        box.setSpacing(1)
        name = label(attachment.name, wrap=True)
        here = self._desk.library.blob(attachment.sha256) is not None
        state = "" if here else self.tr(" · on its way")
        box.addWidget(name)
        box.addWidget(label(size_text(attachment.size) + state, role="quiet"))
        self._make_pressable(card, record, attachment)
        return card

    def _make_pressable(self, card: Card, record: Record, attachment: Attachment) -> None:
        card.pressed.connect(partial(self._open_file, attachment))

        def menu(place: QPoint) -> None:
            made = QMenu(self)
            made.addAction(self.tr("Open"), partial(self._open_file, attachment))
            made.addAction(self.tr("Save a copy…"), partial(self._save_copy, attachment))
            if record.trashed_at is None:
                made.addAction(self.tr("Take off the record"), partial(self._open.detach, attachment.name))
            made.popup(place)

        card.menu_wanted.connect(menu)

    def _open_file(self, attachment: Attachment) -> None:
        """Hand a copy under its own name to the program the system has for it."""
        self._desk.tasks.read(
            partial(readable_copy, self._desk, attachment),
            self._show_outside,
            owner=self,
        )

    def _show_outside(self, path: Path | None) -> None:
        if path is None:
            self._desk.say(self.tr("This file has not arrived yet. It comes with one of the next syncs."))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _save_copy(self, attachment: Attachment) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), attachment.name)
        source = self._desk.library.blob(attachment.sha256)
        if chosen and source is not None:
            self._desk.tasks.read(
                lambda: Path(chosen).write_bytes(source.read_bytes()),
                lambda _size: self._desk.say(self.tr("Saved as {name}").format(name=Path(chosen).name)),
                owner=self,
            )

    # -- links and history

    def _show_around(self, read: tuple[str, Links, Sequence[Commit]]) -> None:
        record_id, links, commits = read
        if self._open.record is None or self._open.record.id != record_id:
            return
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
        row = QHBoxLayout(card)
        row.setContentsMargins(9, 7, 9, 7)
        row.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
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
        "decide": QCoreApplication.translate("History", "{who} settled what two had changed"),
    }
    text = words.get(commit.what, QCoreApplication.translate("History", "{who} changed it"))
    return text.format(who=commit.author or QCoreApplication.translate("History", "Somebody"))


def covering(image: QImage, size: QSize) -> QImage:
    """The middle of a picture, scaled so that it covers `size`. For a reader thread."""
    if image.isNull():
        return image
    scaled = image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())


def size_text(size: int) -> str:
    """A size in bytes as people read it."""
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 10 else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"


def readable_copy(desk: Desk, attachment: Attachment) -> Path | None:
    """A copy of an attachment under its own name, read-only, for other programs to open. For a reader thread."""
    source = desk.library.blob(attachment.sha256)
    if source is None:
        return None
    folder = desk.scratch / attachment.sha256[:16]
    folder.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", attachment.name).strip(". ") or "file"
    target = folder / safe
    if not target.exists():
        shutil.copyfile(source, target)
        target.chmod(0o400)
    return target
