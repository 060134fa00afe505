"""Lines for what nobody looking over a shoulder may read: hidden while it is typed, shown on request."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label, labelled, restyle
from alliance_app.sync.errors import WeakPassphrase
from alliance_app.sync.keys import strength

_LONGEST = 500  # characters


class SecretLine(QWidget):
    """One line for a secret, with a button that shows it. `changed` as it is typed.

    While it is hidden the systems switch input methods off: what is written in Chinese is typed while it is shown.
    """

    changed = Signal()

    def __init__(self, beside: Sequence["SecretLine"] = ()) -> None:
        super().__init__()
        self._beside = beside
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(_LONGEST)
        self.line.textChanged.connect(self.changed)
        self.reveal = button(self.tr("Show"), self._turn, role="quiet")
        self.reveal.setCheckable(True)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.reveal)
        self._follow()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide what is typed next."""
        self.line.clear()
        self.reveal.setChecked(False)
        self._follow()

    def show_wrong(self, *, wrong: bool) -> None:
        """Mark it as what was refused; all of it is selected, to be typed anew."""
        restyle(self.line, "wrong", wrong)
        if wrong:
            self.line.setFocus()
            self.line.selectAll()

    def _turn(self) -> None:
        self._follow()
        self.line.setFocus()  # writing goes on

    def _follow(self) -> None:
        shown = self.reveal.isChecked()
        for each in (self, *self._beside):
            each.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.setText(self.tr("Hide") if shown else self.tr("Show"))
        self.reveal.setAccessibleName(self.tr("Hide what is typed") if shown else self.tr("Show what is typed"))


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with the rule it has to keep. `changed` as it is typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.again = SecretLine()
        self.again.reveal.hide()
        self.first = SecretLine(beside=[self.again])
        self.rule = label(
            self.tr(
                "{letters} letters and digits or more, or {chinese} Chinese characters or more. Chinese can be typed "
                "once it is shown."
            ).format(letters=strength.LEAST, chinese=strength.LEAST_CHINESE),
            role="quiet",
            wrap=True,
        )
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for text, line in ((self.tr("New passphrase"), self.first), (self.tr("The same once more"), self.again)):
            box.addWidget(labelled(text, line, line.line))
            box.addWidget(line)
            line.changed.connect(self._typed)
        box.addWidget(self.rule)
        box.addWidget(self.error)
        self.setFocusProxy(self.first)

    @property
    def text(self) -> str:
        """The passphrase."""
        return self.first.text

    @property
    def filled(self) -> bool:
        """Whether both lines hold something."""
        return bool(self.first.text and self.again.text)

    @property
    def toggle(self) -> QPushButton:
        """The button that shows both lines."""
        return self.first.reveal

    def accepts(self) -> bool:
        """Whether it will do: twice the same, and hard to guess; what is wrong is said below."""
        if self.first.text != self.again.text:
            self.refuse(self.tr("The two are not the same. Nothing was changed; type it twice alike."), self.again)
            return False
        try:
            strength.check(self.first.text)
        except WeakPassphrase as error:
            self.refuse(str(error), self.first)
            return False
        return True

    def refuse(self, words: str, line: SecretLine | None = None) -> None:
        """Say what is wrong with it."""
        self.error.setText(words)
        self.error.show()
        (line or self.first).show_wrong(wrong=True)

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _typed(self) -> None:
        self.error.hide()
        for line in (self.first, self.again):
            line.show_wrong(wrong=False)
        self.changed.emit()
