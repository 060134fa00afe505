"""Inputs for every section of the CommonMark (0.31) and the GFM specification, by name."""

import json
from collections.abc import Iterator
from pathlib import Path


def _read() -> Iterator[tuple[str, str]]:
    section, number = "", 0
    for line in (Path(__file__).parent / "spec_inputs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section, number = line[2:], 0
        elif line:
            number += 1
            yield f"{section} {number}", json.loads(line)


INPUTS = dict(_read())
