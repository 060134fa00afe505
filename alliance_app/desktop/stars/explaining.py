"""The catalogue as a person reads it: each indicator's measure, evidence, targets, exceptions and sources."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from alliance_app.alliance.catalogue import STARS, Catalogue, Indicator
from alliance_app.alliance.catalogues import KnownCatalogue
from alliance_app.desktop.stars.words import number, points, star_name, target
from alliance_app.desktop.theme import Colours, Theme
from alliance_app.desktop.widgets.looks import label


class CatalogueDialog(QDialog):
    """All indicators, to be read and searched. `at` shows one of them. `take_in`: a new version is to be taken in."""

    def __init__(self, known: KnownCatalogue, catalogue: Catalogue, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About the indicators"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 620)
        self._catalogue = catalogue
        self._colours = theme.colours
        self.words = QLineEdit(placeholderText=self.tr("Type to find an indicator"))
        self.words.setAccessibleName(self.tr("Type to find an indicator"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._show)
        self.pages = QTextBrowser()
        self.pages.setAccessibleName(self.tr("Indicators"))
        self.pages.setOpenLinks(False)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        self.take_in = close.addButton(self.tr("Take in a new version…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.take_in.setAutoDefault(False)
        self.fault = label(role="wrong", wrap=True)
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fault.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        if not catalogue.official:
            self.told = label(
                self.tr(
                    "These indicators are an illustration, not an official standard: a district puts its own in "
                    "their place."
                ),
                wrap=True,
            )
            box.addWidget(self.told)
        box.addWidget(label(_version(known, catalogue), role="quiet"))
        for each in (self.words, self.pages, self.fault, close):
            box.addWidget(each)
        self._show()

    def show_fault(self, words: str) -> None:
        """Say why a file was not taken in."""
        self.fault.setText(words)
        self.fault.show()

    def at(self, code: str) -> None:
        """Show an indicator."""
        self.pages.setSource(QUrl())
        self.pages.scrollToAnchor(code)

    def _show(self) -> None:
        typed = self.words.text().strip().casefold()
        self.pages.setHtml("".join(_told(self._catalogue, typed, self._colours)))


def _version(known: KnownCatalogue, catalogue: Catalogue) -> str:
    said = QCoreApplication.translate(
        "Stars", "Catalogue {id}, version {version} ({standing}): {count} indicators, {points} points"
    )
    return said.format(
        standing=known.standing.words,
        id=catalogue.id,
        version=catalogue.version,
        count=len(catalogue.indicators),
        points=points(catalogue.base_points),
    )


def _told(catalogue: Catalogue, typed: str, colours: Colours) -> Iterator[str]:
    for part in catalogue.classes:
        found = [
            each
            for item in part.items
            for each in item.indicators
            if typed in f"{each.label} {each.number} {each.measure} {' '.join(each.evidence)}".casefold()
        ]
        if found:
            yield f"<h3>{escape(part.label)} · {points(part.points)}</h3>"
        for each in found:
            yield _indicator(each, colours)


def _indicator(each: Indicator, colours: Colours) -> str:
    def line(text: str, **values: str) -> str:
        return f"<br><span style='color:{colours.muted}'>{escape(text.format(**values))}</span>"

    between = QCoreApplication.translate("Stars", ", ")
    lines = [line(QCoreApplication.translate("Stars", "Measured by: {what}"), what=each.measure)]
    asked = between.join(f"{star_name(star)} {target(each, star)}" for star in STARS if each.targets[star] is not None)
    lines.append(line(QCoreApplication.translate("Stars", "Asked for: {what} ({unit})"), what=asked, unit=each.unit))
    if each.required_for:
        needed = between.join(star_name(star) for star in sorted(each.required_for))
        lines.append(line(QCoreApplication.translate("Stars", "Required for: {what}"), what=needed))
    if each.evidence:
        lines.append(line(QCoreApplication.translate("Stars", "Evidence: {what}"), what=between.join(each.evidence)))
    rule = each.not_applicable
    if rule is not None:
        held = QCoreApplication.translate("Stars", "Not applicable: {what}")
        lines.append(line(held, what=rule.zh))
    if each.counted:
        lines.append(line(QCoreApplication.translate("Stars", "Counted from the library where it can be.")))
    worth = QCoreApplication.translate("Stars", "{points} points").format(points=number(each.points))
    head = f"<b>{escape(each.number)}  {escape(each.label)}</b> · {worth}"
    return f"<p><a name='{escape(each.code)}'></a>{head}{''.join(lines)}</p>"
