"""The story the demo tells: two chairs, two libraries, one shared folder, one case handed in."""

from collections.abc import Callable
from pathlib import Path

from alliance_app import places, words
from alliance_app.alliance import marketplace
from alliance_app.alliance.matching import matches
from alliance_app.alliance.overview import overview
from alliance_app.app import App
from alliance_app.assessing import FORM_FORMATS, examples, form_name, rate, whose_year, write_form
from alliance_app.demo import texts
from alliance_app.demo.camera import Camera
from alliance_app.demo.place import note
from alliance_app.library import Listing
from alliance_app.records import clock
from alliance_app.records.values import Edit, NewRecord
from alliance_app.sync import Exchange
from alliance_app.words import _
from alliance_app.writeups import export

_PICTURE = "现场讨论.png"


class Story:
    """Tells the story into `place`; `say` gets each step in words, `camera` takes the pictures where there is one."""

    def __init__(self, place: Path, say: Callable[[str], None], camera: Camera | None) -> None:
        self._place = place
        self._say = say
        self._camera = camera
        self._files: list[Path] = []
        self._here_folder = place / "libraries" / "here"
        self._there_folder = place / "libraries" / "there"
        self._shared_folder = place / "shared-folder"

    def tell(self) -> list[Path]:
        """Tell all of it; the files to look at come back."""
        here = App.create(
            self._here_folder, "示范电子厂工会", author="王工", device_name="示范电子厂办公电脑", sample=True
        )
        there = App.create(self._there_folder, "恒源新能源工会", author="李主席", device_name="恒源笔记本电脑")
        with here, there:
            self._say(
                _("1. Made a library from the sample: {count} records.").format(count=here.library.counts().total)
            )
            self._take("1-library")
            salon = self._write_a_note(here)
            self._find_it(here, salon)
            self._share_it(here, there, salon)
            self._edit_both_sides(here, there, salon)
            case = self._write_a_case(here, salon)
            self._export(here, case)
            self._rate(here)
            self._find_a_partner(here)
            self._look_over(here)
            self._check(here, there)
        return self._files

    def _write_a_note(self, here: App) -> str:
        library = here.library
        hosts = {row.title: row.id for row in library.rows(library.ids(Listing(kinds=("member",), order="title")))}
        named = [title for start in texts.UNIONS for title in hosts if title.startswith(start)] or list(hosts)[:3]
        picture = library.keep_file(_sample_picture(), _PICTURE)
        fields = {
            "issue_no": 31, "starts_at": "2026-11-20T14:30", "ends_at": "2026-11-20T17:00", "place": texts.SALON_PLACE,
            "host": hosts[named[0]], "participants": [hosts[title] for title in named],
            "topics": ["错峰用电", "班组能耗看板"], "expected": 14, "present": 12,
            "decisions": [
                {"no": 1, "what": "共享能耗基线表", "who": "王工", "due": "2026-11-30"},
                {"no": 2, "what": "下月开放日安排到恒源新能源", "who": "李主席", "due": "2026-12-15"},
            ],
        }  # fmt: skip
        new = NewRecord(
            "salon", texts.SALON_TITLE, fields, ("绿色低碳", "节能", "班组建设"), texts.SALON_BODY, (picture,)
        )
        salon = library.add(new).only
        self._say(_("2. Wrote a salon note with no network: “{title}”. It is a private draft.").format(title=new.title))
        self._take("2-salon-note", record=salon)
        return salon

    def _find_it(self, here: App, salon: str) -> None:
        found = here.finder.search("能耗看板 谷段")
        place = found.ids.index(salon) + 1
        said = _("3. Searched for “{query}”: {count} found, the note is number {place}.")
        self._say(said.format(query="能耗看板 谷段", count=found.total, place=place))
        self._take("3-search", search="能耗看板 谷段")

    def _share_it(self, here: App, there: App, salon: str) -> None:
        here.library.share(salon)
        given = Exchange(here.library, self._shared_folder).sync()
        taken = Exchange(there.library, self._shared_folder).sync()
        assert there.library.read(salon).body == here.library.read(salon).body
        said = _(
            "4. Shared it and synced over a plain folder: {given} changes given, {taken} taken by the other union."
        )
        self._say(said.format(given=given.pushed, taken=taken.pulled))

    def _edit_both_sides(self, here: App, there: App, salon: str) -> None:
        self._edit(here, salon, texts.HERE_OLD, texts.HERE_NEW, texts.HERE_PLACE)
        self._edit(there, salon, texts.THERE_OLD, texts.THERE_NEW, texts.THERE_PLACE)
        for app in (here, there, here):
            Exchange(app.library).sync()
        merged = here.library.read(salon)
        assert texts.HERE_NEW in merged.body
        assert texts.THERE_NEW in merged.body
        clashes = here.library.clashes(salon)
        said = _("5. Both edited it without seeing each other: both sentences are kept; {count} field needs a look.")
        self._say(said.format(count=len(clashes)))
        self._take("4-merged", record=salon)
        for clash in clashes:
            here.library.decide(salon, clash.name, texts.HERE_PLACE)
        for app in (here, there):
            Exchange(app.library).sync()
        assert there.library.clashes(salon) == ()
        assert there.library.read(salon).fields["place"] == texts.HERE_PLACE
        self._say(_("6. Chose one of the two; the decision reached the other union."))

    def _edit(self, app: App, salon: str, old: str, new: str, place: str) -> None:
        record = app.library.read(salon)
        body = record.body.replace(old, new)
        app.library.write(Edit(salon, fields={"place": place}, body=body, seen=record.version))

    def _write_a_case(self, here: App, salon: str) -> str:
        library = here.library
        project = library.ids(Listing(kinds=("project",), tags=("节能",), limit=1)) or library.ids(
            Listing(kinds=("project",), limit=1)
        )
        sources = [{"record": salon, "section": "可借鉴做法"}, *({"record": each} for each in project)]
        fields = {
            "form": "experience", "byline": "示范电子厂工会", "union": "坪山区星级工会联盟", "date": "2026-11-23",
            "abstract": texts.CASE_ABSTRACT, "layout": "official", "sources": sources,
        }  # fmt: skip
        pictures = library.read(salon).attachments
        case = library.add(NewRecord("case", texts.CASE_TITLE, fields, ("绿色低碳",), texts.CASE_BODY, pictures)).only
        library.share(case)
        said = _("7. Wrote a case from {count} sources: “{title}”.")
        self._say(said.format(count=len(sources), title=texts.CASE_TITLE))
        self._take("5-case", record=case)
        return case

    def _export(self, here: App, case: str) -> None:
        for ending in ("docx", "pdf"):
            path = self._place / f"{texts.CASE_TITLE}.{ending}"
            with words.speaking("zh"):  # the case is Chinese, whatever language the demo is told in
                exported = export(here.library, [case], ending, path)
            self._files.append(note(self._place, exported.path))
            for warning in exported.warnings:
                self._say(f"   {warning}")
        self._say(_("8. Exported it as Word and PDF in the official layout."))
        self._take("6-dark", record=case, dark=True)

    def _rate(self, here: App) -> None:
        """A union on its way to three stars: what comes next, who did it, and the form for handing in."""
        witness = here.witness()
        member = here.library.by_title(texts.RATED_UNION, "member")
        rated = rate(here.library, witness, *whose_year(here.library, member, None))
        step = rated.steps[0]
        shown = examples(here.library, here.finder, step.indicator, without=member or "")
        said = _("9. Rated {union} for {year}: {total:g} points, {stars}. Next: {what}. Three-star unions: {others}.")
        self._say(
            said.format(
                union=texts.RATED_UNION,
                year=rated.year,
                total=rated.assessment.shown_total,
                stars="★" * rated.assessment.stars,
                what=step.what,
                others="、".join(each.title for each in shown[:2]),
            )
        )
        for ending in FORM_FORMATS:
            with words.speaking("zh"):
                path = self._place / form_name(rated, ending)
                made = write_form(here.library, witness, member, rated.year, path)
            self._files.append(note(self._place, made.path))

    def _find_a_partner(self, here: App) -> None:
        found = matches(marketplace.read(here.library), clock.today())
        best = next(each for each in found if each.standing is None)
        marketplace.say(here.library, "talk", best.need.id, best.offer.id)
        said = _("10. Matched supply and demand: {need} ← {offer}, {score:.0f}: {told} Talks have begun.")
        self._say(said.format(need=best.need.title, offer=best.offer.title, score=best.score, told=best.told))
        self._take("7-match", room="match")

    def _look_over(self, here: App) -> None:
        seen = overview(here.library, clock.today())
        between = "；" if words.language() == "zh" else "; "
        said = _("11. The overview: {salons} salons and {open_days} open days this year, {members} members, {waiting}.")
        self._say(
            said.format(
                salons=len(seen.salons.now),
                open_days=len(seen.open_days.now),
                members=seen.members,
                waiting=between.join(each.said for each in seen.waiting) or _("nothing waits"),
            )
        )
        self._take("8-overview", room="overview")

    def _check(self, here: App, there: App) -> None:
        for app in (here, there):
            diagnosis = app.library.doctor()
            assert diagnosis.ok, diagnosis.findings
        self._say(_("12. Checked both libraries: nothing is lost, nothing is damaged."))

    def _take(
        self, name: str, *, record: str | None = None, search: str = "", room: str = "", dark: bool = False
    ) -> None:
        if self._camera is None:
            return
        with words.speaking("zh"):
            path = self._camera.take(name, self._here_folder, record=record, search=search, room=room, dark=dark)
        self._files.append(note(self._place, path))


def _sample_picture() -> Path:
    """A picture of the sample library."""
    pictures = sorted((places.resources() / "sample").rglob("attachments/*.png"))
    pictures += sorted((places.resources() / "sample").rglob("attachments/*.jpg"))
    return next((each for each in pictures if "讨论" in each.name or "看板" in each.name), pictures[0])
