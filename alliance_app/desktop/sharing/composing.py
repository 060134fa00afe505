"""Whether an input method is composing where the keyboard is: no sync begins by itself meanwhile."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Composing(QObject):
    """Watches the control that has the keyboard, and only that one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.now = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            self._follow(None, application.focusWidget())

    def _follow(self, before: QWidget | None, after: QWidget | None) -> None:
        self.now = False  # leaving a control ends what was composed in it
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if after is not None:
            after.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note what is being composed."""
        if isinstance(event, QInputMethodEvent):
            self.now = bool(event.preeditString())
        return super().eventFilter(watched, event)
