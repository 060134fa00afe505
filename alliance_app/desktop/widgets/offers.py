"""What the body's editor offers from the library while one writes: titles, enterprises, speakers, figures."""

from alliance_app.desktop.desk import Desk
from alliance_app.desktop.editor import BodyEditor
from alliance_app.desktop.open_record import OpenRecord
from alliance_app.records.kinds import PROJECT
from alliance_app.records.markdown.marks import marks
from alliance_app.records.values import Record, Value

_MOST = 12
_FIGURE = PROJECT.by_name["annual_benefit"].zh


class Offers:
    """Answers for the record at hand. All but `speakers` are asked off the GUI thread; who may speak is looked up when
    the record changes."""

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        self._desk = desk
        self._open = record
        self._speakers: list[str] = []
        self._of = ""  # the record whose speakers they are
        for changed in (record.opened, record.renewed, record.closed):
            changed.connect(lambda *_record: self.look_up_speakers())

    def give_to(self, body: BodyEditor) -> None:
        """Let an editor offer them; figures are for cases."""
        body.set_members(self.members)
        body.set_speakers(self.speakers)
        body.set_figures(self.figures, self.figure_said)

    def titles(self, typed: str) -> list[str]:
        """Titles that hold what was typed, or sound like it."""
        return self._desk.app.finder.titles(typed, None, _MOST)

    def members(self, typed: str) -> list[str]:
        """Names of member enterprises."""
        return self._desk.app.finder.titles(typed, "member", _MOST)

    def figures(self, typed: str) -> list[str]:
        """Figures over a case's projects, and the benefit of each project."""
        if self._open.record is None or self._open.record.kind != "case":
            return []
        from alliance_app.writeups.figures import TOTALS  # with what typesets: loaded where cases are written

        title = typed.replace(":", "：").partition("：")[2] or ("" if _FIGURE.startswith(typed) else typed)
        projects = self._desk.app.finder.titles(title, "project", _MOST)
        totals = [total for total in TOTALS if typed in total]
        return [*totals, *(f"{_FIGURE}：{project}" for project in projects)]

    def figure_said(self, mark: str) -> str:
        """What a mark, given without its braces, is printed as in the record at hand, and where that comes from."""
        found = marks(f"{{{{{mark}}}}}")
        if self._open.record is None or not found:
            return mark
        from alliance_app.writeups.figures import Reckoning

        figure = Reckoning(self._desk.library, self._open.record).figure(found[0])
        return mark if figure is None else "\n".join(each for each in (figure.value, figure.origin) if each)

    def speakers(self) -> list[str]:
        """Who may speak in a salon, as 人·单位: those named in its fields, then the chairs of who takes part."""
        return self._speakers

    def look_up_speakers(self) -> None:
        """Find out who may speak in the record at hand, in the background."""
        record, desk = self._open.record, self._desk
        if record is None or record.id != self._of:
            self._of, self._speakers = (record.id if record else ""), []
        if record is not None and record.kind == "salon":
            desk.tasks.read(lambda: _speakers(desk, record), self._found, lane="speakers")

    def _found(self, speakers: list[str]) -> None:
        self._speakers = speakers


def _speakers(desk: Desk, salon: Record) -> list[str]:
    wanted = [
        str(salon.fields.get("host") or ""),
        *_ids(salon.fields.get("co_host")),
        *_ids(salon.fields.get("participants")),
    ]
    ids = list(dict.fromkeys(each for each in wanted if each))
    members = {row.id: desk.library.read(row.id) for row in desk.library.rows(ids)}
    host = members.get(wanted[0])
    named = [str(salon.fields[name]) for name in ("moderator", "recorder") if salon.fields.get(name)]
    found = [f"{name}·{host.title}" if host else name for name in named]
    for each in ids:
        if each in members:
            chair = members[each].fields.get("chair")
            found.append(f"{chair}·{members[each].title}" if chair else members[each].title)
    return list(dict.fromkeys(found))


def _ids(value: Value) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
