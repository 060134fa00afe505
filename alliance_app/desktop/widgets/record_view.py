"""The record at hand, in the middle of the window: head, title, notices, form and body."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from alliance_app.desktop.batches.beside import WayOn
from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.open_record import OpenRecord, SaveState, Saving
from alliance_app.desktop.widgets.form import Form
from alliance_app.desktop.widgets.looks import label, stack
from alliance_app.desktop.widgets.notices import ClashNotice, TrashNotice
from alliance_app.desktop.widgets.offers import Offers
from alliance_app.desktop.widgets.record_head import RecordHead
from alliance_app.desktop.widgets.review_notice import ReviewNotice
from alliance_app.desktop.widgets.title import TitleEdit
from alliance_app.records.errors import InvalidTitle
from alliance_app.records.kinds import KINDS, PROJECT
from alliance_app.records.text import clean_title
from alliance_app.records.values import Attachment, Clash, Record

_WIDEST = 980  # px: longer lines are hard to read
_BODY_NEEDS = 220  # px, toolbar and a few lines
_DIGITS = 64  # of a content's name
_LEAST = 96  # px of the form, whatever else there is


class FormHolder(QScrollArea):
    """Holds a form: as high as the form, at most a part of the page; then it scrolls."""

    def __init__(self, desk: Desk, kind: str, most: int, place: QVBoxLayout) -> None:
        super().__init__()
        # First: see `stack`. At the top, or it stands in the middle of its old height while it is placed.
        place.addWidget(self, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self.form = Form(desk, KINDS[kind], self.viewport())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.most = most
        self.setWidget(self.form)
        self.form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the form's height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A narrower form may be higher."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height the form needs."""
        form = self.widget()
        layout = form.layout() if form else None
        if form is None or layout is None:
            return
        layout.activate()
        width = self.viewport().width()
        need = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        column = self.parentWidget()
        room = column.height() - self.y() - _BODY_NEEDS if column else self.most
        height = min(need, max(min(self.most, room), _LEAST))
        if height != self.height():
            self.setFixedHeight(height)


