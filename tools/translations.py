"""Brings the Chinese catalogues up to date with the source and compiles them: `make i18n`.

The core and the command line speak gettext (resources/translations/zh_CN/LC_MESSAGES/alliance.po), the window
speaks Qt Linguist (resources/translations/desktop_zh_CN.ts). Translated texts are kept, new ones are added
empty, texts that left the source are dropped. Nothing in the files depends on the day or the machine.
"""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "alliance_app"
FOLDER = ROOT / "resources" / "translations"
PO = FOLDER / "zh_CN" / "LC_MESSAGES" / "alliance.po"
TS = FOLDER / "desktop_zh_CN.ts"
LOCALE = "zh_CN"


def core_sources() -> list[Path]:
    """The modules that speak gettext: all but the window's."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "desktop" not in path.parts]


def window_sources() -> list[Path]:
    """The modules that speak Qt Linguist."""
    return sorted((PACKAGE / "desktop").rglob("*.py"))


def catalogue() -> Catalog:
    """The gettext catalogue as it should be: every text of the source, with the translations there are."""
    fresh = Catalog(locale=LOCALE, project="alliance_app", charset="utf-8")
    for path in core_sources():
        for _line, text, comments, _context in extract_from_file(
            "python", path, keywords={"_": None, "N_": None}
        ):
            where = [(path.relative_to(ROOT).as_posix(), 0)]
            fresh.add(text, locations=where, auto_comments=comments)
    if PO.exists():
        with PO.open("rb") as stream:
            kept = read_po(stream, locale=LOCALE)
        for message in fresh:
            known = kept.get(message.id) if message.id else None
            if known is not None and known.string:
                message.string = known.string
                message.flags |= known.flags
    return fresh


def po_bytes(wanted: Catalog) -> bytes:
    """The .po text: sorted, without line numbers or dates, so that it changes only when a text does."""
    stream = io.BytesIO()
    write_po(stream, wanted, width=0, omit_header=True, sort_output=True, include_lineno=False)
    header = (
        '# Simplified Chinese for the core and the command line.\nmsgid ""\nmsgstr ""\n'
        '"Language: zh_CN\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return header.encode("utf-8") + stream.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """The compiled catalogue of a .po text."""
    stream = io.BytesIO()
    wanted = read_po(io.BytesIO(po), locale=LOCALE)
    wanted.creation_date = wanted.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # else: now
    write_mo(stream, wanted)
    return stream.getvalue()


def write_core() -> None:
    """Write the gettext catalogue and compile it."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    text = po_bytes(catalogue())
    PO.write_bytes(text)
    PO.with_suffix(".mo").write_bytes(mo_bytes(text))


def write_window(ts: Path = TS) -> None:
    """Bring the window's catalogue `ts` up to date and compile it beside itself."""
    tool = Path(sys.executable).parent
    sources = [str(path) for path in window_sources()]
    update = [str(tool / "pyside6-lupdate"), *sources, "-ts", str(ts), "-no-obsolete", "-locations", "none"]
    subprocess.run(update, cwd=ROOT, check=True, capture_output=True)
    compile_window(ts, ts.with_suffix(".qm"))


def compile_window(ts: Path, qm: Path) -> None:
    """Compile the catalogue `ts` into `qm`."""
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([str(tool), str(ts), "-qm", str(qm)], cwd=ROOT, check=True, capture_output=True)


def placeholders(text: str) -> list[str]:
    """What is filled in at run time: `{name}`, `%1`, `%n`."""
    return sorted(re.findall(r"\{[^{}]*\}|%(?:\d+|n|L\d+)", text))


def faults_of(source: str, translation: str) -> Iterator[str]:
    """What is wrong with one translated text."""
    if not translation.strip():
        yield f"not translated: {source!r}"
    elif placeholders(source) != placeholders(translation):
        yield f"other placeholders: {source!r} -> {translation!r}"


def core_faults() -> list[str]:
    """What is missing or wrong in the gettext catalogue."""
    faults: list[str] = []
    for message in catalogue():
        if isinstance(message.id, str) and message.id:
            faults += faults_of(message.id, str(message.string or ""))
            faults += [f"marked fuzzy: {message.id!r}"] if message.fuzzy else []
    return faults


def window_faults(ts: Path = TS) -> list[str]:
    """What is missing or wrong in the window's catalogue."""
    faults: list[str] = []
    for message in ET.parse(ts).getroot().iter("message"):
        source, translation = message.findtext("source") or "", message.find("translation")
        if translation is None or translation.get("type") in {"unfinished", "vanished", "obsolete"}:
            faults.append(f"not translated: {source!r}")
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        faults += [fault for form in forms for fault in faults_of(source, form)]
    return faults


def main() -> int:
    """Write both catalogues; say what waits for a translation, exit 1 when something does."""
    write_core()
    if window_sources():
        write_window()
    faults = core_faults() + (window_faults() if TS.exists() else [])
    print("\n".join(faults) if faults else "The catalogues are complete.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
