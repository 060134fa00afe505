"""Tries the built program as a person would get it: `python tools/smoke.py dist/alliance`.

Each step runs the frozen executable in an empty home, outside the checkout, without this Python on its path.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from PIL import Image
from pypdf import PdfReader

BODY = "一、共性问题\n\n- 回流焊炉温曲线改善后**单班节电 12%**\n\n| 项目 | 值 |\n|---|---|\n| 节电 | 12% |\n"
TWO_CHARACTERS = "改善"
LONGEST_STEP = 300


@dataclass(frozen=True, slots=True)
class Trial:
    """One built program and the empty place it is tried in."""

    program: Path
    window: Path
    place: Path

    def environment(self) -> Mapping[str, str]:
        """A bare machine: a home of its own, no display, nothing of Python's."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        bare = {"PATH": os.defpath, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "ALLIANCE_LANG": "zh"}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(self.place))
        return {**kept, **bare, **homes}

    def run(self, *words: str | Path, program: Path | None = None, refused: bool = False) -> str:
        """The standard output of one call; raises SystemExit when it does not end as it should."""
        command = [str(program or self.program), *map(str, words)]
        done = subprocess.run(
            command,
            cwd=self.place,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_STEP,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode != int(refused) or "Traceback" in done.stderr:
            shown = " ".join(map(str, words))
            raise SystemExit(f"{shown}: ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stderr if refused else done.stdout

    def told(self, *words: str | Path) -> Any:
        """What a call with --json says."""
        return json.loads(self.run(*words, "--json"))


def expect(holds: bool, what: str) -> None:
    """Say what was seen, or stop."""
    if not holds:
        raise SystemExit(f"NOT SO: {what}")
    print(f"  ok  {what}")


def try_command_line(trial: Trial) -> None:
    """Make a library, add a record, find it, write it out, check and refuse."""
    library, note = trial.place / "library", trial.place / "note.md"
    note.write_text(BODY, encoding="utf-8")
    trial.run("init", library, "--name", "冒烟")
    at = ("--library", library)
    title = "第 18 期沙龙：绿色低碳生产"
    added = trial.told(*at, "add", "salon", "--title", title, "--body-file", note)
    expect(added["title"] == title, "a new library is made and migrated, a record added")
    found = trial.told(*at, "search", TWO_CHARACTERS)
    expect([hit["id"] for hit in found["hits"]] == [added["id"]], "the record is found by two characters")
    found = trial.told(*at, "search", "lvsedt")
    expect(isinstance(found["hits"], list), "a search by letters does not fail")
    for kind in ("docx", "pdf", "html", "md"):
        trial.run(*at, "export", added["id"], "--to", kind, "-o", trial.place / f"note.{kind}")
    look_at_pdf(trial.place / "note.pdf", "单班节电")
    look_at_docx(trial.place / "note.docx", "单班节电")
    expect("单班节电" in (trial.place / "note.md").read_text("utf-8"), "Markdown holds the text")
    expect("单班节电" in (trial.place / "note.html").read_text("utf-8"), "HTML holds the text")
    trial.run(*at, "doctor")
    line = trial.run(*at, "add", "no-such-kind", "--title", "x", refused=True)
    expect(len(line.strip().splitlines()) == 1, f"a wrong call is refused in one line: {line.strip()[:60]}")


def try_far_places(trial: Trial) -> None:
    """What speaks to WebDAV and fsspec's file systems is built in; what is not says so."""
    at = ("--library", trial.place / "library")
    told = {"webdavs://user@127.0.0.1:9/联盟": "没有回应", "memory://联盟": "找不到", "s3://bucket": "alliance-app[s3]"}
    for place, says in told.items():
        line = trial.run(*at, "sync", place, refused=True)
        expect(says in line, f"{place}: {line.strip()[:60]}")


def try_window(trial: Trial) -> None:
    """The guided run: the real window, offscreen, with pictures of it; both executables work."""
    shots = trial.place / "shots"
    trial.run("demo", "--shots", shots)
    pictures = sorted(shots.rglob("*.png"))
    expect(len(pictures) >= 3, f"the window was started and {len(pictures)} pictures taken")
    for picture in pictures:
        with Image.open(picture) as image:
            colours = image.convert("RGB").getcolors(maxcolors=1 << 24) or []
            expect(
                len(colours) > 20, f"{picture.name}: {image.width} x {image.height}, {len(colours)} colours"
            )
    for written in sorted(shots.rglob("*.pdf")):
        look_at_pdf(written, "工会")
    for written in sorted(shots.rglob("*.docx")):
        look_at_docx(written, "工会")
    says = trial.run("--help", program=trial.window)
    expect("alliance" in says, "the program without a console starts")


def look_at_pdf(path: Path, text: str) -> None:
    """The PDF's text layer holds `text`."""
    pages = PdfReader(path).pages
    held = "".join(page.extract_text() for page in pages)
    expect(text in held.replace("\n", ""), f"{path.name}: {len(pages)} pages, readable text")


def look_at_docx(path: Path, text: str) -> None:
    """The Word file is a whole one and holds `text`."""
    with ZipFile(path) as parts:
        expect(parts.testzip() is None and text in parts.read("word/document.xml").decode("utf-8"), path.name)


def main() -> int:
    """Try the program in the folder named on the command line."""
    folder = Path(sys.argv[1]).resolve()
    end = ".exe" if sys.platform == "win32" else ""
    with tempfile.TemporaryDirectory(prefix="alliance-smoke-", ignore_cleanup_errors=True) as place:
        trial = Trial(folder / f"alliance{end}", folder / f"alliance-window{end}", Path(place).resolve())
        size = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
        print(f"{folder.name}: {size / 1e6:.0f} MB")
        try_command_line(trial)
        try_far_places(trial)
        try_window(trial)
    print("The built program works.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
