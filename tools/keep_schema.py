"""Keep one small library file of the present schema in `db/past/`: every later program must open it.

Run it once whenever a migration is added, before the next one: `python tools/keep_schema.py`.
"""

import sqlite3
import tempfile
from pathlib import Path

from alliance_app import places
from alliance_app.app import App
from alliance_app.library.opening import head_revision
from alliance_app.records.values import Edit, NewRecord


def fill(app: App) -> None:
    """A few records of several kinds, with history, a draft, one in the trash, one erased, a private value."""
    library = app.library
    member = library.add(NewRecord("member", "示范电子厂工会", {"stars": "3", "chain_stage": ["production"]})).only
    fields = {"host": member, "starts_at": "2024-07-12T14:30", "issue_no": 18}
    salon = library.add(
        NewRecord("salon", "第 18 期星级工会主席沙龙", fields, ("绿色低碳",), "## 共性问题\n\n缺基线")
    ).only
    library.write(Edit(salon, body="## 共性问题\n\n缺基线，见 [[回流焊节能改善]]", fields={"place": "3 号会议室"}))
    library.add(NewRecord("project", "回流焊节能改善", {"owner": member, "stage": "accepted"}))
    library.add(NewRecord("supply_demand", "精密注塑代工", {"owner": member, "amount": 12.5}))
    library.share(member, salon)
    library.delete(library.add(NewRecord("article", "旧稿")).only)
    erased = library.add(NewRecord("article", "已抹除")).only
    library.share(erased)
    library.erase(erased)
    library.remember("note", "kept")


def main() -> None:
    """Write `db/past/<revision>.db`."""
    target = places.migrations() / "past" / f"{head_revision()}.db"
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as place:
        with App.create(Path(place) / "library", "示范工会", author="王工", device_name="办公电脑") as app:
            fill(app)
        with sqlite3.connect(Path(place) / "library" / "library.db") as file:
            file.execute("PRAGMA journal_mode = DELETE")
            file.execute("VACUUM INTO ?", (str(target),))
    print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
