"""The photos and files of a record: thumbnails, cards, opening, saving a copy, adding, taking off."""

import re
import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog, QGridLayout, QMenu, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.looks import button, label, shown_as_it_is
from alliance_app.desktop.widgets.small_cards import Card, Section, Thumb
from alliance_app.records.values import Attachment, Record

_THUMB_HEIGHT = 66  # px
# what the system's programs show and do not run; an attachment may come from anybody who can write to the shared folder
_SHOWN_OUTSIDE = frozenset(
    {
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic", ".heif"),
        *(".pdf", ".ofd", ".doc", ".docx", ".wps", ".rtf", ".odt", ".txt", ".md", ".eml", ".ics", ".vcf"),
        *(".xls", ".xlsx", ".et", ".ods", ".csv", ".json", ".ppt", ".pptx", ".dps", ".odp", ".xmind", ".dwg", ".dxf"),
        *(".mp3", ".m4a", ".wav", ".aac", ".amr", ".ogg", ".flac", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".wmv"),
        *(".webm", ".zip", ".7z", ".rar"),
    }
)


class Attachments(Section):
    """`chosen(paths)`: files to be added; `detached(name)`: one to be taken off."""

    chosen = Signal(list)
    detached = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._title = self.tr("Photos and files")
        self._desk = desk
        self._shown: object = None
        self.add = button("＋", self._choose_files, role="quiet", name=self.tr("Add files"))
        self.add.setToolTip(self.tr("Add files (or drop them here)"))
        self.add_action(self.add)

    def forget(self) -> None:
        """Show the files anew next time."""
        self._shown = None

    def show_record(self, record: Record) -> None:
        """Show a record's files."""
        shown = (record.attachments, record.trashed_at is None)
        if shown == self._shown:
            return
        self._shown = shown
        self.add.setVisible(record.trashed_at is None)
        self.start(str(len(record.attachments)))
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
            self.cards.addWidget(holder)
        for each in record.attachments:
            if not each.is_picture:
                self.cards.addWidget(self._file(record, each))

    def _picture(self, record: Record, attachment: Attachment) -> Card:
        card = Card(attachment.name)
        card.setToolTip(shown_as_it_is(f"{attachment.name} · {size_text(attachment.size)}"))
        card.setFixedHeight(_THUMB_HEIGHT)
        face = Thumb()
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(face)
        self._make_pressable(card, record, attachment)
        library = self._desk.library

        def read() -> QImage | None:
            path = library.thumbnail(attachment.sha256)
            return QImage(str(path)) if path else None

        def show(image: QImage | None) -> None:
            if image is None or image.isNull():
                face.setText(self.tr("on its way") if library.blob(attachment.sha256) is None else attachment.name[:8])
                return
            face.show_image(image)

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
                made.addAction(self.tr("Take off the record"), partial(self.detached.emit, attachment.name))
            made.popup(place)

        card.menu_wanted.connect(menu)

    def _open_file(self, attachment: Attachment) -> None:
        """Hand a copy under its own name to the program the system has for it, unless it may itself be a program."""
        if Path(attachment.name).suffix.lower() not in _SHOWN_OUTSIDE:
            text = self.tr("“{name}” may be a program and was not opened. If you know who added it: “Save a copy…”.")
            self._desk.say(text.format(name=attachment.name))
            return
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

    def _choose_files(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        if chosen:
            self.chosen.emit([Path(each) for each in chosen])


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
