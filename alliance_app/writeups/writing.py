"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

from alliance_app.writeups.errors import CannotWrite


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: a new file beside it, then one rename. Raises CannotWrite; the old file then stays."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder", str(path))
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".~", suffix=".tmp", delete=False) as written:
            temporary = Path(written.name)
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
        _let_others_read(temporary)
        temporary.replace(path)
        temporary = None
    except (OSError, ValueError) as error:
        raise CannotWrite(path=path, reason=getattr(error, "strerror", None) or error) from error
    finally:
        if temporary is not None:  # it failed, or Ctrl+C was pressed
            temporary.unlink(missing_ok=True)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file to `target`, whole or not at all. Raises CannotWrite."""
    try:
        data = source.read_bytes()
    except OSError as error:
        raise CannotWrite(path=target, reason=error.strerror or error) from error
    write_whole(target, data)


def _let_others_read(path: Path) -> None:
    # A temporary file is the user's alone; a document handed in is not.
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
