"""All versions of a record: who, when, what differed; and the way back to one."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.desktop.widgets.record_head import local_time
from alliance_app.desktop.widgets.side import what_was_done
from alliance_app.library import Difference
from alliance_app.records.values import Commit, Record

_VERSION = Qt.ItemDataRole.UserRole
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{1,600}\)|!\[\[[^\[\]\n]{1,300}\]\]")
_SIGNS = (
    (re.compile(r"(?m)^#{1,6} +"), ""),
    (re.compile(r"(?m)^([ \t]*)(?:[-*+]|\d{1,9}[.)]) \[ \] "), r"\1☐ "),
    (re.compile(r"(?m)^([ \t]*)(?:[-*+]|\d{1,9}[.)]) \[[xX]\] "), r"\1☑ "),
    (re.compile(r"(?m)^([ \t]*)[-*+] "), r"\1• "),
    (re.compile(r"(?m)^\|(?: *:?-+:? *\|)+ *\n?"), ""),
    (re.compile(r"\[\[(?:[^\[\]\n|]{1,300}\|)?([^\[\]\n|]{1,300})\]\]"), r"\1"),
    (re.compile(r"\*\*|~~"), ""),
)
_CONTEXT = 120  # characters of unchanged text shown around a change


class HistoryDialog(QDialog):
    """`reverted(version)`: the record shall say again what it said then."""

    reverted = Signal(str)

    def __init__(self, desk: Desk, record: Record, parent: QWidget, version: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Versions of “{title}”").format(title=record.title[:40]))
        self.resize(880, 560)
        self._desk = desk
        self._record = record
        self._wanted = version
        self._commits: Sequence[Commit] = ()
        self.versions = QListWidget()
        self.versions.setObjectName("versions")
        self.versions.setAccessibleName(self.tr("Versions"))
        self.versions.currentRowChanged.connect(self._choose)
        self.shown = QTextBrowser()
        self.shown.setAccessibleName(self.tr("What changed in this version"))
        self.shown.setOpenLinks(False)
        self.back = button(self.tr("Go back to this version"), self._revert, role="primary")
        self.back.setEnabled(False)
        split = QSplitter()
        split.addWidget(self.versions)
        split.addWidget(self.shown)
        split.setSizes([270, 610])
        split.setHandleWidth(1)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Going back is a change like any other: no version is lost."), role="quiet"), 1)
        row.addWidget(self.back)
        row.addWidget(button(self.tr("Close"), self.close))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 14)
        box.setSpacing(12)
        box.addWidget(split, 1)
        box.addLayout(row)
        desk.tasks.read(lambda: desk.library.history(record.id), self._show_commits, owner=self)

    def _show_commits(self, commits: Sequence[Commit]) -> None:
        self._commits = commits
        chosen = 0
        for place, commit in enumerate(commits):
            item = QListWidgetItem(f"{what_was_done(commit)}\n{local_time(commit.at)}")
            item.setData(_VERSION, commit.version)
            self.versions.addItem(item)
            chosen = place if commit.version == self._wanted else chosen
        if commits:
            self.versions.setCurrentRow(chosen)
            self.versions.setFocus()

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self._commits):
            return
        self.back.setEnabled(place > 0 and self._record.trashed_at is None)
        newer = self._commits[place].version
        older = self._commits[place + 1].version if place + 1 < len(self._commits) else None
        library, record_id = self._desk.library, self._record.id
        self._desk.tasks.read(
            lambda: library.difference(record_id, older, newer), self._show_difference, owner=self, lane="difference"
        )

    def _show_difference(self, difference: Difference) -> None:
        self.shown.setHtml(self._page(difference))

    def _page(self, difference: Difference) -> str:
        colours = self._desk.theme.colours
        gone = f"background-color:{colours.red_wash};color:{colours.red};text-decoration:line-through"
        come = f"background-color:{colours.green_wash};color:{colours.green}"
        parts = []
        for field in difference.fields:
            before = f"<span style='{gone}'>{_text(field.before)}</span> " if field.before else ""
            after = f"<span style='{come}'>{_text(field.after)}</span>" if field.after else ""
            name = f"<span style='color:{colours.faint}'>{_text(field.label)}</span>"
            parts.append(f"<p style='margin:4px 0'>{name}&nbsp;&nbsp;{before}{after}</p>")
        body, begins = [], {"added": True, "removed": True}  # whether a line begins here, in the one and the other
        for place, span in enumerate(difference.body):
            kinds = ("added", "removed") if span.kind == "same" else (span.kind,)
            text = as_read(span.text, begins=all(begins[kind] for kind in kinds), picture=self.tr("[picture]"))
            begins.update(dict.fromkeys(kinds, span.text.endswith("\n")))
            if span.kind == "same":
                body.append(_text(_around(text, first=place == 0, last=place == len(difference.body) - 1)))
            else:
                body.append(f"<span style='{come if span.kind == 'added' else gone}'>{_text(text)}</span>")
        if body:
            parts.append(f"<p style='line-height:130%'>{''.join(body)}</p>")
        return "".join(parts) or f"<p>{_text(self.tr('Nothing that can be shown differs.'))}</p>"

    def _revert(self) -> None:
        item = self.versions.currentItem()
        if item is not None:
            self.reverted.emit(item.data(_VERSION))
            self.close()


def as_read(text: str, *, begins: bool, picture: str) -> str:
    """A piece of a body without the marks of Markdown; `begins`: it stands at the beginning of a line.

    A piece that is nothing but marks stays as it is: they are what changed.
    """
    shown = text if begins else f"\0{text}"
    shown = _PICTURE.sub(picture, shown)
    for marks, sign in _SIGNS:
        shown = marks.sub(sign, shown)
    shown = shown.removeprefix("\0")
    return shown if shown.strip() else text


def _around(text: str, *, first: bool, last: bool) -> str:
    """Unchanged text, shortened to what stands near a change."""
    if len(text) <= 2 * _CONTEXT:
        return text
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    return f"{head} …… {tail}"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
