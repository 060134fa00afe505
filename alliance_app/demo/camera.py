"""Who takes the pictures: the window's own studio, where Qt is installed."""

from pathlib import Path
from typing import Protocol


class Camera(Protocol):
    """Takes pictures of the real window."""

    def take(
        self,
        name: str,
        library: Path,
        *,
        record: str | None = None,
        search: str = "",
        side: str = "",
        room: str = "",
        dark: bool = False,
    ) -> Path:
        """The window on `library`, showing `record`, the hits of `search` or a `room`, as a PNG called `name`."""

    def close(self) -> None:
        """Let go of the window."""
