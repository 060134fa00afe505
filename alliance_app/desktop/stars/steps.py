"""What to do next: a card with the steps that earn most for their effort, each with what helps to take it."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from alliance_app.alliance.next_steps import NextStep, StepKind
from alliance_app.desktop.widgets.looks import button, empty, label, shown_as_it_is

_FIRST, _MOST = 3, 12


class StepsCard(QFrame):
    """`gone(code)`: to this indicator. `opened(id)`: its record. `prove(code)`: choose evidence. `take(code)`: let the
    counted value hold. `examples(code)`: how three-star unions did it."""

    gone = Signal(str)
    opened = Signal(str)
    prove = Signal(str)
    take = Signal(str)
    examples = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "gold")
        self._steps: tuple[NextStep, ...] = ()
        self._shape: tuple[object, ...] = ()
        self._all = False
        self._buttons: list[QPushButton] = []
        self.heading = label(self.tr("What to do next"), role="middle")
        self.nothing = label(self.tr("Nothing is left that would earn more points."), role="quiet")
        self.more = button("", self._toggle, role="step")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(label(self.tr("the most points for the least effort first"), role="quiet"))
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 12)
        box.setSpacing(6)
        box.addLayout(head)
        box.addLayout(self._lines)
        box.addWidget(self.nothing)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """What is shown."""
        return self._steps[: _MOST if self._all else _FIRST]

    def show_steps(self, steps: Sequence[NextStep]) -> None:
        """Show these, the first ones; a step stays where it is while nothing changes."""
        self._steps = tuple(steps)
        self._show()

    def _toggle(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        self.nothing.setVisible(not self._steps)
        beyond = min(len(self._steps), _MOST) - _FIRST
        self.more.setVisible(beyond > 0)
        text = self.tr("Show fewer") if self._all else self.tr("Show {count} more").format(count=beyond)
        self.more.setText(text)
        self.more.setAccessibleName(text)
        shape = tuple((each.code, each.what, each.near) for each in self.steps)
        if shape == self._shape:
            return
        self._shape = shape
        held = next((at for at, each in enumerate(self._buttons) if each.hasFocus()), None)
        empty(self._lines)
        self._buttons = []
        for number, each in enumerate(self.steps, start=1):
            self._lines.addWidget(self._line(number, each))
        for before, part in pairwise((*self._buttons, self.more)):
            QWidget.setTabOrder(before, part)
        if held is not None and self._buttons:
            self._buttons[min(held, len(self._buttons) - 1)].setFocus()

    def _line(self, number: int, step: NextStep) -> QFrame:
        made = QFrame()
        made.setProperty("step", True)
        row = QHBoxLayout(made)
        row.setContentsMargins(4, 7, 0, 7)
        row.setSpacing(12)
        text = label(f"{number}. {step.what}", wrap=True)
        text.setToolTip(shown_as_it_is(step.indicator.measure))
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(text, 1)
        actions = self._actions(step)
        self._buttons += actions
        for each in actions:
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _actions(self, step: NextStep) -> list[QPushButton]:
        name = step.indicator.label
        actions = []
        if step.kind is StepKind.TAKE:
            actions.append((self.tr("Use the counted value"), partial(self.take.emit, step.code)))
        elif step.kind is StepKind.PROVE:
            actions.append((self.tr("Add evidence"), partial(self.prove.emit, step.code)))
        elif step.near:
            actions.append((self.tr("Open “{title}”").format(title=_short(step.near[0].title)),
                            partial(self.opened.emit, step.near[0].record_id)))  # fmt: skip
        else:
            actions.append((self.tr("See how three-star unions do it"), partial(self.examples.emit, step.code)))
        if step.kind is StepKind.REACH:
            actions.append((self.tr("Fill in"), partial(self.gone.emit, step.code)))
        return [button(text, act, role="step", name=f"{text}: {name}") for text, act in actions]


def _short(title: str) -> str:
    return title if len(title) <= 10 else title[:10] + "…"
