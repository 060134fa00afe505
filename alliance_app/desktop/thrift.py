"""Memory the window would hold without using it: other people's caches that are of no use here, kept from growing."""

import ctypes
import linecache
import sys

import PySide6.QtCore  # noqa: F401 - the cache of sources begins with it

_ASKS = "_mod_uses_pyside"
_M_ARENA_MAX = -8  # malloc.h


def leave_sources_unread() -> None:
    """Keep PySide from reading the source of every module that is imported after it, and forget what it has read.

    It looks for `__feature__`, which nothing here uses, and the lines stay in linecache: 25 MB and a tenth of the
    start. In the program folder there are no sources, and it does without.
    """
    feature = vars(sys.modules.get("shibokensupport.feature", object))
    if _ASKS in feature:
        feature[_ASKS] = lambda _module: False
    linecache.clearcache()


def share_one_heap() -> None:
    """Let all threads take memory from one place. Before the first thread is started; only glibc has others.

    It gives each thread a heap of its own, and what one of them has freed no other one uses: 40 MB after a sync. The
    interpreter's lock keeps them from being in each other's way.
    """
    if sys.platform == "linux":
        tune = getattr(ctypes.CDLL(None), "mallopt", None)
        if tune is not None:
            tune(_M_ARENA_MAX, 1)