class RecordView(QWidget):
    """Shows and edits what OpenRecord holds. Signals ask the page for what reaches beyond the record."""

    follow_link = Signal(str)
    review = Signal()
    restore = Signal()
    erase = Signal()

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__()
        self.setObjectName("recordPane")
        self._desk = desk
        self._open = record
        self._holders: dict[str, FormHolder] = {}
        self.holder: FormHolder | None = None
        self.head = RecordHead(desk)
        self.title = TitleEdit()
        self.trash = TrashNotice()
        self.clashes = ClashNotice()
        self.reviewed = ReviewNotice(desk, record)
        self._form_place = QVBoxLayout()
        self.way_on = WayOn(desk, record)
        self.body = BodyEditor(colours=desk.theme.editor_colours)
        self.body.setObjectName("bodyEditor")
        self._offers = Offers(desk, record)
        self._pages = QStackedWidget()
        stack(self, self._pages)
        self._pages.addWidget(self._empty_page())
        self._lay_out(QWidget(), QWidget())
        self._connect()

    def focus_title(self) -> None:
        """Put the keyboard into the title, all of it selected, ready to be typed over."""
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.title.selectAll()

    def take_body_back(self) -> None:
        """Have the body's editor here, which another page may have had."""
        self._column.addWidget(self.body, 1)
        self.body.show()

    def show_clashes(self, record: Record, clashes: tuple[Clash, ...]) -> None:
        """Show what is to be settled, when it is about the record at hand."""
        if self._open.record is not None and self._open.record.id == record.id:
            self.clashes.show_clashes(record, clashes)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The form takes at most two fifths of the height: on a small screen, too, some lines of the text are seen."""
        super().resizeEvent(event)
        for holder in self._holders.values():
            holder.most = self._most()
            holder.fit()

    @property
    def form(self) -> Form | None:
        """The form of the record at hand."""
        return self.holder.form if self.holder else None

    def _most(self) -> int:
        return max(120, self.height() * 2 // 5)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("recordPage")
        box = QVBoxLayout(page)
        box.addStretch(2)
        self.nothing = label(self.tr("Choose a record on the left, or make a new one with Ctrl+N"), role="quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self.nothing)
        box.addStretch(3)
        return page

    def _lay_out(self, page: QWidget, column: QWidget) -> None:
        """From the outside in: see `stack`."""
        page.setObjectName("recordPage")
        self._pages.addWidget(page)
        outer = QVBoxLayout(page)
        side = 24 if self._desk.window_width < 1300 else 36
        outer.setContentsMargins(side, 18, side, 0)
        outer.addWidget(column)
        column.setMaximumWidth(_WIDEST)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (self.head, self.title, self.trash, self.clashes, self.reviewed):
            box.addWidget(part)
        box.addLayout(self._form_place)
        box.addWidget(self.way_on)
        box.addSpacing(4)
        self._column = box
        self.take_body_back()

    def _connect(self) -> None:
        self._open.opened.connect(lambda record: self._show(record, fresh=True))
        self._open.renewed.connect(lambda record: self._show(record, fresh=False))
        self._open.closed.connect(lambda: self._pages.setCurrentIndex(0))
        self._open.state_changed.connect(self.head.show_saving)
        self._open.take_body_from(self.body.body)
        self.way_on.stayed.connect(self._show_stage)
        self.title.gone.connect(self._open.field_left)
        self.title.typed.connect(self._title_typed)
        self.title.left.connect(self.body.begin)
        self.body.edited.connect(self._open.type_body)
        self.body.link_activated.connect(self.follow_link)
        self.body.files_dropped.connect(self.add_files)
        self.body.picture_pasted.connect(self._keep_picture)
        self.body.set_resolver(self._picture, self._offers.titles)
        self._offers.give_to(self.body)
        self.clashes.review.connect(self.review)
        self.trash.restore.connect(self.restore)
        self.trash.erase.connect(self.erase)
        self._desk.theme.changed.connect(self._follow_theme)

    def _show(self, record: Record, *, fresh: bool) -> None:
        self._pages.setCurrentIndex(1)
        self.head.show_record(record)
        self.head.show_saving(self._open.state)
        self.title.show_title(record.title, fresh=fresh)
        self.trash.show_record(record)
        if fresh:
            self.clashes.show_clashes(record, ())
            self._put_form(record.kind)
        if self.form is not None:
            self.form.show_record(record, fresh=fresh)
            self.form.set_read_only(read_only=record.trashed_at is not None)
        self.way_on.show_record(record)
        if fresh:
            self.body.set_body(record.body)
        else:
            self.body.merge_body(record.body, self.body.body())
        self.body.set_read_only(record.trashed_at is not None)
        self.title.setReadOnly(record.trashed_at is not None)

    def has_form(self, kind: str) -> bool:
        """Whether the form of a kind is made."""
        return kind in self._holders

    def make_form(self, kind: str) -> None:
        """Make the form of a kind before it is needed."""
        if kind not in self._holders and kind in KINDS:
            holder = FormHolder(self._desk, kind, self._most(), self._form_place)
            form = holder.form
            form.typed.connect(self.way_on.typed if kind == PROJECT.name else self._open.type_field)
            form.tags_typed.connect(self._open.type_tags)
            form.half.connect(self._open.type_half)
            form.left.connect(self._open.field_left)
            self._holders[kind] = holder

    def _put_form(self, kind: str) -> None:
        self.make_form(kind)
        wanted = self._holders.get(kind)
        if self.holder is not None and self.holder is not wanted:
            self.holder.hide()
        self.holder = wanted
        if wanted is not None:
            wanted.show()
            wanted.form.follow(self.reviewed.give)  # the last above it where Tab stops

    def _show_stage(self, stage: str) -> None:
        if self.form is not None and "stage" in self.form.editors:
            self.form.editors["stage"].show_value(stage)

    def _title_typed(self, title: str) -> None:
        if not title.strip():
            return
        try:
            self._open.type_title(clean_title(title))
        except InvalidTitle as error:  # said where saving is told of; what else was typed is saved all the same
            self.head.show_saving(SaveState(Saving.FAILED, reason=str(error)))

    def _follow_theme(self) -> None:
        self.body.set_colours(self._desk.theme.editor_colours)

    # -- files and pictures

    def add_files(self, paths: list[Path]) -> None:
        """Keep files with the record; pictures are also put into the body where the cursor stands."""
        library = self._desk.library
        record = self._open.record
        if record is None:
            return

        def keep() -> list[Attachment]:
            return [library.keep_file(path) for path in paths]

        self._desk.tasks.write(keep, lambda kept: self._kept(record.id, kept), owner=self)

    def _keep_picture(self, data: bytes, name: str) -> None:
        library, record = self._desk.library, self._open.record
        if record is not None:
            self._desk.tasks.write(
                lambda: [library.keep_bytes(name, data)], lambda kept: self._kept(record.id, kept), owner=self
            )

    def _kept(self, record_id: str, kept: list[Attachment]) -> None:
        if self._open.record is None or self._open.record.id != record_id:
            return
        for each in kept:
            if each.is_picture:
                self.body.insert_picture(f"attachment:{each.sha256}")
        self._open.attach(*kept)

    def _picture(self, reference: str) -> Path | None:
        record = self._open.record
        attachment = record.attachment(reference) if record else None
        content = reference.removeprefix("attachment:")
        if attachment is None and len(content) == _DIGITS and content.isalnum():  # one that is not saved yet
            return self._desk.library.blob(content)
        return self._desk.library.blob(attachment.sha256) if attachment else None
