"""Joining a shared folder, step by step: which one, what is inside, what this device is called, and then the sync."""

from alliance_app.desktop.joining.dialog import JoinDialog

__all__ = ["JoinDialog"]
