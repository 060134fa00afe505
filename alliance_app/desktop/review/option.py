"""One choice of the review: who wrote it, how it reads, and the button that lets it hold."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from alliance_app.desktop.review.asking import Option
from alliance_app.desktop.theme import Colours
from alliance_app.desktop.widgets.looks import button, label
from alliance_app.library import Span

_NAMED = 60  # characters of a text that a button's name repeats for a screen reader


class OptionCard(QFrame):
    """A choice as a card. `chosen()` is called when its button is pressed."""

    def __init__(
        self, option: Option, head: str, below: str, verb: str, colours: Colours, chosen: Callable[[], object]
    ) -> None:
        super().__init__()
        self.option = option
        self.setProperty("card", True)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName(f"{head}: {option.text}")
        self.choose = button(verb, chosen, name=f"{verb}: {option.text[:_NAMED]}")
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(label(head, role="middle" if option.kind == "claim" else "section"))
        names.addWidget(label(below, role="quiet"), 1, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(8)
        box.addLayout(names)
        if option.kind == "claim":
            box.addWidget(self.text, 1)
            box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(self.text, 1)
            row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
            box.addLayout(row)
        self.show_colours(colours)

    def show_colours(self, colours: Colours) -> None:
        """Write the text in these colours."""
        self.text.setText(_page(self.option.spans, colours, self.tr("(empty)")))


def _page(spans: Sequence[Span], colours: Colours, nothing: str) -> str:
    """What was added stands out bold and underlined, what went is struck through: the colours only help."""
    looks = {
        "same": f"color:{colours.ink}",
        "added": f"background-color:{colours.green_wash};color:{colours.green};font-weight:600;"
        "text-decoration:underline",
        "removed": f"background-color:{colours.red_wash};color:{colours.red};text-decoration:line-through",
    }
    parts = [_line_by_line(span.text, looks[span.kind]) for span in spans]
    if not any(span.text.strip() for span in spans if span.kind != "removed"):
        parts.append(f" <span style='color:{colours.faint}'>{escape(nothing)}</span>")
    page = "".join(parts).removesuffix("<br>")  # the end of the last line would show as one more line
    return f"<div style='line-height:140%;font-size:14px'>{page}</div>"


def _line_by_line(text: str, look: str) -> str:
    lines = (f"<span style='{look}'>{escape(line)}</span>" if line else "" for line in text.split("\n"))
    return "<br>".join(lines)
