"""Asks the higher union what its review of a self-assessment comes to."""

from PySide6.QtWidgets import QLineEdit, QWidget

from alliance_app.desktop.widgets.deliberate import DeliberateDialog
from alliance_app.desktop.widgets.looks import labelled


class ReviewDialog(DeliberateDialog):
    """`agreed`: sign what is typed. `result` and `by` are filled with what there is until now."""

    def __init__(self, parent: QWidget, title: str, result: str, by: str) -> None:
        self.result_line = QLineEdit(result)
        self.by_line = QLineEdit(by)
        super().__init__(
            parent,
            self.tr("Review “{title}”").format(title=title),
            (
                self.tr(
                    "This computer signs it, and everybody sees it as verified. When a value or its evidence is "
                    "changed afterwards, it says so."
                ),
            ),
            "",
            self.tr("Sign the review"),
        )
        for name, line in ((self.tr("Result"), self.result_line), (self.tr("Reviewed by"), self.by_line)):
            self.rows.addWidget(labelled(name, line, line))
            self.rows.addWidget(line)
            line.textChanged.connect(self.follow)
        self.act.setDefault(True)
        self.follow()
        self.result_line.setFocus()
        self.result_line.selectAll()

    @property
    def ready(self) -> bool:
        """Whether it says what the review comes to, and whose it is."""
        return bool(self.result_line.text().strip() and self.by_line.text().strip())
