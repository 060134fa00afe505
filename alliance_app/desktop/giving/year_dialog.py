"""Which year is to be summed up, of which enterprises, and as what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from alliance_app.desktop.giving.choosing import ChoiceDialog
from alliance_app.desktop.widgets.looks import label, shown_as_it_is

_YEARS = 12
_LIST_HEIGHT = 150  # px


class YearDialog(ChoiceDialog):
    """Asks which year; `members` are (id, title) of those that can be chosen, none ticked means all."""

    def __init__(self, parent: QWidget, this_year: int, members: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, "", "", "")
        self.setWindowTitle(self.tr("Summary of a year"))
        self.heading.setText(self.tr("Summary of a year"))
        self.act.setText(self.tr("Choose where…"))
        self.act.setAccessibleName(self.act.text())
        years = [(str(year), self.tr("{year}").format(year=year)) for year in range(this_year, this_year - _YEARS, -1)]
        self.year = self.choice(self.tr("Year"), years)
        self.members = QListWidget()
        self.members.setObjectName("joinList")
        self.members.setMaximumHeight(_LIST_HEIGHT)
        for record_id, title in members:
            item = QListWidgetItem(title, self.members)
            item.setData(Qt.ItemDataRole.UserRole, record_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setToolTip(shown_as_it_is(title))
        self.members.itemChanged.connect(self._follow)
        self.row(self.tr("Enterprises"), self.members)
        self.form = self.choice(
            self.tr("Format"),
            [
                ("docx", self.tr("Word document")),
                ("pdf", self.tr("PDF")),
                ("html", self.tr("Web page (HTML)")),
                ("md", self.tr("Markdown")),
            ],
        )
        layouts = [("plain", self.tr("Plain")), ("official", self.tr("Official (GB/T 9704)"))]
        self.look = self.choice(self.tr("Layout"), layouts)
        self.hint = label(role="quiet", wrap=True)
        self.below.addWidget(self.hint)
        self._follow()

    @property
    def chosen_members(self) -> tuple[str, ...]:
        """The ids of those that are ticked."""
        items = (self.members.item(row) for row in range(self.members.count()))
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)

    def _follow(self) -> None:
        count = len(self.chosen_members)
        if count:
            self.hint.setText(self.tr("Only these {count} enterprises are counted.").format(count=count))
        else:
            self.hint.setText(self.tr("None ticked: the whole alliance is counted, compared with the year before."))
