"""Search: what is indexed, how queries are read, what is found. The only room that knows Whoosh and FTS5."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_app.search.facets import FacetCount
    from alliance_app.search.finder import Finder, Found, SearchCancelled
    from alliance_app.search.index import SearchIndex
    from alliance_app.search.showing import Hit

__all__ = ["FacetCount", "Finder", "Found", "Hit", "SearchCancelled", "SearchIndex"]

_HOMES = {"FacetCount": "facets", "SearchIndex": "index", "Hit": "showing"}


def __getattr__(name: str) -> Any:
    """Load what is asked for: keeping the index up to date needs no Whoosh, and a short verb is not to wait for it."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"alliance_app.search.{_HOMES.get(name, 'finder')}"), name)
