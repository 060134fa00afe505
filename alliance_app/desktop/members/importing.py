"""An Excel roster looked at before it is taken in: every row with how it stands, the wrong ones by themselves."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.giving.exporting import FOLDER
from alliance_app.desktop.members.one_row import OneRow
from alliance_app.desktop.members.preview_table import NAME, ROW, STANDING, WHAT, PreviewTable, standings
from alliance_app.desktop.widgets.looks import OneLine, button, label, restyle, waiting_bar
from alliance_app.intake.roster import Applied, Preview, PreviewRow, Roster, Standing, apply, compare, read_roster
from alliance_app.library import Changed

_WIDTH, _HEIGHT = 980, 680  # px
_SHELVES: tuple[Standing | None, ...] = (
    None, Standing.WRONG, Standing.ASKS, Standing.NEW, Standing.CHANGES, Standing.SAME,
)  # fmt: skip


def ask_roster(over: QWidget, desk: Desk) -> Path | None:
    """Which file is to be looked at; None when nobody says."""
    title = QCoreApplication.translate("Roster", "Import roster")
    folder = desk.settings.text(FOLDER, str(Path.home()))
    chosen, _filter = QFileDialog.getOpenFileName(over, title, folder, "Excel (*.xlsx *.xlsm)")
    return Path(chosen) if chosen else None


class RosterDialog(QDialog):
    """Shows what a roster would change; nothing is written before “Import” is pressed."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import roster"))
        self._desk = desk
        self._path = path
        self._roster: Roster | None = None
        self._answers: dict[int, str] = {}
        self._shelf: Standing | None = None
        self.preview: Preview | None = None
        self.heading = OneLine()
        self.heading.setProperty("middle", True)
        self.sheet = QComboBox()
        self.told = label(role="quiet", wrap=True)
        self.chips = {each: button("", partial(self._show_only, each), role="chip") for each in _SHELVES}
        self.rows = PreviewTable(desk.theme, self)
        self.table = QTableView()
        self.one = OneRow(desk)
        self.skip = QCheckBox()
        self.template = button(self.tr("Save the template…"), self._save_template, role="link")
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.take_in: QPushButton = button(self.tr("Import"), self._apply, role="primary")
        self._bar = waiting_bar()
        self._lay_out()
        self._connect()
        over = parent.window().size()
        self.resize(min(_WIDTH, over.width() - 60), min(_HEIGHT, over.height() - 60))
        self.table.setFocus()
        self.read()

    # -- reading

    def read(self, sheet: str | None = None) -> None:
        """Read the file, and compare it with the library."""
        path, library = self._path, self._desk.library
        self._busy(True)

        def work() -> tuple[Roster, Preview]:
            roster = read_roster(path, sheet)
            return roster, compare(library, roster)

        def show(found: tuple[Roster, Preview]) -> None:
            self._roster, self._answers = found[0], {}
            self._show_sheets(found[0])
            self._show(found[1])

        self._desk.tasks.read(work, show, owner=self, lane="roster", failed=self._refused)

    def _look_again(self) -> None:
        """Compare once more, with what was answered."""
        roster, answers, library = self._roster, dict(self._answers), self._desk.library
        if roster is not None:
            self._desk.tasks.read(
                lambda: compare(library, roster, answers), self._show, owner=self, lane="roster", failed=self._refused
            )

    def _refused(self, error: Exception) -> None:
        self._busy(False)
        self.told.setText(in_words(error))
        restyle(self.told, "wrong", True)
        self.take_in.setEnabled(False)
        self.table.setVisible(self.preview is not None)

    # -- showing

    def _show(self, preview: Preview) -> None:
        self._busy(False)
        self.preview = preview
        counts = preview.counts()
        said, everything = standings(), self.tr("All")
        for standing, chip in self.chips.items():
            count = len(preview.rows) if standing is None else counts[standing]
            chip.setText(f"{everything if standing is None else said[standing]} {count}")
            chip.setAccessibleName(chip.text())
            chip.setVisible(standing is None or bool(count))
            restyle(chip, "on", standing is self._shelf)
        if self._shelf is not None and not counts[self._shelf]:
            self._show_only(None)
        restyle(self.told, "wrong", False)
        self.told.setText(self._summary(preview))
        self.told.setVisible(bool(self.told.text()))
        self._show_rows()
        self._judge()

    def _summary(self, preview: Preview) -> str:
        parts = []
        if preview.left_out:
            rows = "、".join(f"{each.number}（{each.reason}）" for each in preview.left_out[:6])
            parts.append(self.tr("Rows that are no enterprise: {rows}").format(rows=rows))
        if preview.roster.unread:
            columns = "、".join(preview.roster.unread[:12])
            parts.append(self.tr("Columns that are not used: {columns}").format(columns=columns))
        return "　".join(parts)

    def _show_sheets(self, roster: Roster) -> None:
        self.heading.show_text(self._path.name)
        self.sheet.blockSignals(True)
        self.sheet.clear()
        self.sheet.addItems(list(roster.fitting))
        self.sheet.setCurrentText(roster.sheet)
        self.sheet.blockSignals(False)
        self.sheet.setVisible(len(roster.fitting) > 1)

    def _show_only(self, standing: Standing | None) -> None:
        self._shelf = standing
        for each, chip in self.chips.items():
            restyle(chip, "on", each is standing)
        self._show_rows()

    def _show_rows(self) -> None:
        if self.preview is None:
            return
        kept = self.rows.at(self.table.currentIndex().row())
        rows: Sequence[PreviewRow] = (
            self.preview.rows if self._shelf is None else self.preview.of(self._shelf)
        )
        self.rows.show(rows)
        wanted = next((at for at, each in enumerate(rows) if kept is not None and each.number == kept.number), 0)
        if rows:
            self.table.setCurrentIndex(self.rows.index(wanted, NAME))
        self._show_one()

    def _show_one(self) -> None:
        row = self.rows.at(self.table.currentIndex().row())
        self.one.show_row(row, self._answers.get(row.number, "") if row is not None else "")

    def _answer(self, number: int, answer: str) -> None:
        if answer:
            self._answers[number] = answer
        else:
            self._answers.pop(number, None)
        self._look_again()

    def _judge(self) -> None:
        """Whether it can be taken in, and what the button says."""
        if self.preview is None:
            return
        held_up = len(self.preview.held_up)
        ready = len(self.preview.of(Standing.NEW, Standing.CHANGES))
        self.skip.setVisible(bool(held_up))
        self.skip.setText(self.tr("Leave out the {count} rows that are wrong or not clear").format(count=held_up))
        self.take_in.setEnabled(bool(ready) and (not held_up or self.skip.isChecked()))
        self.take_in.setText(self.tr("Import {count}").format(count=ready) if ready else self.tr("Nothing to import"))

    # -- doing

    def _apply(self) -> None:
        preview, library, skip = self.preview, self._desk.library, self.skip.isChecked()
        if preview is None:
            return
        self._busy(True)
        self._desk.tasks.write(
            lambda: apply(library, preview, skip_wrong=skip), self._done, owner=self, failed=self._apply_refused
        )

    def _done(self, applied: Applied) -> None:
        text = self.tr("Roster taken in: {added} new, {changed} changed, {left} rows left out.")
        self._desk.say(
            text.format(added=len(applied.added), changed=len(applied.changed), left=len(applied.left_out))
            + (" " + self.tr("New members are drafts until they are shared.") if applied.added else "")
        )
        self._desk.touched.emit(Changed(frozenset((*applied.added, *applied.changed)), 0))
        self.accept()

    def _apply_refused(self, error: Exception) -> None:
        self._desk.failed(error)
        self._busy(False)
        self._look_again()

    def _save_template(self) -> None:
        folder = Path(self._desk.settings.text(FOLDER, str(Path.home())))
        name = self.tr("Member roster template") + ".xlsx"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the template"), str(folder / name), "Excel (*.xlsx)"
        )
        if not chosen:
            return

        def work() -> Path:
            from alliance_app.writeups.sheets import write_template

            return write_template(Path(chosen))

        self._desk.tasks.read(
            work, lambda path: self._desk.say(self.tr("Saved as {name}").format(name=path.name)), owner=self
        )

    def _busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        for control in (self.sheet, self.skip, self.one):
            control.setEnabled(not busy)
        if busy:
            self.take_in.setEnabled(False)

    # -- layout

    def _connect(self) -> None:
        self.sheet.textActivated.connect(self.read)
        self.skip.toggled.connect(lambda _on: self._judge())
        self.table.selectionModel().currentRowChanged.connect(lambda *_places: self._show_one())
        self.one.answered.connect(self._answer)

    def _lay_out(self) -> None:
        self.heading.show_text(self._path.name)
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.sheet.hide()
        self.skip.hide()
        self._lay_out_table()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.heading, 1)
        head.addWidget(self.sheet)
        head.addWidget(self.template)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.skip, 1)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.take_in)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        for part in (head, chips):
            box.addLayout(part)
        box.addWidget(self.told)
        box.addWidget(self.table, 1)
        box.addWidget(self.one)
        box.addWidget(self._bar)
        box.addLayout(foot)

    def _lay_out_table(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setAccessibleName(self.tr("Rows of the roster"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setHighlightSections(False)
        for column, width in ((ROW, 56), (NAME, 240), (STANDING, 92)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
