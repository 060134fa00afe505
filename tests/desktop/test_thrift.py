"""What the window's process does not hold: looked at in processes of their own, as they are at a start."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = """
import linecache
import alliance_app.desktop.main
print(sum(name.endswith(".py") for name in linecache.cache))
"""
HEAPS = """
import ctypes, sys, threading
from alliance_app.desktop import main
main.application()
def work():
    held.append(bytearray(20_000))
    here.wait()
held, here = [], threading.Barrier(5)
threads = [threading.Thread(target=work) for _each in range(4)]
for each in threads: each.start()
here.wait()
for each in threads: each.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
told = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(told))
libc.fclose(ctypes.c_void_p(told))
"""


def said(python: str, code: str, *given: str) -> str:
    done = subprocess.run([python, "-c", code, *given], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_sources_of_the_modules_are_not_held_in_memory(python: str) -> None:
    assert said(python, SOURCES).split() == ["0"]


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc gives each thread a heap of its own")
def test_all_threads_take_memory_from_one_heap(tmp_path: Path, python: str) -> None:
    told = tmp_path / "heaps.xml"
    said(python, HEAPS, str(told))
    assert told.read_text().count("<heap nr=") == 1
