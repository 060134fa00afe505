"""What is offered while one types: `[[` titles, `@` member enterprises, `/` what can be put in, `{{` figures.

Nothing is offered, and no key taken, while an input method composes; what it commits counts as typed.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from alliance_app.desktop.editor.background import Background
from alliance_app.desktop.editor.choices import Choice, ChoiceList, Offer
from alliance_app.desktop.editor.colours import EditorColours
from alliance_app.desktop.editor.source import SourceEdit
from alliance_app.desktop.editor.undoing import from_units, in_units

FindTitles = Callable[[str], list[str]]
_LOOKS_BACK = 120  # UTF-16 units before the cursor
_MOST = 50
_LONGEST = 24  # characters typed into a list that a button opened


class Completion(QObject):
    """Opens the list for the first offer that fits what stands before the cursor."""

    def __init__(self, source: SourceEdit, background: Background, home: QWidget) -> None:
        super().__init__(home)
        self._source = source
        self._background = background
        self._home = home
        self._offers: list[Offer] = []
        self._open: tuple[Offer, str] | None = None  # what the list shows, and for which words
        self._choices: Sequence[Choice] = ()
        self._asked: tuple[Offer, QTextCursor] | None = None  # opened by a button or key, at this place
        self._dismissed: tuple[int, int] | None = None  # where the writer pressed Esc
        self.list = ChoiceList(home)
        self.list.itemClicked.connect(lambda _item: self._take())
        source.key_taken = self._key
        source.textChanged.connect(self._look)
        source.cursorPositionChanged.connect(self._look)
        source.verticalScrollBar().valueChanged.connect(self._follow)
        source.installEventFilter(self)

    def _follow(self) -> None:
        """The text scrolled, as typing on the last line makes it: stay with the cursor while it is in sight."""
        if self.showing:
            caret = self._caret()
            seen = self._source.geometry().contains(caret.center())
            self.list.put(caret) if seen else self.hide()

    def _caret(self) -> QRect:
        caret = self._source.cursorRect()
        return QRect(self._source.viewport().mapTo(self._home, caret.topLeft()), caret.size())

    def add(self, offer: Offer) -> None:
        """Offer this as well, after those there are."""
        self._offers.append(offer)

    def set_colours(self, colours: EditorColours) -> None:
        """Look like the theme."""
        self.list.set_colours(colours)

    @property
    def showing(self) -> bool:
        """Whether the list is open."""
        return self.list.isVisible()

    def offered(self) -> list[str]:
        """What the list shows."""
        return [choice.shown for choice in self._choices] if self.showing else []

    def ask(self, offer: Offer) -> None:
        """Open the list at the cursor; what is typed from now on narrows it."""
        place = QTextCursor(self._source.textCursor())
        place.setPosition(place.selectionStart())
        place.setKeepPositionOnInsert(True)
        self._asked = (offer, place)
        self._look()

    def hide(self) -> None:
        """Close the list."""
        self._asked, self._open = None, None
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._source and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.hide()
        return False

    # -- what is typed

    def _found(self) -> tuple[Offer, int, str] | None:
        """The offer that is open, where it begins, and what was typed since; None when there is none."""
        cursor = self._source.textCursor()
        if cursor.hasSelection() or self._source.isReadOnly() or self._source.in_code():
            return None
        if self._asked is not None:
            return self._found_asked(cursor)
        at = cursor.positionInBlock()
        before = in_units(cursor.block().text())[max(0, at - _LOOKS_BACK) : at]
        for offer in self._offers:
            if offer.opens is not None and (found := offer.opens.search(before)):
                return offer, cursor.position() - len(found[0]), from_units(found[1])
        return None

    def _found_asked(self, cursor: QTextCursor) -> tuple[Offer, int, str] | None:
        assert self._asked is not None
        offer, place = self._asked
        width = cursor.position() - place.position()
        if cursor.block() != place.block() or not 0 <= width <= _LONGEST:
            self._asked = None
            return None
        typed = in_units(cursor.block().text())[place.positionInBlock() : cursor.positionInBlock()]
        return offer, place.position(), from_units(typed)

    def _look(self) -> None:
        if self._source.composing:
            self.list.hide()
            return
        found = self._found()
        here = self._source.textCursor().blockNumber()
        if found is None or self._dismissed == (here, found[1]):
            self.hide()
            return
        self._dismissed = None
        offer, _start, typed = found
        self._background.run(lambda: offer.find(typed), lambda choices: self._offer(offer, typed, choices), "choices")

    def _offer(self, offer: Offer, typed: str, choices: Sequence[Choice]) -> None:
        if self._source.composing:
            return
        found = self._found()
        if found is None or (found[0], found[2]) != (offer, typed) or not choices or not self._source.hasFocus():
            self.list.hide()
            return
        self._open, self._choices = (offer, typed), choices[:_MOST]
        self.list.show_choices(self._choices, offer.says, self._caret())

    # -- what is chosen

    def _key(self, event: QKeyEvent) -> bool:
        if not self.showing or self._source.composing or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                return self._take()
            case Qt.Key.Key_Escape:
                found = self._found()
                self._dismissed = (self._source.textCursor().blockNumber(), found[1]) if found else None
                self.hide()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.list.go(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                return False
        return True

    def _take(self) -> bool:
        """Put in what is chosen, in one step. False when the list no longer belongs to what is typed."""
        row, found, shown = self.list.currentRow(), self._found(), self._open
        self.hide()
        if row < 0 or found is None or shown is None or (found[0], found[2]) != shown:
            return False
        offer, start, _typed = found
        cursor = self._source.textCursor()
        with self._source.step():
            cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            offer.take(self._choices[row].value or self._choices[row].shown)
        return True
