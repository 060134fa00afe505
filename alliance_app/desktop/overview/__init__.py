"""The overview: how the alliance stands today, what waits, what comes next; every number opens its records."""

from alliance_app.desktop.overview.page import OverviewRoom

__all__ = ["OverviewRoom"]
