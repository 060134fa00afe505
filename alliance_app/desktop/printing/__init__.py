"""Printing: a look at the pages first, then the system's own dialog, then the pages on paper."""

from alliance_app.desktop.printing.going import Printing

__all__ = ["Printing"]
