"""One member: who it is, its stars over time, and everything that has to do with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from alliance_app.alliance.members import Profile
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.members.groups import Groups
from alliance_app.desktop.members.steps import StarSteps
from alliance_app.desktop.members.words import chain_said, stars_drawn, stars_said
from alliance_app.desktop.widgets.flow import FlowLayout
from alliance_app.desktop.widgets.looks import button, empty, label, shown_as_it_is
from alliance_app.records.kinds import MEMBER
from alliance_app.records.values import Fields

_FACTS = (
    "chair", "phone", "chain_stage", "industry", "ownership", "workers", "members", "founded_on", "term_from",
    "committees", "legal_person", "address",
)  # fmt: skip
_TOP = Qt.AlignmentFlag.AlignTop
_WIDEST = 980  # px
_LONGEST_CHIP = 30  # characters


class MemberPage(QScrollArea):
    """Shows a profile. `opened(id)`: a record; `listed(title, ids)`: several; `edited(id)`: the member's own form."""

    opened = Signal(str)
    listed = Signal(str, object)
    edited = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("memberPage")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self.profile: Profile | None = None
        self._shows_phone = False
        self.name = label(role="big", wrap=True)
        self.stars = label()
        self.stars.setObjectName("memberStars")
        self.rated = label(role="quiet")
        self.edit = button(self.tr("Edit"), self._edit, role="small")
        self.last = button("", self._open_last, role="link")
        self.phone = label()
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.uncover = button(self.tr("Show"), self._uncover, role="link")
        self._phone_line = QWidget()
        line = QHBoxLayout(self._phone_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.phone)
        line.addWidget(self.uncover)
        line.addStretch()
        self._facts = QGridLayout()
        self._capabilities = QWidget()
        self._chips = FlowLayout(self._capabilities)
        self.steps = StarSteps(desk.theme)
        self._steps_head = label(self.tr("Stars over time"), role="section")
        self.groups = Groups()
        self.groups.opened.connect(self.opened)
        self.groups.listed.connect(self.listed)
        self._nothing = label(
            self.tr("No record names it yet: a salon it came to, an open day, a project, what it offers or needs."),
            role="quiet",
            wrap=True,
        )
        self._lay_out()

    def show_profile(self, profile: Profile) -> None:
        """Show a member; the telephone is covered again when it is another one."""
        another = self.profile is None or self.profile.member.id != profile.member.id
        self.profile = profile
        self._shows_phone = self._shows_phone and not another
        fields = profile.member.fields
        self.name.setText(profile.member.title)
        told = fields.get("stars")
        stars = None if told is None else int(told)
        self.stars.setText(stars_drawn(stars))
        self.stars.setAccessibleName(stars_said(stars))
        on = str(fields.get("rated_on") or "")
        self.rated.setText(self.tr("{stars}, rated on {day}").format(stars=stars_said(stars), day=on)
                           if on and stars is not None else stars_said(stars))  # fmt: skip
        day, record_id = profile.last
        text = self.tr("Last: {day} {title}").format(day=day, title=profile.titles.get(record_id, ""))
        self.last.setText(text if record_id else "")
        self.last.setVisible(bool(record_id))
        self._show_facts(fields)
        self._show_chips([str(each) for each in fields.get("capabilities") or ()])
        self._show_steps(profile)
        self.groups.show_profile(profile)
        self._nothing.setVisible(not profile.groups)
        if another:
            self.verticalScrollBar().setValue(0)

    # -- pieces

    def _show_steps(self, profile: Profile) -> None:
        self.steps.show_ratings(profile.ratings, profile.assessed)
        self._steps_head.setVisible(not self.steps.isHidden())

    def _show_facts(self, fields: Fields) -> None:
        self._phone_line.hide()
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None and widget is not self._phone_line:
                widget.hide()
                widget.deleteLater()
        shown = [(name, self._fact(name, fields)) for name in _FACTS]
        for at, (name, text) in enumerate([each for each in shown if each[1]]):
            row, column = at // 2, at % 2 * 2
            self._facts.addWidget(label(MEMBER.by_name[name].label, role="field"), row, column, _TOP)
            if name == "phone":
                self._facts.addWidget(self._phone_line, row, column + 1)
                self._phone_line.show()
                self._show_phone(text)
            else:
                self._facts.addWidget(_selectable(text), row, column + 1, _TOP)

    def _fact(self, name: str, fields: Fields) -> str:
        if name == "chain_stage":
            return chain_said(tuple(fields.get("chain_stage") or ()))
        text = MEMBER.by_name[name].show(fields.get(name))
        years = fields.get("term_years")
        if name == "term_from" and text and years:
            return self.tr("{day}, for {years} years").format(day=text, years=years)
        return text

    def _show_phone(self, number: str) -> None:
        from alliance_app.writeups.masking import masked_phone

        covered = masked_phone(number)
        self.phone.setText(number if self._shows_phone else covered)
        self.uncover.setVisible(covered != number)
        self.uncover.setText(self.tr("Cover") if self._shows_phone else self.tr("Show"))
        name = self.tr("Cover the telephone number") if self._shows_phone else self.tr("Show the telephone number")
        self.uncover.setAccessibleName(name)

    def _uncover(self) -> None:
        self._shows_phone = not self._shows_phone
        if self.profile is not None:
            self._show_phone(str(self.profile.member.fields.get("phone") or ""))

    def _show_chips(self, texts: Sequence[str]) -> None:
        empty(self._chips)
        for text in texts:
            made = label(text if len(text) <= _LONGEST_CHIP else text[: _LONGEST_CHIP - 1] + "…", role="capability")
            made.setToolTip(shown_as_it_is(text) if len(text) > _LONGEST_CHIP else "")
            self._chips.addWidget(made)
        self._capabilities.setVisible(bool(texts))
        self._capabilities.updateGeometry()

    def _open_last(self) -> None:
        if self.profile is not None and self.profile.last[1]:
            self.opened.emit(self.profile.last[1])

    def _edit(self) -> None:
        if self.profile is not None:
            self.edited.emit(self.profile.member.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.name, 1)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.stars)
        below.addWidget(self.rated)
        below.addStretch()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(7)
        for column in (1, 3):
            self._facts.setColumnStretch(column, 1)
        inner = QWidget()
        inner.setObjectName("memberInner")
        sheet = QWidget()
        sheet.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(sheet)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(head)
        box.addLayout(below)
        box.addWidget(self.last, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(4)
        box.addLayout(self._facts)
        box.addWidget(self._capabilities)
        box.addSpacing(6)
        for widget in (self._steps_head, self.steps):
            box.addWidget(widget)
        box.addSpacing(6)
        box.addWidget(self._nothing)
        box.addWidget(self.groups)
        box.addStretch()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(28, 20, 28, 24)
        outer.addWidget(sheet)
        self.setWidget(inner)


def _selectable(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
