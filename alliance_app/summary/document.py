"""The summary as a document: headings, sentences, tables, charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alliance_app.alliance.yearly import BANDS, Batch, Year
from alliance_app.records.kinds import KINDS
from alliance_app.records.markdown.block import Block, Heading, Line, Paragraph, Picture, Run, TableBlock
from alliance_app.records.options import ACTIVITY_TYPES, CATEGORIES
from alliance_app.summary import sentences
from alliance_app.summary.sentences import month, percent, wan
from alliance_app.words import _, language
from alliance_app.writeups.charts import Chart, Series, bars, columns, number
from alliance_app.writeups.drawings import drawing
from alliance_app.writeups.layouts import Layout
from alliance_app.writeups.masking import masked_text
from alliance_app.writeups.numbering import Numbering
from alliance_app.writeups.outline import Part, Writeup
from alliance_app.writeups.pictures import FitPicture

_KINDS = ("salon", "open_day", "activity")
_MOST_BARS = 20


def summary_of(
    this: Year, last: Year, titles: Mapping[str, str], whose: str, layout: Layout, author: str, moment: str
) -> Writeup:
    """The document of a year. `titles`: of the members, by id; `moment`: when it was made, ISO, UTC."""
    page = _Page(this, last, titles, layout)
    page.overview(whose)
    page.activities()
    page.projects()
    page.benefit()
    page.method()
    title = _("Summary of {year}").format(year=this.year)
    part = Part(title=title, subtitle=masked_text(whose), blocks=tuple(page.blocks))
    return Writeup(title, author, moment, layout, (part,), pictures=page.pictures)


@dataclass(slots=True)
class _Page:
    """A summary on its way."""

    this: Year
    last: Year
    titles: Mapping[str, str]
    layout: Layout
    blocks: list[Block] = field(default_factory=list)
    pictures: dict[str, FitPicture] = field(default_factory=dict)
    _numbering: Numbering = field(default_factory=Numbering)

    def overview(self, whose: str) -> None:
        self._heading(_("The year at a glance"))
        self._say(*sentences.overview(self.this, self.last, masked_text(whose)))
        self._table((_("Figure"), str(self.this.year), str(self.last.year), _("Difference")), self._compared())

    def activities(self) -> None:
        this = self.this
        self._heading(_("What took place"))
        happened = [this.happened[kind] for kind in _KINDS]
        if not any(each.count for each in happened):
            self._say(_("Nothing is recorded for this year yet."))
            return
        self._say(sentences.busiest(happened))
        series = [Series(KINDS[kind].short_label, tuple(this.happened[kind].by_month)) for kind in _KINDS]
        self._chart(columns(_("What took place, by month"), _months(), series, _("times")))
        names = [KINDS[kind].short_label for kind in _KINDS]
        by_month = [(month(at), [each.by_month[at] for each in happened]) for at in range(12)]
        self._summed((_("Month"), *names), by_month)
        owners = sorted({owner for each in happened for owner in each.by_enterprise}, key=self._name)
        by_owner = [(self._name(owner), [each.by_enterprise.get(owner, 0) for each in happened]) for owner in owners]
        self._summed((_("Enterprise"), *names), sorted(by_owner, key=lambda row: -sum(row[1])))
        types = this.happened["activity"].by_type
        if types:
            ordered = sorted(types.items(), key=lambda each: -each[1])
            labels = [_option(ACTIVITY_TYPES, name) for name, _count in ordered]
            self._chart(bars(_("Union activities, by type"), labels, [count for _name, count in ordered], _("times")))

    def projects(self) -> None:
        this = self.this
        self._heading(_("Innovation: the three batches"))
        if not this.by_enterprise:
            self._say(_("No project was under way this year."))
            return
        self._say(sentences.innovation(this))
        series = [Series(_("Approved"), this.improved_by_month), Series(_("Accepted"), this.accepted_by_month)]
        self._chart(columns(_("Projects approved and accepted, by month"), _months(), series, _("projects")))
        self._batches(_("Enterprise"), {self._name(owner): each for owner, each in this.by_enterprise.items()})
        self._batches(_("Category"), {_option(CATEGORIES, name): each for name, each in this.by_category.items()})

    def benefit(self) -> None:
        this = self.this
        worth = [(self._name(owner), each) for owner, each in this.by_enterprise.items() if each.accepted]
        if not worth:
            return
        self._heading(_("What it was worth"))
        self._say((sentences.benefit(this) + sentences.bands(this)).strip())
        in_wan = tuple(round(yuan / 10_000, 2) for yuan in this.benefit_by_month)
        unit = _("10,000 yuan")
        title = _("Yearly benefit of accepted projects, by month")
        self._chart(columns(title, _months(), [Series("", in_wan)], unit))
        worth.sort(key=lambda each: -each[1].benefit)
        shown = worth[:_MOST_BARS]
        amounts = [round(each.benefit / 10_000, 2) for _name, each in shown]
        title = _("Yearly benefit of accepted projects, by enterprise")
        self._chart(bars(title, [name for name, _each in shown], amounts, unit))
        counted = [(_band(band), str(this.bands.get(band, 0))) for band in (*BANDS, "") if band or this.bands.get("")]
        self._table((_("Yearly benefit"), _("Projects")), counted)

    def method(self) -> None:
        self._heading(_("How this was counted"))
        self._say(*sentences.how_counted())

    def _compared(self) -> list[tuple[str, ...]]:
        this, last = self.this, self.last
        rows: list[tuple[str, float, float]] = []
        for kind in _KINDS:
            rows.append((KINDS[kind].label, this.happened[kind].count, last.happened[kind].count))
            people = _("{kind}: people").format(kind=KINDS[kind].label)
            rows.append((people, this.happened[kind].headcount, last.happened[kind].headcount))
        batch, earlier = this.projects, last.projects
        rows += [
            (_("People trained"), batch.people, earlier.people),
            (_("Projects approved"), batch.improved, earlier.improved),
            (_("Results accepted"), batch.accepted, earlier.accepted),
            (_("Yearly benefit (10,000 yuan)"), batch.benefit / 10_000, earlier.benefit / 10_000),
            (_("Of it confirmed by finance (10,000 yuan)"), batch.confirmed / 10_000, earlier.confirmed / 10_000),
        ]
        made = [
            (name, number(round(now, 2)), number(round(before, 2)), _signed(round(now - before, 2)))
            for name, now, before in rows
        ]
        share = _("Share confirmed by finance")
        return [*made, (share, percent(this.projects.share), percent(last.projects.share), "")]

    def _batches(self, what: str, groups: Mapping[str, Batch]) -> None:
        head = (
            what,
            _("People trained"),
            _("Approved"),
            _("Accepted"),
            _("Yearly benefit (10,000 yuan)"),
            _("Confirmed (10,000 yuan)"),
        )
        ordered = sorted(groups.items(), key=lambda each: (-each[1].benefit, -each[1].accepted, each[0]))
        rows = [_batch_row(name, each) for name, each in ordered]
        by_enterprise = what == _("Enterprise")
        total = _batch_row(_("Together"), self.this.projects) if by_enterprise else ()
        self._table(head, [*rows, *([total] if total else [])])

    def _summed(self, head: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> None:
        """A table of counts with their sums behind and below."""
        below = [sum(counts[at] for _name, counts in rows) for at in range(len(head) - 1)]
        whole = [*rows, (_("Together"), below)]
        made = [(name, *(str(count) for count in counts), str(sum(counts))) for name, counts in whole]
        self._table((*head, _("Together")), made)

    def _name(self, owner: str) -> str:
        if not owner:
            return _("(no enterprise named)")
        return masked_text(self.titles.get(owner) or _("(record not here)"))

    def _heading(self, text: str) -> None:
        heading = Heading(1, (Run(text),))
        self.blocks.append(self._numbering.numbered(heading) if language() == "zh" else heading)

    def _say(self, *texts: str) -> None:
        self.blocks += [Paragraph((Run(text),)) for text in texts if text]

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        sides = ("", *["right"] * (len(head) - 1))
        self.blocks.append(TableBlock(_cells(head), tuple(_cells(row) for row in rows), sides))

    def _chart(self, chart: Chart) -> None:
        key = f"chart{len(self.pictures) + 1}"
        self.pictures[key] = drawing(chart)
        caption = _("Chart {number}: {title}").format(number=len(self.pictures), title=chart.title)
        self.blocks.append(Picture(key, caption))


def _cells(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple((Run(text),) if text else () for text in texts)


def _months() -> list[str]:
    return [month(at) for at in range(12)]


def _batch_row(name: str, each: Batch) -> tuple[str, ...]:
    counts = (str(count) for count in (each.people, each.improved, each.accepted))
    return (name, *counts, wan(each.benefit), wan(each.confirmed))


def _signed(value: float) -> str:
    return "0" if not value else f"{'+' if value > 0 else '−'}{number(abs(value))}"


def _option(options: Mapping[str, tuple[str, str]], name: str) -> str:
    labels = options.get(name)
    return _("(not named)") if labels is None else labels[0 if language() == "zh" else 1]


def _band(band: str) -> str:
    return band or _("cannot be computed")
