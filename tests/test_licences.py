"""The table of licences is true: checked against the installed packages."""

from dataclasses import replace

from tools import licences


def test_every_part_has_a_licence_that_fits_and_that_the_package_confirms() -> None:
    assert [fault for part in licences.parts() for fault in licences.faults(part)] == []


def test_every_package_that_a_part_needs_is_pinned() -> None:
    assert list(licences.unpinned()) == []


def test_the_page_is_up_to_date() -> None:
    assert licences.TABLE.read_text("utf-8") == licences.page(), "run tools/licences.py"


def test_a_licence_that_does_not_fit_or_that_the_package_denies_is_named() -> None:
    part = next(licences.parts())
    unfit = list(licences.faults(replace(part, licence="GPL-3.0")))
    denied = list(licences.faults(replace(part, licence="BSD-2-Clause")))
    assert any("not a licence known to fit" in each for each in unfit)
    assert denied == [f"{part.name}: the pin says BSD-2-Clause, the package says MIT"]
