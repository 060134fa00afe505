"""What every test gets: a home of its own, no display, the English language, and no silent warnings."""

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_TESTS = Path(__file__).resolve().parent
_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30  # what all workers together have had on disk at once was under a tenth of it

# What tests write need not outlive them: where the system has a file system in memory, no flush waits for a disk.
if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

# Before anything of the program is imported: no test may reach the user's own library or settings.
_HOME = Path(tempfile.mkdtemp(prefix="alliance-tests-"))
for _name, _below in {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}.items():
    (_HOME / _below).mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_name] = str(_HOME / _below)
os.environ["ALLIANCE_LANG"] = "en"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nor the user's own keyring
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# with QT_QPA_PLATFORM=xcb the window's tests run on a screen, a virtual one for instance
_DISPLAYS = () if os.environ["QT_QPA_PLATFORM"] == "xcb" else ("DISPLAY", "WAYLAND_DISPLAY")
for _name in ("ALLIANCE_LIBRARY", *_DISPLAYS):
    os.environ.pop(_name, None)

settings.register_profile(
    "house",
    deadline=None,  # two shared cores: how long an example takes proves nothing
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew instead of comparing")


def _needs_window(path: Path) -> bool:
    below = path.relative_to(_TESTS) if path.is_relative_to(_TESTS) else path
    return "desktop" in below.parts[:1] or path.name.startswith("test_window_")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Benchmarks run only when named; what needs Qt is not even imported without it, nor the rest for the window."""
    if collection_path == _TESTS / "benchmarks" and not any("benchmarks" in each for each in config.args):
        return True
    if config.pluginmanager.has_plugin("tests.without_qt") and _needs_window(collection_path):
        return True
    if config.option.markexpr == "window" and collection_path.is_file() and not _needs_window(collection_path):
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A window test fails on any warning Qt itself prints. What takes minutes begins first, so as not to end last."""
    items.sort(key=lambda item: -max((mark.args[0] for mark in item.iter_markers("timeout")), default=0))
    qt_here = config.pluginmanager.has_plugin("pytest-qt")
    for item in items:
        if _needs_window(item.path):
            item.add_marker(pytest.mark.window)
            if qt_here:
                item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
                # said of the offscreen platform, where no window manager could heed a size
                item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not go through it again and again.

    Where the program is at hand, its libraries begin with a copy of one file.
    """
    gc.collect()
    gc.freeze()
    if "alliance_app" in sys.modules:
        from tests import blank

        blank.use()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A window test collects its garbage at its end, on the GUI thread, as the program does (`Sweeper`).

    A reader's collection would destroy what an earlier test's window left, and wait for the interpreter with Qt's lock
    in its hands, for which the GUI thread waits with the interpreter in its: so hung, or crashed, one run in several.
    """
    if item.get_closest_marker("window") is None:
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        _delete_windows()
        gc.collect()
        gc.enable()


def _delete_windows() -> None:
    """A window that a test left is deleted by Qt, before all it holds: the collector takes things as they come."""
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication, QMainWindow

        for each in QApplication.topLevelWidgets():
            if isinstance(each, QMainWindow):
                each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning it did not announce with `@pytest.mark.logs("pattern")`."""
    records = _Records()
    root = logging.getLogger()
    root.addHandler(records)
    yield
    root.removeHandler(records)
    silenced = [name for name, each in root.manager.loggerDict.items() if getattr(each, "disabled", False)]
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("logs")]
    unexpected = [line for line in records.lines if not any(re.search(each, line) for each in patterns)]
    absent = [each for each in patterns if not any(re.search(each, line) for line in records.lines)]
    assert not silenced, f"loggers that were turned off, so that no test would see what they say: {silenced}"
    assert not unexpected, "unexpected log records:\n" + "\n".join(unexpected)
    assert not absent, f"announced log records that never came: {absent}"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)` compares `text` with `golden/<name>` beside the test; `--update` writes it."""
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update"):
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is missing; look at the result, then keep it with --update"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def python() -> str:
    """The interpreter for tests that start the program as a process of its own."""
    return sys.executable
