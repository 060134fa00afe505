"""A question before what nothing brings back: what it means in a few sentences, and an act nobody does in haste."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label, shown_as_it_is

_WIDTH = 520  # px
_NAMED_HIGHEST = 148  # px


class DeliberateDialog(QDialog):
    """`agreed`: the user has ticked what it means and then pressed `act`. Enter and Esc leave everything as it is.

    `heading` is the question, `sentences` what it means, `names` what it is about, `tick` what the user has to say.
    """

    agreed = Signal()

    def __init__(
        self, parent: QWidget, heading: str, sentences: Sequence[str], tick: str, act: str, names: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(act.rstrip("…"))
        self.heading = label(heading, role="big", wrap=True)
        self.means = label("\n\n".join(sentences), role="field", wrap=True)
        self.names = QListWidget()
        self.names.setObjectName("joinList")
        self.names.setAccessibleName(self.tr("What it is about"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.names.addItems(list(names))
        for row, name in enumerate(names):
            self.names.item(row).setToolTip(shown_as_it_is(name))
        self.names.setVisible(bool(names))
        self.names.setMaximumHeight(min(_NAMED_HIGHEST, 12 + 27 * max(len(names), 1)))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.tick = QCheckBox(tick)
        self.tick.setVisible(bool(tick))
        self.tick.toggled.connect(self.follow)
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.act = button(act, self._agree, role="primary")
        self._box = QVBoxLayout(self)
        self._lay_out()
        self.cancel.setDefault(True)  # a hurried Enter changes nothing
        self.follow()
        self.cancel.setFocus()

    @property
    def ready(self) -> bool:
        """Whether all that is asked for is given."""
        return self.tick.isChecked() or not self.tick.isVisibleTo(self)

    def follow(self) -> None:
        """See whether it can be agreed to now."""
        self.act.setEnabled(self.ready)

    def refuse(self, words: str) -> None:
        """Say why it could not be done."""
        self.error.setText(words)
        self.error.show()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """As high as what it says, now that the fonts are known."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._box.activate()
        self.resize(_WIDTH, self._box.totalHeightForWidth(_WIDTH))

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.act)
        box = self._box
        box.setContentsMargins(28, 24, 28, 20)
        box.setSpacing(14)
        for part in (self.heading, self.names, self.means):
            box.addWidget(part)
        box.addLayout(self.rows)
        box.addWidget(self.tick)
        box.addWidget(self.error)
        box.addStretch()
        box.addLayout(row)
