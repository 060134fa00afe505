"""How many records are to be exported: one document or a file each, which format, layout and order."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QCheckBox, QWidget

from alliance_app.desktop.giving.choosing import ChoiceDialog
from alliance_app.desktop.widgets.looks import label

Shape = Literal["one", "each", "list"]
Order = Literal["", "date", "kind", "title"]
LIST = "xlsx"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What was chosen. `order`: empty as they stand in the list; `layout`: empty for each record's own."""

    to: str = "docx"
    each: bool = False
    order: Order = ""
    layout: str = ""
    mask: bool = True

    @property
    def shape(self) -> Shape:
        """One document, a file each, or a list in Excel."""
        return "list" if self.to == LIST else "each" if self.each else "one"


class ExportDialog(ChoiceDialog):
    """Asks how; `wish` is what was chosen."""

    def __init__(self, parent: QWidget, count: int, form: str = "docx") -> None:
        super().__init__(parent, "", "", "")
        self.setWindowTitle(self.tr("Export"))
        self.heading.setText(self.tr("Export {count} records").format(count=f"{count:,}"))
        self.act.setText(self.tr("Choose where…"))
        self.act.setAccessibleName(self.act.text())
        self.form = self.choice(self.tr("Format"), self._forms(), form)
        shapes = [("one", self.tr("One document with contents")), ("each", self.tr("A file for each record"))]
        self.shape = self.choice(self.tr("Files"), shapes)
        self.look = self.choice(
            self.tr("Layout"),
            [
                ("", self.tr("Each record's own")),
                ("plain", self.tr("Plain")),
                ("official", self.tr("Official (GB/T 9704)")),
            ],
        )
        self.order = self.choice(
            self.tr("Order"),
            [
                ("", self.tr("As in the list")),
                ("date", self.tr("By date, the oldest first")),
                ("kind", self.tr("By kind, then by date")),
                ("title", self.tr("By title")),
            ],
        )
        self.cover = QCheckBox(self.tr("Cover telephone and ID numbers"))
        self.cover.setChecked(True)
        self.hint = label(role="quiet", wrap=True)
        self.below.addWidget(self.cover)
        self.below.addWidget(self.hint)
        self.form.currentIndexChanged.connect(self._follow)
        self._follow()

    @property
    def wish(self) -> ExportWish:
        """What is chosen now."""
        return ExportWish(
            to=self.form.currentData(),
            each=self.shape.currentData() == "each" and self.shape.isEnabled(),
            order=self.order.currentData(),
            layout=self.look.currentData() if self.look.isEnabled() else "",
            mask=self.cover.isChecked(),
        )

    def _forms(self) -> list[tuple[str, str]]:
        return [
            ("docx", self.tr("Word document")),
            ("pdf", self.tr("PDF")),
            (LIST, self.tr("Excel list")),
            ("html", self.tr("Web page (HTML)")),
            ("md", self.tr("Markdown")),
        ]

    def _follow(self) -> None:
        listed = self.form.currentData() == LIST
        self.shape.setEnabled(not listed)
        self.look.setEnabled(self.form.currentData() in ("docx", "pdf", "html"))
        self.hint.setText(
            self.tr("A row for each record; of several kinds, also a sheet for each kind.") if listed else ""
        )
        self.hint.setVisible(listed)
