"""The picture of the chain with its words beside it: who supplies whom, each line leading to the records behind it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.match.board import Board
from alliance_app.desktop.match.chain import SORTS, Line, Sort, by_sort, laid_out, lines_of
from alliance_app.desktop.match.chain_picture import ChainPicture, line_pen
from alliance_app.desktop.widgets.looks import button, empty, label, shown_as_it_is

_WORDS_WIDTH = 268  # px
_SCALE = 2  # of what is copied or saved as a picture
_NARROWEST = 480  # px


class ChainPage(QWidget):
    """`opened(id)`: show a record; `listed(title, ids)`: show the records behind an enterprise or a line."""

    opened = Signal(str)
    listed = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._board = Board()
        self._stage = ""
        self._lines: tuple[Line, ...] = ()
        self.picture = ChainPicture(desk.theme)
        self.picture.chosen.connect(self._tell)
        self.picture.resized.connect(self._arrange)
        self.picture.line_chosen.connect(self._show_records)
        self.picture.entered.connect(self._show_own)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("chainScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.picture)
        self.copy = button(self.tr("Copy the picture"), self.copy_picture, role="small")
        self.save = button(self.tr("Save the picture…"), self._ask_where, role="small")
        self.told = QVBoxLayout()
        self.told.setSpacing(3)
        self._legend: dict[Sort, QLabel] = {each: QLabel() for each in SORTS}
        self._lay_out()
        desk.theme.changed.connect(self._draw_legend)

    def show_board(self, board: Board) -> None:
        """Show what there is."""
        self._board = board
        self._lines = lines_of(board, self._stage)
        self._arrange()
        self._tell(self.picture.at)

    def show_stage(self, stage: str) -> None:
        """Only what is of a stage; all for ""."""
        self._stage = stage
        self.show_board(self._board)

    def image(self) -> QImage:
        """The picture in print quality."""
        size = self.picture.sizeHint()
        made = QImage(size * _SCALE, QImage.Format.Format_ARGB32)
        made.setDevicePixelRatio(_SCALE)
        made.fill(self._desk.theme.colours.paper)
        painter = QPainter(made)
        self.picture.draw(painter)
        painter.end()
        return made

    def copy_picture(self) -> None:
        """Put the picture into the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())
        self._desk.say(self.tr("The picture is in the clipboard."))

    def save_picture(self, path: Path) -> None:
        """Write the picture: as SVG or PNG, as its name ends."""
        if path.suffix.casefold() == ".svg":
            made = QSvgGenerator()
            made.setFileName(str(path))
            size = self.picture.sizeHint()
            made.setSize(size)
            made.setViewBox(QRect(QPoint(), size))
            made.setTitle(self.picture.accessibleName())
            made.setDescription(self.picture.accessibleDescription())
            painter = QPainter(made)
            self.picture.draw(painter)
            fine = painter.end() and path.is_file()
        else:
            fine = self.image().save(str(path))
        text = (
            self.tr("Saved: {path}")
            if fine
            else self.tr("The picture could not be written to {path}. Choose another place.")
        )
        self._desk.say(text.format(path=path))

    def words(self, line: Line) -> str:
        """A line as a sentence."""
        supplier, customer = self._board.members[line.supplier], self._board.members[line.customer]
        text = {
            "agreed": self.tr("{supplier} supplies {customer}"),
            "talking": self.tr("{supplier} talks with {customer} about supplying it"),
            "recommended": self.tr("{supplier} could supply {customer}"),
        }[line.sort]
        return text.format(supplier=supplier, customer=customer)

    def _arrange(self) -> None:
        room = self._scroll.viewport().size()
        chain = laid_out(self._board, self._lines, max(_NARROWEST, room.width()), room.height())
        self.picture.show_chain(chain, "\n".join(self.words(each) for each in self._lines))

    def _tell(self, member: str) -> None:
        """Say in words what the picture shows: of an enterprise, else of all."""
        empty(self.told)
        lines = self.picture.chain.touching(member) if member else self._lines
        title = self._board.members.get(member, "") or self.tr("Who supplies whom")
        self.told.addWidget(label(title, role="middle"))
        if member:
            text = self.tr("Its needs and offers: {count}").format(count=len(self._own(member)))
            self.told.addWidget(button(text, partial(self._show_own, member), role="link"))
        names = {
            "agreed": self.tr("Agreed"), "talking": self.tr("In talks"), "recommended": self.tr("Recommended"),
        }  # fmt: skip
        for sort, some in by_sort(sorted(lines, key=lambda each: SORTS.index(each.sort))).items():
            self.told.addSpacing(8)
            self.told.addWidget(label(f"{names[sort]} · {len(some)}", role="section"))
            for line in some:
                ends = f"{self._board.members[line.supplier]} → {self._board.members[line.customer]}"
                made = button(ends, partial(self._show_records, line), role="titleLink", name=self.words(line))
                made.setToolTip(shown_as_it_is(self.words(line)))
                self.told.addWidget(made)
        if not lines:
            self.told.addWidget(label(self.tr("Nobody supplies anybody here yet."), role="quiet", wrap=True))
        self.told.addStretch()

    def _own(self, member: str) -> list[str]:
        return [each for each, entry in self._board.entries.items() if entry.owner == member]

    def _show_own(self, member: str) -> None:
        self.listed.emit(self._board.members[member], self._own(member))

    def _show_records(self, line: Line) -> None:
        ids = [each for each in line.records if each in self._board.entries]
        if len(ids) == 1:
            self.opened.emit(ids[0])
        else:
            self.listed.emit(self.words(line), ids)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the picture"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PNG (*.png)", "SVG (*.svg)"])
        dialog.setDefaultSuffix("png")
        dialog.selectFile(self.tr("Chain") + ".png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_picture(Path(path)))
        dialog.open()

    def _draw_legend(self) -> None:
        colours = self._desk.theme.colours
        inks = {"agreed": colours.green, "talking": colours.blue, "recommended": colours.strong_line}
        for sort, sample in self._legend.items():
            scale = self.devicePixelRatioF()
            made = QPixmap(QSize(30, 12) * scale)
            made.setDevicePixelRatio(scale)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setPen(line_pen(sort, inks[sort]))
            painter.drawLine(1, 6, 29, 6)
            painter.end()
            sample.setPixmap(made)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        names = (self.tr("agreed"), self.tr("in talks"), self.tr("recommended"))
        for (sort, sample), text in zip(self._legend.items(), names, strict=True):
            sample.setAccessibleName(text)
            top.addWidget(sample)
            top.addWidget(label(text, role="quiet"))
            top.addSpacing(10 if sort != SORTS[-1] else 0)
        top.addStretch()
        top.addWidget(self.copy)
        top.addWidget(self.save)
        self._draw_legend()
        inner = QWidget()
        inner.setObjectName("chainInner")
        inner.setLayout(self.told)
        self.told.setContentsMargins(14, 12, 14, 12)
        words = QScrollArea()
        words.setObjectName("chainTold")
        words.setWidgetResizable(True)
        words.setFrameShape(QFrame.Shape.NoFrame)
        words.setFixedWidth(_WORDS_WIDTH)
        words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.setWidget(inner)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._scroll, 1)
        row.addWidget(words)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 16, 16)
        box.setSpacing(10)
        box.addLayout(top)
        box.addLayout(row, 1)
