"""The small dialog that makes a template of a record: its name, what is taken, and what would come of it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label, labelled
from alliance_app.records.fields import Field
from alliance_app.records.kinds import KINDS
from alliance_app.records.moulding import Taken, template_of
from alliance_app.records.tables import Sheet, Table
from alliance_app.records.template import Template
from alliance_app.records.values import Record, Value

_MOST_NAME = 60


class MakeTemplateDialog(QDialog):
    """`wanted(Template)`: keep this; then `accept`, or `refuse` says why not."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, record: Record, titles: Mapping[str, str]) -> None:
        super().__init__(parent)
        self._record, self._titles = record, titles
        self.setWindowTitle(self.tr("Make a template"))
        self.resize(620, 560)
        kind = KINDS[record.kind]
        self.name = QLineEdit()
        self.name.setMaxLength(_MOST_NAME)
        self.name.setPlaceholderText(self.tr("e.g. {kind} as we do it").format(kind=kind.label))
        self.text = _box(self.tr("With the text, not only headings and tables"), self._show)
        self.fields = _box(self.tr("With tags and fields that stay the same"), self._show)
        self.figures = _box(self.tr("With dates and numbers, too"), self._show)
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setAccessibleName(self.tr("What the template holds"))
        self.error = label(role="wrong", wrap=True)
        self.error.hide()
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.make = button(self.tr("Make the template"), self._make, role="primary")
        self.make.setDefault(True)
        self.name.textChanged.connect(self._show)
        self._lay_out()
        self._show()
        self.name.setFocus()

    def refuse(self, words: str) -> None:
        """Say why it cannot be kept."""
        self.error.setText(words)
        self.error.show()

    def _lay_out(self) -> None:
        heading = label(
            self.tr("Make a template of “{title}”").format(title=self._record.title[:40]), role="big", wrap=True
        )
        safe = label(self.tr("Names of people and other personal data are never taken along."), role="quiet", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(9)
        for part in (
            heading,
            labelled(self.tr("Name"), self.name),
            self.name,
            self.text,
            self.fields,
            self.figures,
            safe,
        ):
            box.addWidget(part)
        box.addWidget(self.preview, 1)
        box.addWidget(self.error)
        box.addLayout(row)

    def _template(self) -> Template:
        taken = Taken(self.text.isChecked(), self.fields.isChecked(), self.figures.isChecked())
        return template_of(self._record, self.name.text().strip(), taken, self._titles)

    def _show(self) -> None:
        self.figures.setEnabled(self.fields.isChecked())
        if not self.fields.isChecked():
            self.figures.setChecked(False)
        self.error.hide()
        self.preview.setPlainText(in_words(self._template()))
        self.make.setEnabled(bool(self.name.text().strip()))

    def _make(self) -> None:
        self.wanted.emit(self._template())


def in_words(template: Template) -> str:
    """What a template holds, as a person reads it: fields by their labels, then the body."""
    kind = KINDS[template.kind]
    lines = [
        f"{kind.by_name[name].label}：{_shown(kind.by_name[name], value)}" for name, value in template.fields.items()
    ]
    if template.tags:
        lines.append(" ".join(f"#{tag}" for tag in template.tags))
    return "\n".join([*lines, "", template.body] if lines else [template.body])


def _shown(field: Field, value: Value) -> str:
    links = field.show(value) if not isinstance(field, Table | Sheet) else field.show(value).replace("\n", "；")
    return links.replace("[[", "").replace("]]", "")


def _box(text: str, changed: Callable[[], object]) -> QCheckBox:
    made = QCheckBox(text)
    made.toggled.connect(lambda _on: changed())
    return made
