"""Search: what is indexed, how queries are read, what is found. The only room that knows Whoosh and FTS5."""

from alliance_app.search.facets import FacetCount
from alliance_app.search.finder import Finder, Found, SearchCancelled
from alliance_app.search.index import SearchIndex
from alliance_app.search.showing import Hit

__all__ = ["FacetCount", "Finder", "Found", "Hit", "SearchCancelled", "SearchIndex"]
