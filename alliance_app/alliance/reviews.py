"""Reviews (复核) of self-assessments: what was reviewed, by whom, and whether that can be believed.

A review is three fields that anybody may write, and a statement signed by the device that reviewed. It is verified when
a device marked as the federation's signed it and the values it was about are those that are there now.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from alliance_app.library import Changed, Library
from alliance_app.records import clock
from alliance_app.records.document import stamp
from alliance_app.records.errors import AllianceError, InvalidField
from alliance_app.records.kinds import ASSESSMENT
from alliance_app.records.statements import Statement, Witness, about, stated
from alliance_app.records.values import Edit, Record
from alliance_app.words import N_, _

_ABOUT = "review"
_ASSESSED = ("value", "na", "evidence")  # a remark may be added without that anybody must look again
_MOST_REVIEWS = 1_000_000
_MOST_POINTS = 1e6


class NotAnAssessment(AllianceError):
    """Only self-assessments are reviewed."""

    message = N_("“{title}” is not a self-assessment. Only those are reviewed; nothing was changed.")


class Standing(StrEnum):
    """What a review is worth: nobody has made one; one was made that cannot be verified; one by the federation, and
    nothing has changed; one by the federation, and what it was about has changed."""

    NONE = "none"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    CHANGED_SINCE = "changed_since"

    @property
    def words(self) -> str:
        """As a person reads it; empty for none."""
        return {
            Standing.NONE: "",
            Standing.UNVERIFIED: _("not verified"),
            Standing.VERIFIED: _("verified"),
            Standing.CHANGED_SINCE: _("changed since the review"),
        }[self]


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it stands now. `device`: whose signature verifies it, empty where none does.

    `total` and `stars`: what the reviewer saw it come to, None where that was not said.
    """

    by: str = ""
    on: str = ""
    result: str = ""
    standing: Standing = Standing.NONE
    device: str = ""
    total: float | None = None
    stars: int | None = None

    @property
    def words(self) -> str:
        """The whole of it in one line; empty for none."""
        said = " · ".join(each for each in (self.result, self.by, self.on) if each)
        return f"{said}（{self.standing.words}）" if self.standing is not Standing.NONE else ""


def review_of(library: Library, record: Record, witness: Witness) -> Review:
    """What a record's review is worth, the same on every device that has the same changes and keys.

    A later review of the federation puts the earlier ones out of force, even where somebody wrote the older one again.
    Raises UnknownRecord, DamagedDocument.
    """
    by, on, result = (str(record.fields.get(name) or "") for name in ("reviewed_by", "reviewed_on", "review_result"))
    given = Review(by, on, result, Standing.UNVERIFIED) if by or on or result else Review()
    if record.kind != ASSESSMENT.name or not witness.protected:
        return given
    newest = _newest(library, record, witness)
    if not newest:
        return given
    same = [each for each in newest if (each.by, each.on, each.result) == (by, on, result)]
    if not same and given.standing is Standing.UNVERIFIED:
        return given
    chosen = min(same or newest, key=lambda each: each.statement.digest)
    untouched = bool(same) and chosen.values == assessed(record)
    standing = Standing.VERIFIED if untouched else Standing.CHANGED_SINCE
    return Review(chosen.by, chosen.on, chosen.result, standing, chosen.statement.device, chosen.total, chosen.stars)


def review(
    library: Library,
    record: Record,
    result: str,
    witness: Witness,
    *,
    by: str = "",
    on: str = "",
    catalogue: str = "",
    total: float | None = None,
    stars: int | None = None,
) -> Changed:
    """Review a self-assessment as it was looked at: `record`. `by` is else the library's writer, `on` else today.

    `catalogue`: the key of the one it was looked at by, kept where the assessment names none yet.

    Everywhere it is verified when a steward has marked this device as the federation's, and unverified else. An edit
    that came in meanwhile makes it one that was changed since. Raises NotAnAssessment, InvalidField, RecordInTrash, …
    """
    if record.kind != ASSESSMENT.name:
        raise NotAnAssessment(title=record.title)
    fields = ASSESSMENT.checked(
        {
            "reviewed_by": by or library.identity.author or library.identity.name,
            "reviewed_on": on or clock.today().isoformat(),
            "review_result": result,
        }
        | ({} if record.fields.get("catalogue") or not catalogue else {"catalogue": catalogue})
    )
    if not fields["review_result"]:
        raise InvalidField(field=ASSESSMENT.field("review_result").label, reason=_("this field must be filled"))
    earlier = [each.number for each in _newest(library, record, witness)]
    said = stated(
        _ABOUT,
        record.id,
        number=max(earlier, default=0) + 1,
        by=fields["reviewed_by"],
        on=fields["reviewed_on"],
        result=fields["review_result"],
        values=assessed(replace(record, fields={**record.fields, **fields})),
        total=total,
        stars=stars,
        at=stamp(clock.now()),
    )
    statements = (witness.state(said).written,) if witness.protected else ()
    return library.write(Edit(record.id, fields=fields, seen=record.version, statements=statements))


def assessed(record: Record) -> str:
    """Names what a review is about: whose year, by which catalogue, each value and its evidence. SHA-256."""
    rows: Mapping[str, Any] = record.fields.get("indicators") or {}
    told = {
        "year": record.fields.get("year"),
        "member": record.fields.get("member"),
        "catalogue": record.fields.get("catalogue"),
        "values": {code: _given(row) for code, row in rows.items() if _given(row)},
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Signed:
    """A review that the federation signed."""

    statement: Statement
    number: int
    by: str
    on: str
    result: str
    values: str
    total: float | None
    stars: int | None


def _newest(library: Library, record: Record, witness: Witness) -> Sequence[_Signed]:
    """The federation's latest review; several that were given without having seen each other."""
    if not witness.protected:
        return ()
    stated_here = about(library.statements(record.id), _ABOUT, record.id)
    signed = [found for each in stated_here if witness.vouches(each) and (found := _read(each)) is not None]
    latest = max((each.number for each in signed), default=0)
    return [each for each in signed if each.number == latest]


def _read(statement: Statement) -> _Signed | None:
    told = statement.told
    number, total, stars = told.get("number"), told.get("total"), told.get("stars")
    by, on, result, values = (told.get(name) for name in ("by", "on", "result", "values"))
    if not isinstance(number, int) or not 0 < number < _MOST_REVIEWS:
        return None
    return _Signed(
        statement,
        number,
        by=str(by),
        on=str(on),
        result=str(result),
        values=str(values),
        total=float(total) if isinstance(total, int | float) and 0 <= total < _MOST_POINTS else None,
        stars=stars if isinstance(stars, int) else None,
    )


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row is assessed. An amount counts by its measure: 2 and 2.0 are one."""
    found = {name: row[name] for name in _ASSESSED if row.get(name) not in (None, False, [])}
    if isinstance(found.get("value"), int | float):
        found["value"] = float(found["value"])
    if "evidence" in found:
        found["evidence"] = sorted(found["evidence"])
    return found
