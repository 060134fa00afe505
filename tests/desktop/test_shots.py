"""The studio takes pictures of the real window, and the program starts and ends as a process of its own."""

import signal
import subprocess
from pathlib import Path

from PySide6.QtGui import QImage

from alliance_app.app import App
from alliance_app.desktop.shots import Studio
from alliance_app.desktop.theme import DARK, LIGHT
from tests.desktop.conftest import PLANT


def share(path: Path, colour: str) -> float:
    """How much of a picture has this colour, 0..1."""
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1200, 800)
    seen = [image.pixelColor(x, y).name() == colour for x in range(0, 1200, 7) for y in range(0, 800, 7)]
    return sum(seen) / len(seen)


def test_the_studio_takes_what_is_asked_for(qapp: object, folder: Path, tmp_path: Path) -> None:
    with App.open(folder) as app:
        record_id = app.library.find_id("第 18 期沙龙：绿色低碳生产")
    studio = Studio(tmp_path / "shots", (1200, 800))
    try:
        found = studio.take("1-found", folder, search="改善")
        assert studio.page.top.search.text() == "改善"
        assert share(found, LIGHT.mark) > 0
        shown = studio.take("2-record", folder, record=record_id)
        assert studio.page.record.record is not None
        assert studio.page.record.record.id == record_id
        studio.choose("member", [PLANT])
        assert studio.page.question.filters["member"]
        dark = studio.take("3-dark", folder, record=record_id, side="history", dark=True)
        assert share(dark, DARK.paper) + share(dark, DARK.wash) > 0.5
        assert share(dark, LIGHT.paper) < 0.01
        assert [shown.name, dark.name] == ["2-record.png", "3-dark.png"]
    finally:
        studio.close()
        studio.theme.use("light")


START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from alliance_app.desktop import main, window
show = window.Window.show_library
def shown(self, app):
    self.ready.connect(lambda: (QTimer.singleShot(0, lambda: print("ready", flush=True))))
    show(self, app)
window.Window.show_library = shown
sys.exit(main.run(Path(sys.argv[1])))
"""


def test_a_polite_kill_closes_the_window_as_its_button_does(folder: Path, python: str) -> None:
    command = [python, "-c", START, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        _out, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


DRESSED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from alliance_app.desktop import main, window
def tell(): print(bool(QApplication.instance().styleSheet()), flush=True)
def follow(name, then):
    given = getattr(window.Window, name)
    def shown(self, *what):
        tell()
        given(self, *what)
        then(self)
    setattr(window.Window, name, shown)
def end(self): QTimer.singleShot(0, lambda: (tell(), self.close()))
follow("show_library", lambda self: self.ready.connect(lambda: end(self)))
follow("show_welcome", end)
sys.exit(main.run(Path(sys.argv[1])))
"""


def test_the_style_sheet_waits_until_the_first_page_is_put_together(folder: Path, tmp_path: Path, python: str) -> None:
    for place in (folder, tmp_path / "nothing"):
        command = [python, "-c", DRESSED, str(place)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.stdout.split() == ["False", "True"], done.stderr
