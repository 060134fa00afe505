"""The review of what people changed at the same time: side by side, one click for what shall hold."""

from alliance_app.desktop.review.dialog import ReviewDialog

__all__ = ["ReviewDialog"]
