"""The roster of the members from Excel: looked at first, taken in only when the person says so.

`read_roster(path, sheet)` reads the sheet safely; `compare(library, roster, answers)` tells row by row what would
change and what is wrong; `apply(library, preview)` does it in one transaction, all of it or nothing.
"""

from alliance_app.intake.roster.applying import Applied, apply
from alliance_app.intake.roster.comparing import compare
from alliance_app.intake.roster.errors import (
    NoRosterThere,
    NoSuchSheet,
    NotAWorkbook,
    RosterHasFaults,
    RosterOutdated,
    UnknownAnswer,
)
from alliance_app.intake.roster.preview import AS_NEW, Candidate, Change, Fault, Preview, PreviewRow, Standing
from alliance_app.intake.roster.table import Roster, read_roster

__all__ = [
    "AS_NEW", "Applied", "Candidate", "Change", "Fault", "NoRosterThere", "NoSuchSheet", "NotAWorkbook", "Preview",
    "PreviewRow", "Roster", "RosterHasFaults", "RosterOutdated", "Standing", "UnknownAnswer", "apply", "compare",
    "read_roster",
]  # fmt: skip
