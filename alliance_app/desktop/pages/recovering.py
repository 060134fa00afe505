"""Where the writer is, kept for a window that may die; at the start, what such a one was writing, opened there."""

from functools import partial

from PySide6.QtCore import QObject

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.desktop.widgets.record_view import RecordView
from alliance_app.desktop.widgets.recovered import RecoveredBanner
from alliance_app.desktop.widgets.whereabouts import go_to, in_a_field, place_in
from alliance_app.library import Changed
from alliance_app.library.recovering import Recovered, recover


class Recovering(QObject):
    """Asks off the GUI thread, once; nothing is told after a start that follows an orderly end."""

    def __init__(self, desk: Desk, record: OpenRecord, view: RecordView) -> None:
        super().__init__()
        self._desk, self._record, self._view = desk, record, view
        record.follow_writer(partial(place_in, view), partial(in_a_field, view))
        self.banner = RecoveredBanner()
        self.banner.open.connect(self._open)

    def ask(self) -> None:
        """Look for what was left behind, and put in what was noted but not saved."""
        library = self._desk.library
        self._desk.tasks.write(partial(recover, library), self._tell, owner=self)

    def _tell(self, recovered: tuple[Recovered, ...]) -> None:
        changed = frozenset(each.record.id for each in recovered if each.brought_back)
        self._desk.touched.emit(Changed(changed, 0))
        self.banner.tell(recovered)

    def _open(self, recovered: Recovered) -> None:
        self._record.open(recovered.record.id, lambda _record: go_to(self._view, recovered.place))
