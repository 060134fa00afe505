"""How long a key takes to reach the screen in the body editor: real events through Qt's loop, bodies up to 200 KB.

Run it as a program (`--size 200` for one size); it prints the machine, a line for each size and place, and the worst
p99 beside the 16 ms of a screen's frame. It judges nothing. "Own work" is this process's time alone: what a key takes
where nothing else runs. It grows with the lines below the cursor, for Qt's layout goes through all of them.
"""

import os
import platform
import random
import statistics
import sys
from collections.abc import Callable
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QFont, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from alliance_app.desktop.editor import BodyEditor

SIZES = {"2 KB": 2_000, "20 KB": 20_000, "200 KB": 200_000}
KEYS = 300
_PARTS = (
    "## 一、共性问题",
    "",
    "- 14 家中 9 家没有分线能耗计量，**谈指标先缺基线**。",
    "- 节能改善多靠设备科，一线职工的合理化建议没有通道，见 [[回流焊节能改善]]。",
    "  - [ ] 8 月开放日安排到示范企业（李主席）",
    "",
    "示范企业：回流焊炉温曲线改善后单班节电 12%，由工会组织“班组能耗看板”竞赛，连续三个月公示，`看板` 与 *台账* 同步。",
    "",
    "| 序号 | 事项 | 负责人 |",
    "| --- | --- | --- |",
    "| 1 | 共享能耗基线表 | 王工 |",
    "",
    "> 先立基线，再比改善。",
    "",
)


class Paints(QObject):
    """Counts what is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


def body_of(size: int) -> str:
    """Markdown of `size` bytes in UTF-8, of every sort of line."""
    lines: list[str] = []
    have = 0
    while have < size:
        line = _PARTS[len(lines) % len(_PARTS)].replace("14", str(len(lines)))
        lines.append(line)
        have += len(line.encode()) + 1
    return "\n".join(lines)


def measure(paints: Paints, press: Callable[[int], None]) -> list[tuple[float, float]]:
    """Milliseconds from each key to its paint, by the clock and of this process alone."""
    times = []
    for number in range(KEYS):
        before = paints.count
        started, worked = perf_counter(), process_time()
        press(number)
        while paints.count == before:
            QCoreApplication.processEvents()
        times.append(((perf_counter() - started) * 1000, (process_time() - worked) * 1000))
    return times


def line(what: str, times: list[tuple[float, float]]) -> tuple[float, float]:
    """Print one row of figures, and give its p99s. The second group leaves out what other processes took."""
    shown, worst = [], []
    for name, column in (("clock", 0), ("own work", 1)):
        cuts = statistics.quantiles([pair[column] for pair in times], n=100)
        shown.append(f"{name} p50 {cuts[49]:6.2f}  p95 {cuts[94]:6.2f}  p99 {cuts[98]:6.2f}")
        worst.append(cuts[98])
    print(f"{what:40} {'   '.join(shown)} ms")
    return worst[0], worst[1]


def settle(editor: BodyEditor) -> float:
    """Let styling and counting finish; the longest single pause of the loop, in milliseconds."""
    longest, until = 0.0, perf_counter() + 0.5
    while perf_counter() < until or not editor.idle:
        started = perf_counter()
        QCoreApplication.processEvents()
        longest = max(longest, perf_counter() - started)
    return longest * 1000


def at_places(editor: BodyEditor, paints: Paints, name: str) -> list[tuple[float, float]]:
    """Type at the start, in the middle, at the end, and in a cell of a table in the middle; the p99s."""
    source = editor.source
    keys = [Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Space, Qt.Key.Key_C, Qt.Key.Key_Return]
    dice = random.Random(7)
    worst = []
    for place, share in {"start": 0.0, "middle": 0.5, "end": 1.0}.items():
        go_to(editor, share)
        worst.append(
            line(f"{name}, {place}: Latin keys and Enter", measure(paints, lambda _: press(source, dice.choice(keys))))
        )
        worst.append(line(f"{name}, {place}: composed words", measure(paints, lambda number: compose(source, number))))
    go_to(editor, 0.5, "| 1 | 共享")
    worst.append(
        line(f"{name}, in a table: Latin keys", measure(paints, lambda _: press(source, dice.choice(keys[:4]))))
    )
    return worst


def go_to(editor: BodyEditor, share: float, words: str = "") -> None:
    """Put the cursor at the end of the line at this share of the body, or after the next `words`."""
    source = editor.source
    cursor = source.textCursor()
    cursor.setPosition(int((source.document().characterCount() - 1) * share))
    if words:
        cursor = source.document().find(words, cursor)
        cursor.clearSelection()
    else:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    source.setTextCursor(cursor)
    settle(editor)


def press(source: QWidget, key: Qt.Key) -> None:
    """One key."""
    QTest.keyClick(source, key)


def compose(source: QObject, number: int) -> None:
    """An input method: two steps of composing, then the word."""
    event = QInputMethodEvent(("n", "ne", "")[number % 3], [])
    if number % 3 == 2:
        event.setCommitString("能耗")
    QCoreApplication.sendEvent(source, event)


def main() -> int:
    """Run everything."""
    application = QApplication(sys.argv)
    font = QFont()
    font.setFamilies(["Noto Sans CJK SC", "Microsoft YaHei"])
    application.setFont(font)
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, Python {platform.python_version()}, PySide6 {pyside_version}")
    editor = BodyEditor()
    editor.resize(640, 800)
    editor.show()
    editor.activateWindow()
    editor.source.setFocus()
    paints = Paints()
    only = [f"{size} KB" for size in sys.argv[2:]] if sys.argv[1:2] == ["--size"] else list(SIZES)
    editor.source.viewport().installEventFilter(paints)
    for name in only:
        body = body_of(SIZES[name])
        started = perf_counter()
        editor.set_body(body)
        shown = (perf_counter() - started) * 1000
        pause = settle(editor)
        print(f"{name:40} set_body {shown:6.2f} ms, then longest pause {pause:6.2f} ms")
        worst = at_places(editor, paints, name)
        changed = editor.body().replace("连续三个月", "连续六个月", 1) + "\n末尾一行"
        started = perf_counter()
        editor.merge_body(changed)
        print(f"{name:40} merge_body {(perf_counter() - started) * 1000:6.2f} ms")
        clock, own = (max(column) for column in zip(*worst, strict=True))
        print(f"{name:40} worst p99: clock {clock:.1f} ms, own work {own:.1f} ms; a frame has 16 ms")
    editor.close_background()
    return 0


if __name__ == "__main__":
    sys.exit(main())
