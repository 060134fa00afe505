"""A pytest plugin (`-p tests.without_qt`) that puts Qt out of reach, as if it were not installed."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

BLOCKED = frozenset({"PySide6", "shiboken6"})


class _NoQt(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{name} is out of reach in the core's tests", name=name)
        return None


def block() -> None:
    """From now on no import in this process finds PySide6."""
    loaded = sorted(BLOCKED & sys.modules.keys())
    if loaded:
        raise RuntimeError(f"{', '.join(loaded)} was imported before it could be blocked")
    sys.meta_path.insert(0, _NoQt())


def blocked() -> bool:
    """Whether Qt is out of reach in this process."""
    return any(isinstance(finder, _NoQt) for finder in sys.meta_path)


if __name__ != "__main__":
    block()
