"""The heading of the page: whose year, how far saving is, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QMenu, QPushButton

from alliance_app.desktop.open_record import SaveState, Saving
from alliance_app.desktop.stars.reading import Year
from alliance_app.desktop.stars.submitting import standing_in_words, tone_of
from alliance_app.desktop.widgets.looks import OneLine, button, empty_menu, label, restyle, shown_as_it_is
from alliance_app.desktop.widgets.pick import Offer, Option, PickPopup
from alliance_app.desktop.widgets.record_head import saving_words
from alliance_app.records import clock
from alliance_app.records.values import State

_FIRST, _LAST = 1990, 2200


class Head(QFrame):
    """`year_chosen(year)`, `member_chosen(id)`, `explain`, `export(format)`, `submit`, `reviewed`: what is wanted."""

    year_chosen = Signal(int)
    member_chosen = Signal(str)
    new_member = Signal()
    explain = Signal()
    export = Signal(str)
    submit = Signal()
    reviewed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("starsHead")
        self._members: Sequence[tuple[str, str]] = ()
        self._year = clock.today().year
        self.year = QPushButton()
        self.year.setProperty("whose", True)
        self.year.setAutoDefault(False)
        self._years = QMenu(self.year)
        self.year.setMenu(self._years)
        self.member = button("", self._choose_member, role="whose")
        self.saved = OneLine()
        self.saved.setProperty("quiet", True)
        self.review = label()
        self.review.setProperty("standing", "grey")
        self.explaining = button(self.tr("Indicators…"), self.explain.emit, name=self.tr("About the indicators"))
        self.exporting = QPushButton(self.tr("Export ▾"))
        self.exporting.setAccessibleName(self.tr("Export the form"))
        self.exporting.setAutoDefault(False)
        out = QMenu(self.exporting)
        out.addAction(self.tr("Excel…"), lambda: self.export.emit("xlsx"))
        out.addAction(self.tr("Word…"), lambda: self.export.emit("docx"))
        self.exporting.setMenu(out)
        self.submitting = button(
            self.tr("Submit…"), self.submit.emit, role="primary", name=self.tr("Submit for review")
        )
        self.reviewing = button(self.tr("Review…"), self.reviewed.emit, role="primary")
        self._lay_out()

    def show_year(self, read: Year) -> None:
        """Show whose year it is."""
        self._members, self._year = read.members, read.year
        said = self.tr("{year}").format(year=read.year)
        self.year.setText(f"{said} ▾")
        self.year.setAccessibleName(self.tr("Year: {year}").format(year=read.year))
        title = read.member.title if read.member is not None else self.tr("Whose?")
        self.member.setText(f"{title if len(title) <= 14 else title[:14] + '…'} ▾")
        self.member.setToolTip(shown_as_it_is(title))
        self.member.setAccessibleName(self.tr("Union: {title}").format(title=title))
        record = read.found.record
        self.exporting.setEnabled(read.member is not None)
        self.submitting.setVisible(read.member is not None and (record is None or record.state is State.DRAFT))
        self.reviewing.setVisible(read.federation and record is not None and record.state is State.SHARED)
        restyle(self.review, "standing", tone_of(read.review))
        self.review.setText(standing_in_words(read))
        self.review.setToolTip(shown_as_it_is(read.review.words))
        self.review.setVisible(read.member is not None)
        self._fill_years(read.years)

    def show_saving(self, state: SaveState) -> None:
        """Show how far saving is."""
        self.saved.show_text(saving_words(state))
        restyle(self.saved, "wrong", state.saving is Saving.FAILED)

    def _fill_years(self, known: Sequence[int]) -> None:
        empty_menu(self._years)
        now = clock.today().year
        for year in sorted({*known, self._year}, reverse=True):
            self._add_year(year, self.tr("{year}").format(year=year))
        self._years.addSeparator()
        for year in (now, now - 1):
            if year not in known and year != self._year:
                self._add_year(year, self.tr("{year} (new)").format(year=year))
        self._years.addAction(self.tr("Another year…"), self._ask_year)

    def _add_year(self, year: int, text: str) -> None:
        action = self._years.addAction(text, lambda: self.year_chosen.emit(year))
        action.setCheckable(True)
        action.setChecked(year == self._year)

    def _ask_year(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Another year"))
        dialog.setLabelText(self.tr("Which year?"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(_FIRST, _LAST)
        dialog.setIntValue(self._year)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.intValueSelected.connect(self.year_chosen)
        dialog.open()

    def _choose_member(self) -> None:
        """Choose among the members; what is offered first makes a new one."""
        new = Option("", self.tr("＋ Another union…"))

        def find(words: str, offer: Offer) -> None:
            wanted = words.casefold()
            offer([*(Option(each, title) for each, title in self._members if wanted in title.casefold()), new])

        popup = PickPopup(self, find, many=False)
        popup.picked.connect(self._picked)
        popup.open_below(self.member)

    def _picked(self, chosen: tuple[Option, ...]) -> None:
        for option in chosen:
            if option.value:
                self.member_chosen.emit(option.value)
            else:
                self.new_member.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        heading = label(self.tr("Star self-assessment"))
        heading.setProperty("bar", True)
        row.addWidget(heading)
        row.addWidget(self.year)
        row.addWidget(self.member)
        row.addWidget(self.saved, 1)
        row.addWidget(self.review, 0, Qt.AlignmentFlag.AlignVCenter)
        for each in (self.explaining, self.exporting, self.submitting, self.reviewing):
            row.addWidget(each)
