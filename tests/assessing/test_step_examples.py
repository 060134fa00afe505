"""How three-star unions did a step of the first year: of its own kind first, each once, never the asker's own."""

from pathlib import Path

from alliance_app.alliance.catalogue import standard as catalogue
from alliance_app.alliance.first_year import standard
from alliance_app.app import App
from alliance_app.assessing.step_examples import step_examples
from alliance_app.records import clock
from alliance_app.records.ids import new_id
from alliance_app.records.values import NewRecord

STEPS = {each.key: each for each in standard().steps}


def test_those_of_the_step_s_kind_come_first_and_each_once(tmp_path: Path) -> None:
    today = clock.today().isoformat()
    with App.create(tmp_path / "library", "示例联盟") as app:
        best, other, asker = new_id(), new_id(), new_id()
        app.library.add_all([NewRecord("member", f"{number}号工会", {"stars": "3"}, id=each)
                             for number, each in enumerate((best, other, asker))])  # fmt: skip

        def add(kind: str, title: str, owner: str, **fields: object) -> str:
            made = app.library.add(NewRecord(kind, title, {**fields, "owner": owner})).only
            app.library.share(made)
            return made

        talk = add("activity", "班前宣讲", best, type="lecture", date=today, coverage=80)
        rule = add("document", "宣讲制度", other, type="rule", date=today)
        add("activity", "自己的宣讲", asker, type="lecture", date=today)
        step = app.library.add(NewRecord("step", "办两场班前宣讲", {"member": best})).only
        app.library.share(step)
        found = step_examples(app.library, app.finder, STEPS["lectures"], catalogue(), without=asker)
        assert [each.record_id for each in found] == [talk, rule]
        assert [each.member for each in found] == ["0号工会", "1号工会"]
        assert step_examples(app.library, app.finder, STEPS["supply"], catalogue()) == ()


def test_three_are_enough(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示例联盟") as app:
        for number in range(5):
            best = app.library.add(NewRecord("member", f"{number}号工会", {"stars": "3"})).only
            fields = {"type": "lecture", "date": clock.today().isoformat(), "owner": best}
            app.library.share(app.library.add(NewRecord("activity", f"宣讲{number}", fields)).only)
        assert len(step_examples(app.library, app.finder, STEPS["lectures"], catalogue())) == 3
