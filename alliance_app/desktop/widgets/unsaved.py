"""Before the window closes on words that could not be saved: try again, copy them, keep them in a file, lose them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from alliance_app.desktop.widgets.looks import button, label
from alliance_app.records.kinds import KINDS
from alliance_app.records.values import Edit, Record

AGAIN = 2  # the answer beside Qt's own Accepted, which is to close, and Rejected, which is to stay


class UnsavedDialog(QDialog):
    """Shows the words themselves. `exec()` gives AGAIN, Accepted (close and lose them) or Rejected (stay)."""

    def __init__(self, parent: QWidget, reason: str, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not saved"))
        self.resize(620, 440)
        self.heading = label(self.tr("What you typed last could not be saved"), role="big", wrap=True)
        self.reason = label(reason, role="field", wrap=True)
        self.words = QPlainTextEdit(words, readOnly=True)
        self.words.setAccessibleName(self.tr("What is not saved"))
        self.done_with = label(role="quiet", wrap=True)
        self.copy = button(self.tr("Copy the text"), self._copy)
        self.write = button(self.tr("Save it elsewhere…"), self._write)
        self.lose = button(self.tr("Close without saving"), self.accept)
        self.stay = button(self.tr("Back"), self.reject)
        self.again = button(self.tr("Try again"), lambda: self.done(AGAIN), role="primary")
        self.again.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.copy, self.write):
            row.addWidget(each)
        row.addStretch()
        for each in (self.lose, self.stay, self.again):
            row.addWidget(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(10)
        for part in (self.heading, self.reason):
            box.addWidget(part)
        box.addWidget(self.words, 1)
        box.addWidget(self.done_with)
        box.addLayout(row)
        self.again.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self.done_with.setText(self.tr("Copied. Paste it where it is safe, then close."))

    def _write(self) -> None:
        name = str(Path.home() / self.tr("Not saved.md"))
        chosen, _filter = QFileDialog.getSaveFileName(self, self.tr("Save it elsewhere"), name, "Markdown (*.md)")
        if not chosen:
            return
        try:
            Path(chosen).write_text(self.words.toPlainText(), encoding="utf-8")
        except OSError as error:
            told = self.tr("Could not be written there: {reason}").format(reason=error.strerror or error)
        else:
            told = self.tr("Written to {path}").format(path=chosen)
        self.done_with.setText(told)


def in_words(edits: Sequence[Edit], records: Mapping[str, Record]) -> str:
    """Edits as a person would write them down: title, fields by their labels, tags, text. `records`: as they stand."""
    return "\n\n".join(_one_in_words(edit, records.get(edit.record_id)) for edit in edits).strip() + "\n"


def _one_in_words(edit: Edit, record: Record | None) -> str:
    kind = KINDS.get(record.kind) if record else None
    title = edit.title or (record.title if record else "")
    lines = [f"# {title}"]
    for name, value in edit.fields.items():
        field = kind.by_name.get(name) if kind else None
        if field is not None:
            lines.append(f"- {field.label}：{field.show(value)}")
    if edit.tags is not None:
        lines.append("- " + " ".join(f"#{tag}" for tag in edit.tags))
    return "\n".join(lines) + ("" if edit.body is None else f"\n\n{edit.body}")
