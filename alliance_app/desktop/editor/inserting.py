"""What is put in by choosing: titles after `[[`, enterprises after `@`, figures after `{{`, anything after `/`.

Chinese input methods give 【【, ＠, 、 and ｛｛ for these keys; they open the same lists.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from alliance_app.desktop.editor.choices import Choice, Offer, fitting
from alliance_app.desktop.editor.completion import Completion, FindTitles
from alliance_app.desktop.editor.source import SourceEdit
from alliance_app.desktop.editor.speaking import speaker_line, speakers_in
from alliance_app.desktop.editor.toolbar import Command

FindSpeakers = Callable[[], list[str]]
_TITLES = re.compile(r"(?<!!)(?:\[\[|【【)([^\[\]【】\n|#]{0,80})$")
_MEMBERS = re.compile(r"(?<![A-Za-z0-9._@＠-])[@＠]([^\s@＠\[\]{}，。、；：！？]{0,30})$")
_FIGURES = re.compile(r"(?:\{\{|｛｛)([^{}｛｝\n]{0,80})$")
_ANYTHING = re.compile(r"(?:^|(?<=\s))[/／、]([^\s/／、，。]{0,20})$")
_CLOSED = {"]]": ("]]", "】】"), "}}": ("}}", "｝｝")}


class Inserting(QObject):
    """Fills the completion with its offers. `run` does a command of the toolbar by its name."""

    def __init__(
        self, source: SourceEdit, completion: Completion, commands: Sequence[Command], run: Callable[[str], None]
    ) -> None:
        super().__init__(source)
        self._source = source
        self._completion = completion
        self._run = run
        self._find: dict[str, FindTitles] = {}
        self._speakers: FindSpeakers = list
        self._lines = {
            command.name: Choice(command.says, command.name, command.hint, command.words)
            for command in commands
            if command.words
        }
        self._titles = Offer(self.tr("Titles to link to"), _TITLES, self._named("titles"), self._link)
        self._members = Offer(self.tr("Member enterprises"), _MEMBERS, self._named("members"), self._link)
        self._figures = Offer(self.tr("Figures to put in"), _FIGURES, self._named("figures"), self._figure)
        self._anything = Offer(self.tr("What to put in"), _ANYTHING, self._fitting_lines, self._run)
        for offer in (self._titles, self._members, self._figures, self._anything):
            completion.add(offer)

    def set_finder(self, name: str, find: FindTitles) -> None:
        """Where `titles`, `members` or `figures` come from; called off the GUI thread with what was typed."""
        self._find[name] = find

    def set_speakers(self, speakers: FindSpeakers) -> None:
        """Who may speak, as 人·单位; called when a speaker is asked for."""
        self._speakers = speakers

    # -- by button or key

    def ask_anything(self) -> None:
        """Open the list of everything that can be put in."""
        self._completion.ask(self._anything)

    def ask_title(self) -> None:
        """Begin a link; words that are selected are what is looked for."""
        with self._source.step():
            cursor = self._source.textCursor()
            words = cursor.selectedText()
            cursor.insertText("[[" + ("" if "\u2029" in words else words))
            self._source.setTextCursor(cursor)

    def ask_member(self) -> None:
        """Open the list of member enterprises."""
        self._completion.ask(self._members)

    def ask_figure(self) -> None:
        """Open the list of figures."""
        self._completion.ask(self._figures)

    def ask_speaker(self) -> None:
        """Open the list of speakers; where nobody is known, a line to type a name over."""
        names = list(dict.fromkeys((*speakers_in(self._source.body()), *self._speakers())))
        if not names:
            self.speak(self.tr("Name·Union"), choose=True)
            return
        choices = [Choice(name) for name in names]
        new = self.tr("new speaker")

        def find(typed: str) -> list[Choice]:
            known = fitting(choices, typed)
            return known if not typed or typed in names else [*known, Choice(typed, hint=new)]

        self._completion.ask(Offer(self.tr("Who speaks"), None, find, self.speak))

    def speak(self, name: str, *, choose: bool = False) -> None:
        """Put in the line of a speaker, 人·单位; `choose` leaves the name selected, to be typed over."""
        self._source.change(lambda text, _start, end: speaker_line(text, end, name, choose=choose))

    # -- what the lists do

    def _named(self, name: str) -> Callable[[str], Sequence[Choice]]:
        return lambda typed: [Choice(title) for title in self._find[name](typed)] if name in self._find else []

    def _fitting_lines(self, typed: str) -> list[Choice]:
        """What the insert menu shows; figures only where there are any, as in a case."""
        known = [line for name, line in self._lines.items() if name not in {"figure", "member"} or self._has(name)]
        return fitting(known, typed)

    def _has(self, name: str) -> bool:
        find = self._find.get(f"{name}s")
        return find is not None and (name == "member" or bool(find("")))

    def _link(self, title: str) -> None:
        self._put("[[", title, "]]")

    def _figure(self, mark: str) -> None:
        self._put("{{", mark, "}}")

    def _put(self, opening: str, words: str, closing: str) -> None:
        """Put a mark in; the end of one that stands there already, put in by an input method, is used up."""
        cursor = self._source.textCursor()
        following = cursor.block().text()[cursor.positionInBlock() :]
        if following.startswith(_CLOSED[closing]):
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)
        cursor.insertText(f"{opening}{words}{closing}")
        self._source.setTextCursor(cursor)
