"""Where the program finds its own files and the user's."""

import sys
from pathlib import Path

import platformdirs

APP_NAME = "alliance_app"


def _program_root() -> Path:
    """The folder that holds `resources/` and `db/`: unpacked by PyInstaller, installed, or in the checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent


def resources() -> Path:
    """Icons, styles, templates, translations, the indicator catalogue, the sample library."""
    return _program_root() / "resources"


def migrations() -> Path:
    """The Alembic environment, `db/`."""
    return _program_root() / "db"


def default_library() -> Path:
    """The library that is opened when none is named: in the user's own data folder, never on a share."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "library"


def settings_folder() -> Path:
    """Per-user settings: window geometry, last library, language."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


def log_folder() -> Path:
    """Per-user log files."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))
