"""The line over a case: the way back, its title, form and layout, and the ways out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import SaveState, Saving
from alliance_app.desktop.widgets.looks import OneLine, button, label, restyle
from alliance_app.records.fields import Choice
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Record

_NARROW = 1300  # px
_TIGHT = 900  # px of the line itself
_OTHERS = ("html", "md")


class CaseBar(QFrame):
    """`export(format)` goes where it went last, `export_as(format)` asks; `form` and `layout` bring what is chosen."""

    left = Signal()
    titled = Signal(str)
    form = Signal(str)
    layout_chosen = Signal(str)
    export = Signal(str)
    export_as = Signal(str)
    print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(60)
        self._narrow = desk.window_width < _NARROW
        self.back = button("←", self.left.emit, role="back", name=self.tr("Back to the records"))
        self.back.setToolTip(self.tr("Back to the records (Alt+←)"))
        self.heading = label(self.tr("Writing a case"), role="bar")
        self.title = QLineEdit()
        self.title.setProperty("flat", True)
        self.title.setProperty("bar", True)
        self.title.setAccessibleName(self.tr("Title of the case"))
        self.title.setPlaceholderText(self.tr("Title of the case"))
        self.title.setMinimumWidth(120)
        self.title.textEdited.connect(self.titled)
        self.saved = OneLine()
        self.saved.setProperty("quiet", True)
        self.saved.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.saved.setFixedWidth(70 if self._narrow else 92)
        self.forms = self._choices("form", self.form.emit)
        self.layouts = self._choices("layout", self.layout_chosen.emit)
        self.pdf = button("PDF", partial(self.export.emit, "pdf"), name=self.tr("Export as PDF"))
        self.printing = button(self.tr("Print"), self.print_wanted.emit, name=self.tr("Print…"))
        self.word = button(self.tr("Export to Word"), partial(self.export.emit, "docx"), role="primary")
        self.more = QPushButton("⋯")
        self.more.setAutoDefault(False)
        self.more.setFixedWidth(42)
        self.more.setAccessibleName(self.tr("More ways out"))
        self.more.setMenu(self._ways_out())
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the case's own title says enough."""
        super().resizeEvent(event)
        self.heading.setVisible(self.width() > _TIGHT)

    def show_case(self, case: Record) -> None:
        """Show its title, form and layout; what is being typed stays."""
        if case.title != self.title.text() and not self.title.hasFocus():
            self.title.setText(case.title)
            self.title.setCursorPosition(0)
        self._show_choice(self.forms, "form", self.tr("Form: {name}"), case)
        official = self.tr("Layout: {name} (GB/T 9704)")
        wide = not self._narrow and case.fields.get("layout", "official") == "official"
        self._show_choice(self.layouts, "layout", official if wide else self.tr("Layout: {name}"), case)

    def show_title(self, title: str) -> None:
        """Show a title whatever is being typed."""
        self.title.setText(title)
        self.title.setCursorPosition(0)

    def show_saving(self, state: SaveState) -> None:
        """Show how far saving is."""
        texts = {
            Saving.WAITING: self.tr("Editing…"),
            Saving.SAVING: self.tr("Saving…"),
            Saving.SAVED: self.tr("Saved · {time}").format(time=f"{state.at:%H:%M}" if state.at else ""),
            Saving.FAILED: self.tr("Not saved yet: {reason}").format(reason=state.reason),
        }
        self.saved.show_text(texts.get(state.saving, ""))
        restyle(self.saved, "wrong", state.saving is Saving.FAILED)

    def set_writable(self, *, writable: bool) -> None:
        """Whether the case can be changed."""
        self.title.setReadOnly(not writable)
        self.forms.setEnabled(writable)
        self.layouts.setEnabled(writable)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 11, 20, 11)
        row.setSpacing(8 if self._narrow else 10)
        row.addWidget(self.back)
        row.addWidget(self.heading)
        row.addWidget(self.title, 1)
        row.addWidget(self.saved)
        for part in (self.forms, self.layouts, self.pdf, self.printing, self.more, self.word):
            row.addWidget(part)

    def _choices(self, name: str, chosen: Callable[[str], object]) -> QPushButton:
        field = KINDS["case"].by_name[name]
        made = QPushButton()
        made.setAutoDefault(False)
        menu = QMenu(made)
        group = QActionGroup(menu)
        for value in (field.options or ()) if isinstance(field, Choice) else ():
            action = QAction(field.show(value), menu, checkable=True)
            action.setData(value)
            action.triggered.connect(partial(self._chosen, chosen, value))
            group.addAction(action)
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def _chosen(self, tell: Callable[[str], object], value: str, _checked: bool = False) -> None:
        tell(value)

    def _show_choice(self, shown: QPushButton, name: str, text: str, case: Record) -> None:
        field = KINDS["case"].by_name[name]
        value = case.fields.get(name) or (field.default if isinstance(field, Choice) else "")
        said = text.format(name=field.show(value) if value else "—")
        shown.setText(f"{said} ▾")
        shown.setAccessibleName(said)
        for action in shown.menu().actions():
            action.setChecked(action.data() == value)

    def _ways_out(self) -> QMenu:
        menu = QMenu(self)
        names = {"docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
        for form in _OTHERS:
            menu.addAction(self.tr("Export to {name}").format(name=names[form]), partial(self.export.emit, form))
        menu.addSeparator()
        for form, name in names.items():
            text = self.tr("Export to {name} elsewhere…").format(name=name)
            menu.addAction(text, partial(self.export_as.emit, form))
        return menu
