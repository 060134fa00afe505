"""The one door: open, write, read, history, attachments. SQLAlchemy and the change log."""

from alliance_app.library.exports import PastExport
from alliance_app.library.glancing import Sight
from alliance_app.library.library import Library
from alliance_app.library.values import (
    Backup,
    Changed,
    Companions,
    Counts,
    Diagnosis,
    Difference,
    Doings,
    Erasure,
    FieldDifference,
    Identity,
    Incoming,
    LinkEnd,
    Links,
    Listing,
    Outgoing,
    Projection,
    Row,
    Span,
    What,
)

__all__ = [
    "Backup",
    "Changed",
    "Companions",
    "Counts",
    "Diagnosis",
    "Difference",
    "Doings",
    "Erasure",
    "FieldDifference",
    "Identity",
    "Incoming",
    "Library",
    "LinkEnd",
    "Links",
    "Listing",
    "Outgoing",
    "PastExport",
    "Projection",
    "Row",
    "Sight",
    "Span",
    "What",
]
