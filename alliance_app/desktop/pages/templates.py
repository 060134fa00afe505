"""Templates from the page: the menu under New, making one of the record at hand, looking after them."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from alliance_app.desktop.desk import Desk, in_words
from alliance_app.desktop.pages.verbs import Verbs
from alliance_app.desktop.templates import MakeTemplateDialog, TemplatesDialog
from alliance_app.desktop.widgets.looks import empty_menu
from alliance_app.library import templates
from alliance_app.library.templates import Shelf
from alliance_app.records.kinds import KINDS
from alliance_app.records.template import Template
from alliance_app.records.values import Record


class Templates(QObject):
    """Reads the files off the GUI thread; the menu shows what was read last."""

    def __init__(self, desk: Desk, verbs: Verbs, window: QWidget) -> None:
        super().__init__()
        self._desk, self._verbs, self._window = desk, verbs, window
        self.menu = QMenu(self.tr("From a template"), window)

    def stand_in(self, menu: QMenu) -> None:
        """Stand at the end of the menu that makes records; what is in the files is read anew whenever it opens."""
        menu.addSeparator()
        menu.addMenu(self.menu)
        menu.aboutToShow.connect(self.refresh)

    def refresh(self) -> None:
        """Read what there is to start from."""
        folder = self._desk.library.folder
        self._desk.tasks.read(lambda: templates.shelf(folder), self._show, owner=self, lane="templates")

    def make_of(self, record: Record) -> None:
        """Ask for a name and what to take, and make a template of a record."""
        folder = self._desk.library.folder
        dialog = MakeTemplateDialog(self._window, record, self._desk.titles)

        def done(template: Template) -> None:
            dialog.accept()
            self.refresh()
            text = self.tr("Template “{name}” made. It stands under New.").format(name=template.name)
            self._desk.say(text, self.tr("Look after templates"), self.manage)

        def keep(template: Template) -> None:
            self._desk.tasks.write(
                lambda: templates.keep(folder, template),
                lambda _path: done(template),
                owner=dialog,
                failed=lambda error: dialog.refuse(in_words(error)),
            )

        dialog.wanted.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def manage(self) -> None:
        """Show all templates, to be edited, renamed, deleted."""
        dialog = TemplatesDialog(self._desk, self._window)
        dialog.changed.connect(self.refresh)
        dialog.open()

    def _show(self, shelf: Shelf) -> None:
        empty_menu(self.menu)
        for name, kind in KINDS.items():
            below = self.menu.addMenu(kind.label)
            below.addAction(self.tr("Blank"), partial(self._verbs.make, name, "", Template(name, "")))
            below.addSeparator()
            own = False
            for each in shelf.of(name):
                if each.own and not own:
                    below.addSeparator()
                    own = True
                below.addAction(each.name.replace("&", "&&"), partial(self._verbs.make, name, "", each))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Look after templates…"), self.manage)
