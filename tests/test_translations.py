"""The Chinese catalogue of the core and the command line is complete, current and compiled."""

from tools import translations


def test_every_text_of_the_core_is_translated() -> None:
    assert translations.core_faults() == []


def test_the_catalogue_holds_just_the_texts_of_the_source() -> None:
    assert translations.PO.read_bytes() == translations.po_bytes(translations.catalogue()), "run make i18n"


def test_the_compiled_catalogue_is_current() -> None:
    compiled = translations.PO.with_suffix(".mo").read_bytes()
    assert compiled == translations.mo_bytes(translations.PO.read_bytes()), "run make i18n"


def test_a_missing_text_and_a_lost_placeholder_are_found() -> None:
    assert list(translations.faults_of("Body", "正文")) == []
    assert list(translations.faults_of("Body", " ")) == ["not translated: 'Body'"]
    assert list(translations.faults_of("{count} notes", "笔记")) != []
    assert list(translations.faults_of("%1 of %2", "共 %2，第 %1")) == []
