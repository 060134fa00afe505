"""All templates in one dialog: looked at, edited as a text, renamed, deleted; files that hold none are named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.widgets.looks import button, label, shown_as_it_is
from alliance_app.library import templates
from alliance_app.library.templates import Shelf
from alliance_app.records.kinds import KINDS
from alliance_app.records.template import Template, write_template

_TEMPLATE = Qt.ItemDataRole.UserRole


class TemplatesDialog(QDialog):
    """`changed`: what there is to start from is not what it was."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Templates"))
        self.resize(900, 580)
        self._desk = desk
        self._folder = desk.library.folder
        self._wanted = ("", "")
        self._shown: Template | None = None  # whose text stands beside the list
        self.list = QListWidget()
        self.list.setObjectName("templates")
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.currentItemChanged.connect(lambda _item, before: self._turn_from(before))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("The template as a text"))
        self.text.textChanged.connect(self._follow)
        self.about = label(role="quiet", wrap=True)
        self.left_aside = label(role="quiet", wrap=True)
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.copy = button(self.tr("Save as my own…"), self._copy)
        self.rename = button(self.tr("Rename…"), self._rename)
        self.delete = button(self.tr("Delete"), self._delete)
        self.files = button(self.tr("Open folder"), self._open_folder)
        self.save = button(self.tr("Save"), self._save, role="primary")
        self.close_button = button(self.tr("Close"), self.close)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.text, 1)
        column.addWidget(self.error)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self.list)
        split.addWidget(beside)
        split.setSizes([270, 630])
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.copy, self.rename, self.delete, self.files):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 14)
        box.setSpacing(10)
        box.addWidget(split, 1)
        box.addWidget(self.left_aside)
        box.addLayout(row)

    @property
    def _chosen(self) -> Template | None:
        return _template_of(self.list.currentItem())

    def _read(self) -> None:
        folder = self._folder
        self._desk.tasks.read(lambda: templates.shelf(folder), self._show_shelf, owner=self, lane="templates dialog")

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shown = None
        self.list.clear()
        for own, heading in ((True, self.tr("My templates")), (False, self.tr("With the program"))):
            some = [each for each in shelf.templates if each.own is own]
            if some:
                self._add_heading(heading)
            for each in some:
                item = QListWidgetItem(f"{KINDS[each.kind].short_label} · {each.name}")
                item.setData(_TEMPLATE, each)
                self.list.addItem(item)
                if (each.kind, each.name) == self._wanted:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(1)
        told = [
            self.tr("Left aside: {name}: {reason}").format(name=f"{each.kind}/{each.path.name}", reason=each.reason)
            for each in shelf.left_aside
        ]
        self.left_aside.setText("\n".join(told[:5]))
        self.left_aside.setVisible(bool(told))

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(QColor(self._desk.theme.colours.faint))
        self.list.addItem(item)

    def done(self, result: int) -> None:
        """Ask first what is to become of a text that was changed."""
        self._turn_from(self.list.currentItem())
        super().done(result)

    def _turn_from(self, item: QListWidgetItem | None) -> None:
        """Another template is looked at, or none: a text that was changed is saved or not, as the user says."""
        before, text = _template_of(item), self.text.toPlainText()
        if before is not None and before.own and text != write_template(before) and self._shown == before:
            told = self.tr("Save what you changed in “{name}”?").format(name=before.name)
            buttons = QMessageBox.StandardButton
            asked = QMessageBox.question(
                self, self.tr("Save"), shown_as_it_is(told), buttons.Save | buttons.Discard, buttons.Save
            )
            if asked is buttons.Save:
                self._do(lambda: templates.rewrite(self._folder, before, text))
        self._show()

    def _show(self) -> None:
        chosen = self._chosen
        own = chosen is not None and chosen.own
        self._shown = chosen
        self.text.setPlainText(write_template(chosen) if chosen else "")
        self.text.setReadOnly(not own)
        mine = self.tr("Words such as 〔日期〕, 〔单位〕 and 〔记录人〕 fill themselves when a record is made.")
        theirs = self.tr("This one came with the program. Save it as your own to change it.")
        self.about.setText(mine if own else theirs)
        self.copy.setEnabled(chosen is not None)
        for each in (self.rename, self.delete):
            each.setEnabled(own)
        self.error.hide()
        self._follow()

    def _follow(self) -> None:
        chosen = self._chosen
        own = chosen is not None and chosen.own
        self.save.setEnabled(own and chosen is not None and self.text.toPlainText() != write_template(chosen))

    def _save(self) -> None:
        chosen, text = self._chosen, self.text.toPlainText()
        if chosen is not None:
            self._do(lambda: templates.rewrite(self._folder, chosen, text))

    def _copy(self) -> None:
        chosen = self._chosen
        name = self._asked(self.tr("Save as my own"), chosen.name if chosen else "")
        if chosen is not None and name:
            copied = replace(chosen, name=name, own=True)
            self._do(lambda: replace(copied, name=templates.keep(self._folder, copied).stem))

    def _rename(self) -> None:
        chosen = self._chosen
        name = self._asked(self.tr("Rename"), chosen.name if chosen else "")
        if chosen is not None and name:
            self._do(lambda: templates.rename(self._folder, chosen, name))

    def _delete(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        text = self.tr("Delete the template “{name}”? Records made of it stay as they are.").format(name=chosen.name)
        buttons = QMessageBox.StandardButton
        asked = QMessageBox.question(
            self, self.tr("Delete"), shown_as_it_is(text), buttons.Yes | buttons.Cancel, buttons.Cancel
        )
        if asked is buttons.Yes:
            self._do(lambda: templates.delete(self._folder, chosen))

    def _asked(self, heading: str, name: str) -> str:
        typed, agreed = QInputDialog.getText(self, heading, self.tr("Name"), text=name)
        return typed.strip() if agreed else ""

    def _do(self, work: Callable[[], Any]) -> None:
        """Change the files off the GUI thread, then show what there is; or say why it could not be done."""

        def done(changed: Template | None) -> None:
            if isinstance(changed, Template):
                self._wanted = (changed.kind, changed.name)
            self.changed.emit()
            self._read()

        def refused(error: Exception) -> None:
            self.error.setText(in_words(error))
            self.error.show()

        self._desk.tasks.write(work, done, owner=self, failed=refused)

    def _open_folder(self) -> None:
        folder = Path(self._folder) / templates.FOLDER

        def show(_made: object) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._desk.tasks.write(lambda: folder.mkdir(exist_ok=True), show, owner=self)


def _template_of(item: QListWidgetItem | None) -> Template | None:
    held = item.data(_TEMPLATE) if item is not None else None
    return held if isinstance(held, Template) else None
