"""The self-assessment form as data: what a federation takes in, class by class, with targets, points and evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance_app.alliance.catalogue import STARS, Catalogue, Extra, Indicator, IndicatorClass, Item
from alliance_app.alliance.stars import Answer, Assessment, Scored
from alliance_app.assessing.rated import Rated
from alliance_app.records.values import Record
from alliance_app.words import _, language

Said = Callable[[str], str]
NOTHING = "—"
_MOST_EVIDENCE = 12  # titles named for one indicator


@dataclass(frozen=True, slots=True)
class FormLine:
    """One indicator. `value`: a number, or the words that stand for none; `targets`: for one to three stars."""

    number: str
    name: str
    unit: str
    targets: tuple[str, str, str]
    value: float | str
    source: str
    points: float
    of: float
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class FormItem:
    """One item of a class, with its indicators."""

    heading: str
    lines: tuple[FormLine, ...]


@dataclass(frozen=True, slots=True)
class FormClass:
    """One class, with its items."""

    heading: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """A bonus or a deduction: how many times, and what it comes to."""

    code: str
    name: str
    times: float
    points: float
    note: str


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form, in the language spoken when it was made.

    `facts`: label and text of what stands above; `result`: what it comes to; `lacking`: what blocks the next star;
    `signed`: what is signed below; `says`: whose indicators these are.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    classes: tuple[FormClass, ...]
    extras: tuple[ExtraLine, ...]
    vetoes: tuple[tuple[str, str, bool], ...]
    result: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]
    signed: tuple[str, ...]
    says: str


def headings() -> tuple[str, ...]:
    """What stands above the columns of indicators, in the order of FormLine."""
    stars = (_("One star"), _("Two stars"), _("Three stars"))
    return (
        _("No."), _("Indicator"), _("Unit"), *stars, _("Value"), _("From"), _("Points"), _("Of"), _("Evidence"),
        _("Remarks"),
    )  # fmt: skip


def form_of(rated: Rated, titles: Mapping[str, str], library_name: str, said: Said) -> Form:
    """The form of a rated year. `titles`: of the evidence's records, by id; `said`: a text as it may be given."""
    found = rated.assessment
    texts = _Texts(titles, said, rated.record)
    return Form(
        title=_("Star union self-assessment {year}").format(year=rated.year),
        facts=_facts(rated, library_name, said),
        classes=tuple(_class(each, found, texts) for each in found.catalogue.classes),
        extras=tuple(_extras(found, texts)),
        vetoes=tuple((each.code, each.label, each.label in found.vetoes) for each in found.catalogue.vetoes),
        result=_result(found),
        lacking=tuple(each.reason for each in found.blockers),
        signed=(
            _("Union (seal), chair (signature), date"),
            _("Opinion of the higher union (seal), reviewer (signature), date"),
        ),
        says=_says(found.catalogue, rated.missing),
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is said of an answer's evidence and note."""

    titles: Mapping[str, str]
    said: Said
    record: Record | None

    def evidence(self, answer: Answer) -> str:
        names = [self.titles.get(each) or _("(record not here)") for each in answer.evidence]
        shown = names[:_MOST_EVIDENCE]
        if len(names) > len(shown):
            shown.append(_("and {count} more").format(count=len(names) - len(shown)))
        return self.said(joined(shown))

    def note(self, answer: Answer) -> str:
        return self.said(answer.note)


def _facts(rated: Rated, library_name: str, said: Said) -> tuple[tuple[str, str], ...]:
    fields = rated.member.fields if rated.member is not None else {}
    number = {name: str(fields.get(name, NOTHING)) for name in ("workers", "members")}
    return (
        (_("Union"), said(rated.member.title) if rated.member is not None else NOTHING),
        (_("Year"), str(rated.year)),
        (_("Alliance"), said(library_name)),
        (_("Workers"), number["workers"]),
        (_("Union members"), number["members"]),
        (_("Chair"), said(str(fields.get("chair") or NOTHING))),
        *([(_("Review"), said(rated.review.words))] if rated.review.words else []),
    )


def _class(cls: IndicatorClass, found: Assessment, texts: _Texts) -> FormClass:
    return FormClass(
        _heading(cls.code, cls.label, found.class_points(cls), cls.points),
        tuple(_item(each, found, texts) for each in cls.items),
    )


def _item(item: Item, found: Assessment, texts: _Texts) -> FormItem:
    earned = sum(found.scored[each.code].points for each in item.indicators)
    lines = tuple(_line(found.scored[each.code], texts) for each in item.indicators)
    return FormItem(_heading(item.code, item.label, earned, item.points), lines)


def _heading(code: str, name: str, earned: float, of: float) -> str:
    return _("{code} {name} — {earned:g} of {of:g} points").format(code=code, name=name, earned=shown(earned), of=of)


def _line(scored: Scored, texts: _Texts) -> FormLine:
    indicator, answer = scored.indicator, scored.answer
    one, two, three = (_target(indicator, star) for star in STARS)
    return FormLine(
        number=f"{indicator.number}\n{indicator.code}",
        name=indicator.label,
        unit=indicator.unit,
        targets=(one, two, three),
        value=_value(answer),
        source=_source(answer),
        points=shown(scored.points),
        of=indicator.points,
        evidence=texts.evidence(answer),
        note=texts.note(answer),
    )


def _target(indicator: Indicator, star: int) -> str:
    target = indicator.targets[star]
    if target is None:
        return NOTHING
    required = "★" if star in indicator.required_for else ""
    return f"{'≤' if indicator.lower_is_better else '≥'}{target:g}{required}"


def _value(answer: Answer) -> float | str:
    if answer.na:
        return _("not applicable")
    return NOTHING if answer.value is None else answer.value


def _source(answer: Answer) -> str:
    if answer.na or answer.value is None:
        return ""
    if answer.counted:
        return _("counted")
    if answer.in_library is not None and answer.in_library.records and answer.in_library.value != answer.value:
        return _("typed (counted: {value:g})").format(value=answer.in_library.value)
    return _("typed")


def _extras(found: Assessment, texts: _Texts) -> Iterable[ExtraLine]:
    for sign, extras in ((1, found.catalogue.bonus), (-1, found.catalogue.deductions)):
        for each in extras:
            answer = found.extras.get(each.code, Answer())
            yield _extra(each, answer, sign, texts)


def _extra(extra: Extra, answer: Answer, sign: int, texts: _Texts) -> ExtraLine:
    times = max(0.0, answer.value or 0.0)
    points = sign * min(times * extra.points, extra.cap)
    told = joined([each for each in (texts.evidence(answer), texts.note(answer)) if each])
    return ExtraLine(extra.code, extra.label, times, shown(points) + 0.0, told)


def _result(found: Assessment) -> tuple[tuple[str, str], ...]:
    base = sum(each.points for each in found.scored.values())
    return (
        (_("Points of the indicators"), f"{shown(base):g}"),
        (_("Bonus"), f"{shown(found.bonus):g}"),
        (_("Deductions"), f"{shown(found.deducted):g}"),
        (_("Total"), f"{found.shown_total:g}"),
        (_("Stars by self-assessment"), "★" * found.stars or _("no star")),
    )


def _says(catalogue: Catalogue, missing: str) -> str:
    told = _("Catalogue of indicators: {id}, version {version}.").format(id=catalogue.id, version=catalogue.version)
    if not catalogue.official:
        told += _(" These indicators are an illustration, not an official standard.")
    if missing:
        told += _(" The catalogue it was made with, {missing}, is not here.").format(missing=missing)
    return told + _(" A star behind a target marks what that star requires.")


def shown(points: float) -> float:
    """Points as they are shown: two decimals, so that the parts add up to what is printed above them."""
    return round(points + 1e-9, 2)


def joined(texts: Sequence[str]) -> str:
    """Texts one after the other."""
    return ("；" if language() == "zh" else "; ").join(texts)


def labelled(label: str, text: str) -> str:
    """A text behind its label."""
    return _("{label}: {text}").format(label=label, text=text)
