"""The small dialog that asks for the one secret sync wants: the alliance's passphrase, or the password of its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label, labelled, waiting_bar
from alliance_app.desktop.widgets.secret import SecretLine

_WIDTH = 480  # px


class SecretDialog(QDialog):
    """Asks for a secret until it is right. `given(text)`: try this one; then `accept`, or `refuse` says why not."""

    given = Signal(str)

    def __init__(self, parent: QWidget, heading: str, words: str, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.heading = label(heading, role="big", wrap=True)
        self.words = label(words, role="field", wrap=True)
        self.line = SecretLine()
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.bar = waiting_bar()
        self.bar.hide()
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.go = button(self.tr("Go on"), self._give, role="primary")
        self.go.setDefault(True)
        self.line.changed.connect(self._typed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(28, 24, 28, 20)
        self._box.setSpacing(10)
        for part in (self.heading, self.words, labelled(name, self.line, self.line.line), self.line, self.error):
            self._box.addWidget(part)
        self._box.addWidget(self.bar)
        self._box.addStretch()
        self._box.addLayout(row)
        self._typed()
        self.line.setFocus()

    def refuse(self, words: str) -> None:
        """Say why that was not it, and ask again."""
        self._show_busy(busy=False)
        self.error.setText(words)
        self.error.show()
        self.line.show_wrong(wrong=True)
        self._fit()

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.line.clear()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """As high as what it says."""
        super().showEvent(event)
        self._fit()

    def _give(self) -> None:
        self._show_busy(busy=True)
        self.given.emit(self.line.text)

    def _typed(self) -> None:
        self.error.hide()
        self.line.show_wrong(wrong=False)
        self.go.setEnabled(bool(self.line.text))

    def _show_busy(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.line.setEnabled(not busy)
        self.go.setEnabled(not busy)

    def _fit(self) -> None:
        self._box.activate()
        self.resize(_WIDTH, max(self.height(), self._box.totalHeightForWidth(_WIDTH)))
