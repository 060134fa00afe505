"""Search over growing libraries: making the index, each class of query, what the rows in sight and the filters need.

Run it as a program: `python -m tests.benchmarks.bench_search [--full]`. It judges nothing.

`first 50` is a search with its exact total; `all ids` what the window's list asks for; `30 rows` their snippets and
marks; `facets` the counts for every filter. `most found` is the largest number of hits in the class: a word that stands
in every other note costs more than one that stands in few.
"""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from alliance_app.library import Library
from alliance_app.records.values import Edit
from alliance_app.search import Finder, SearchIndex
from tests.benchmarks.generate import notes, queries
from tests.benchmarks.machine import describe, peak_memory, sizes

_TIMES = 3
_BATCH = 500


def milliseconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def cut(taken: Sequence[float], share: float) -> float:
    """The value below which `share` of the figures lie."""
    return sorted(taken)[min(int(len(taken) * share), len(taken) - 1)]


def build(folder: Path, count: int) -> None:
    """A library of `count` notes, and what making it took with the index and without."""
    for what, projections in (("rows alone", []), ("rows and index", [SearchIndex()])):
        with Library.create(folder / what, "Benchmark", author="bench", projections=projections) as library:
            generated = list(notes(count))
            start = perf_counter()
            for at in range(0, count, _BATCH):
                library.add_all(generated[at : at + _BATCH])
            seconds = perf_counter() - start
            print(f"{count:>7} notes: {what:15} {count / seconds:7.0f} notes/s ({seconds:.1f} s)")


def sizes_in(library: Library) -> str:
    """How much of the file the index takes."""
    with library.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sum(pgsize) FROM dbstat WHERE name LIKE 'search_%' GROUP BY name"
        ).all()
        whole = connection.exec_driver_sql("SELECT sum(pgsize) FROM dbstat").scalar() or 0
    postings = sum(size for name, size in rows if name.startswith("search_terms"))
    texts = sum(size for name, size in rows if not name.startswith("search_terms"))
    return f"postings {postings / 1e6:.0f} MB, folded texts and values {texts / 1e6:.0f} MB, of {whole / 1e6:.0f} MB"


def measure(count: int) -> None:
    """Print a block of figures for a library of `count` notes."""
    with tempfile.TemporaryDirectory() as place:
        build(Path(place), count)
        start = perf_counter()
        with Library.open(Path(place) / "rows and index", projections=[SearchIndex()]) as library:
            finder = Finder(library)
            ids = finder.search("工会").ids
            print(f"         open and first search {(perf_counter() - start) * 1000:.0f} ms; {sizes_in(library)}")
            edits = [milliseconds(partial(library.write, Edit(each, body=f"改 {each}"))) for each in ids]
            print(f"         one edit, index and all: p50 {cut(edits, 0.5):.1f} p95 {cut(edits, 0.95):.1f} ms")
            print(f"{'p50 / p95 in ms':26} {'first 50':>15} {'all ids':>15} {'30 rows':>15} {'facets':>15}  most found")
            for name, asked in queries().items():
                _print_class(finder, name, asked)
        print(f"         memory {peak_memory():.0f} MB")


def _print_class(finder: Finder, name: str, asked: Sequence[str]) -> None:
    first: list[float] = []
    whole: list[float] = []
    rows: list[float] = []
    facets: list[float] = []
    most = 0
    for query in asked:
        first.extend(milliseconds(partial(finder.search, query)) for _ in range(_TIMES))
        whole.append(milliseconds(partial(finder.search, query, limit=None)))
        found = finder.search(query)
        most = max(most, found.total)
        rows.append(milliseconds(partial(finder.hits, found, found.ids[:30])))
        facets.append(milliseconds(partial(finder.facets, found)))
    figures = "".join(f"{cut(each, 0.5):8.1f} /{cut(each, 0.95):6.1f}" for each in (first, whole, rows, facets))
    print(f"{name:26} {figures}  {most:>9}", flush=True)


if __name__ == "__main__":
    print(describe())
    for size in sizes(__doc__ or ""):
        measure(size)
