"""The pictures among the lines, read and scaled in the background."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap

from alliance_app.desktop.editor.background import Background
from alliance_app.desktop.editor.preview import FindPicture, read_picture

_WIDEST = 480  # px as read; painted smaller, sharp on dense screens
_KEPT = 80


class Thumbnails:
    """Gives a picture when it is there, and asks for it when it is not; `changed` is called when one has come."""

    def __init__(self, background: Background, changed: Callable[[], None]) -> None:
        self._background = background
        self._changed = changed
        self._find: FindPicture = lambda _reference: None
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()

    def set_resolver(self, find: FindPicture) -> None:
        """Where pictures come from; called on the background thread."""
        self._find = find
        self.forget()
        self._changed()

    def forget(self) -> None:
        """Ask anew for everything: another record is shown."""
        self._kept.clear()

    def forget_missing(self) -> None:
        """Ask anew for those that were not there: files may have arrived."""
        missing = [reference for reference, picture in self._kept.items() if picture is None]
        for reference in missing:
            del self._kept[reference]
        if missing:
            self._changed()

    def __call__(self, reference: str) -> QPixmap | None:
        """The picture of a reference; None when it is not there, or not yet."""
        if reference not in self._kept:
            self._kept[reference] = None
            find = self._find
            self._background.run(lambda: _read(find, reference), lambda image: self._arrived(reference, image))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(reference)
        return self._kept[reference]

    def _arrived(self, reference: str, image: QImage | None) -> None:
        if image is not None and reference in self._kept:
            self._kept[reference] = QPixmap.fromImage(image)
            self._changed()


def _read(find: FindPicture, reference: str) -> QImage | None:
    path: Path | None = find(reference)
    return read_picture(path, _WIDEST) if path is not None else None
