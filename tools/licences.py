"""Writes docs/licences.md: what the built program contains, and under which licence each part comes.

The licence stands in a comment beside each pin of requirements.txt, requirements-desktop.txt and
requirements-s3.txt (the extra, which is not built in). Here it is held against what the installed package
says of itself, and against the list of licences that fit the project's own (MIT).
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "licences.md"
EXTRA = "requirements-s3.txt"
PINS = ("requirements.txt", "requirements-desktop.txt", EXTRA)

FITTING = {
    "MIT": "",
    "MIT-0": "",
    "MIT-CMU": "",
    "BSD-2-Clause": "",
    "BSD-3-Clause": "",
    "Apache-2.0": "",
    "Apache-2.0 AND MIT": "",
    "PSF-2.0": "",
    "MPL-2.0": "unchanged files",
    "LGPL-3.0": "unchanged, as shared libraries that can be exchanged",
}

# What packages write where an SPDX name belongs, and the SPDX names that may be meant.
SPELLINGS = {
    "MIT License": {"MIT"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "BSD": {"BSD-2-Clause", "BSD-3-Clause"},
    "Apache 2.0": {"Apache-2.0"},
    "Dual License": {"Apache-2.0", "BSD-3-Clause"},  # python-dateutil
    "Two-clause BSD license": {"BSD-2-Clause"},
    "Apache Software License": {"Apache-2.0"},
    "Apache License 2.0": {"Apache-2.0"},
    "Apache-2.0 OR BSD-3-Clause": {"Apache-2.0", "BSD-3-Clause"},
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": {"LGPL-3.0"},
}

HEADER = """\
# Licences of the parts

Written by `tools/licences.py` from the pins and from what the installed packages say of themselves;
`make test` fails when this page is stale, a part lacks its licence, or a licence does not fit the
project's own (MIT, see LICENSE). GPL and AGPL parts are not taken.

Parts “only with” alliance-app[s3] are not in the built program: who shares in an S3 bucket installs them.

Qt itself comes inside PySide6_Essentials and shiboken6, under the LGPL 3: it is used unchanged, as shared
libraries in the built program's folder, where they can be exchanged. The built program also carries the
Python interpreter (PSF-2.0). Fonts are not shipped; documents name the fonts of the reader's system.

| part | version | licence | only on, only with |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One pinned package of the built program."""

    name: str
    version: str
    licence: str
    only_on: str

    def installed_says(self) -> set[str] | None:
        """The licences the installed package may mean; None when it is not installed here."""
        try:
            about = metadata.metadata(self.name)
        except metadata.PackageNotFoundError:
            return None
        classifiers = about.get_all("Classifier") or []
        said: list[str] = [
            *(about.get_all("License-Expression") or []),
            *(about.get_all("License") or []),
            *(each.rsplit(" :: ", 1)[-1] for each in classifiers if each.startswith("License ::")),
        ]
        first = next((each.strip() for each in said if each.strip()), "")
        return SPELLINGS.get(first, {first})


def parts() -> Iterator[Part]:
    """The pins of the runtime, with the licences written beside them."""
    for name in PINS:
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if line.strip() and not line.startswith(("#", "-r")):
                pin, _, licence = line.partition(" #")
                wanted = Requirement(pin)
                marker = re.search(r'sys_platform == "(\w+)"', str(wanted.marker or ""))
                version = str(wanted.specifier).removeprefix("==")
                only = "alliance-app[s3]" if name == EXTRA else marker[1] if marker else ""
                yield Part(wanted.name, version, licence.split("(")[0].strip(), only)


def faults(part: Part) -> Iterator[str]:
    """What is wrong with the licence of one part, in words."""
    if part.licence not in FITTING:
        yield f"{part.name}: “{part.licence}” is not a licence known to fit"
    said = part.installed_says()
    if said is not None and part.licence not in said:
        package = " or ".join(sorted(said)) or "nothing"
        yield f"{part.name}: the pin says {part.licence}, the package says {package}"
    if said is not None and metadata.version(part.name) != part.version:
        yield f"{part.name}: {part.version} is pinned, {metadata.version(part.name)} is installed"


def unpinned() -> Iterator[str]:
    """Packages that a pinned one needs here and that have no pin."""
    known = {_folded(part.name) for part in parts()}
    for part in parts():
        if part.installed_says() is None:
            continue
        for text in metadata.requires(part.name) or []:
            needed = Requirement(text)
            applies = needed.marker is None or needed.marker.evaluate({"extra": ""})
            if applies and _folded(needed.name) not in known:
                yield f"{needed.name}, which {part.name} needs, has no pin"


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def page() -> str:
    """The text of docs/licences.md."""
    rows = []
    for part in sorted(parts(), key=lambda each: each.name.lower()):
        how = FITTING.get(part.licence, "")
        licence = f"{part.licence} ({how})" if how else part.licence
        rows.append(f"| {part.name} | {part.version} | {licence} | {part.only_on} |\n")
    return HEADER + "".join(rows)


def main() -> int:
    """Write the page; exit 1 when a licence does not fit or a pin is missing."""
    wrong = [*(fault for part in parts() for fault in faults(part)), *unpinned()]
    TABLE.write_text(page(), encoding="utf-8", newline="\n")
    for each in wrong:
        print(each, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
