"""The body as it will look, rendered off the GUI thread; nothing but the record's own pictures is ever loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from PySide6.QtCore import QSize, Qt, QThread, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QImageReader,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QWidget

from alliance_app.desktop.editor.background import Background
from alliance_app.desktop.editor.colours import LIGHT, EditorColours
from alliance_app.desktop.editor.highlight import HEADING_SCALE
from alliance_app.desktop.editor.text import PIXELS
from alliance_app.records.markdown import to_html

FindPicture = Callable[[str], Path | None]
INDENT = 24  # px, a level of a list
_WIDEST = 640  # px, a picture
_MOST_PIXELS = 120_000_000
_MOST_PICTURES = 200
# What Qt's rich text says in another way. These tags are the renderer's own: in a body's text they are escaped.
_TO_QT = (
    ('<li class="task">☐ ', '<li class="unchecked">'),
    ('<li class="task done">☑ ', '<li class="checked">'),
    ("<figure>", '<p class="figure">'),
    ("</figure>", "</p>"),
    ("<figcaption>", '<br><span class="caption">'),
    ("</figcaption>", "</span>"),
)


class PreviewDocument(QTextDocument):
    """A document that has its pictures with it and asks nobody for more."""

    def __init__(self, pictures: dict[str, QImage]) -> None:
        super().__init__()
        self.pictures = pictures

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        address = name.toString() if isinstance(name, QUrl) else name
        return self.pictures.get(address)


@dataclass(frozen=True, slots=True)
class Look:
    """What rendering needs to know of the window."""

    colours: EditorColours
    font: QFont
    width: int


def render(body: str, find: FindPicture, look: Look, home: QThread) -> PreviewDocument:
    """The document of a body, made on any thread and handed to the thread `home`."""
    pictures: dict[str, QImage] = {}

    def picture(reference: str) -> str | None:
        if len(pictures) >= _MOST_PICTURES:
            return None
        path = find(reference)
        image = read_picture(path, min(_WIDEST, look.width)) if path is not None else None
        if image is None:
            return None
        address = f"attachment:{len(pictures)}"
        pictures[address] = image
        return address

    html = to_html(body, picture=picture, link=lambda title: "record:" + quote(title, safe=""))
    for old, new in _TO_QT:
        html = html.replace(old, new)
    document = PreviewDocument(pictures)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(look.font)
    document.setDocumentMargin(2)
    document.setIndentWidth(INDENT)
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultStyleSheet(_style(look.colours))
    document.setHtml(html.rstrip())
    _finish(document)
    document.moveToThread(home)
    return document


def read_picture(path: Path, widest: int) -> QImage | None:
    """A picture turned upright and at most `widest` pixels wide; None when it cannot be read or is beyond bounds."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    if size.width() > widest:
        reader.setScaledSize(size.scaled(QSize(widest, 100_000), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _finish(document: QTextDocument) -> None:
    """What Qt's HTML cannot say: headings as large as in the source, tasks with ☐ and ☑ in place of bullets."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            _size_heading(block)
        elif block.blockFormat().marker() != QTextBlockFormat.MarkerType.NoMarker:
            _draw_task(block)
        block = block.next()


def _size_heading(block: QTextBlock) -> None:
    pixels = round(PIXELS * HEADING_SCALE[min(block.blockFormat().headingLevel(), 6)])
    at, end = block.position(), block.position() + block.length() - 1
    cursor = QTextCursor(block)
    while at < end:
        cursor.setPosition(at + 1)
        look = cursor.charFormat()  # of the character before
        look.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        look.setProperty(QTextFormat.Property.FontPixelSize, pixels)
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)
        at += 1


def _draw_task(block: QTextBlock) -> None:
    made = block.blockFormat()
    done = made.marker() == QTextBlockFormat.MarkerType.Checked
    cursor = QTextCursor(block)
    depth = cursor.currentList().format().indent() if cursor.currentList() else 1
    if cursor.currentList():
        cursor.currentList().remove(block)
        made = block.blockFormat()
    made.setMarker(QTextBlockFormat.MarkerType.NoMarker)
    made.setIndent(depth)
    made.setTextIndent(-INDENT + 3)
    cursor.setBlockFormat(made)
    cursor.insertText("☑ " if done else "☐ ", QTextCharFormat())


class Preview(QTextBrowser):
    """Shows a body; its links are told, never followed."""

    link_activated = Signal(str)
    rendered = Signal()

    def __init__(self, background: Background, home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self._background = background
        self._colours = LIGHT
        self._find: FindPicture = lambda _reference: None
        self._document: QTextDocument | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.anchorClicked.connect(self._on_anchor)

    def set_resolver(self, find: FindPicture) -> None:
        """Where pictures come from; called on the background thread."""
        self._find = find

    def set_colours(self, colours: EditorColours) -> None:
        """Use other colours from the next body on."""
        self._colours = colours
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colours.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(colours.text))
        palette.setColor(QPalette.ColorRole.Link, QColor(colours.link))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(colours.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours.text))
        self.setPalette(palette)

    def show_body(self, body: str) -> None:
        """Render `body` in the background and show it when it is ready, if no newer one was asked for."""
        look = Look(self._colours, QFont(self.font()), max(200, self._home.width() - 24))
        find = self._find
        application = QApplication.instance()
        assert application is not None
        home = application.thread()
        self._background.run(lambda: render(body, find, look, home), self._show, "preview")

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        document = self._document
        return document.loadResource(type, name) if isinstance(document, PreviewDocument) else None

    def _show(self, document: PreviewDocument) -> None:
        place = self.verticalScrollBar().value()
        document.setParent(self)
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self.verticalScrollBar().setValue(place)
        self.rendered.emit()

    def _on_anchor(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith("record:"):
            self.link_activated.emit(unquote(address.removeprefix("record:")))
        elif address.lower().startswith(("http://", "https://", "mailto:")):
            self.link_activated.emit(url.toString())
        elif address.startswith("#"):
            self.scrollToAnchor(unquote(address[1:]))


def _style(colours: EditorColours) -> str:
    return f"""
    p, li {{ color: {colours.text}; margin-top: 2px; margin-bottom: 8px; line-height: 122%; }}
    li {{ margin-bottom: 3px; }}
    ul, ol {{ margin-left: 0; }}
    h1, h2, h3, h4, h5, h6 {{ color: {colours.heading}; font-weight: 600; margin-top: 16px; margin-bottom: 6px; }}
    a {{ color: {colours.link}; text-decoration: none; }}
    blockquote {{ margin-left: 14px; margin-right: 0; }}
    blockquote p, .caption, .missing {{ color: {colours.muted}; }}
    .figure {{ line-height: 100%; }}
    .caption {{ font-size: 13px; }}
    code, pre {{ font-family: "Noto Sans Mono CJK SC", "NSimSun", monospace; color: {colours.code}; font-size: 14px; }}
    pre {{ background-color: {colours.code_paper}; }}
    mark {{ background-color: {colours.marker}; }}
    table {{ border-collapse: collapse; border-width: 1px; border-style: solid; border-color: {colours.line};
        margin-top: 4px; margin-bottom: 10px; }}
    th, td {{ border-width: 1px; border-style: solid; border-color: {colours.line}; padding: 4px 10px; }}
    th {{ background-color: {colours.hover}; font-weight: 600; }}
    """
