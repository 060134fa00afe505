"""The overview: how the alliance stands today, what waits, what comes next; every number opens its records."""

from alliance_app.desktop.overview.page import AT_START, OverviewRoom

__all__ = ["AT_START", "OverviewRoom"]
