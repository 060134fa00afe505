"""What the command-line library says by itself, for the catalogue; and how it is made to speak our language."""

import gettext
import os

from alliance_app import places, words
from alliance_app.words import N_

_DOMAIN = "alliance"

# Word for word as click writes them, or they are not found.
SAYINGS = (
    N_("Usage:"),
    N_("Options"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("default: {default}"),
)


def speak() -> None:
    """Let click speak the language spoken now; it asks Python's own gettext, which asks the environment."""
    if words.language() == "en":
        gettext.textdomain("messages")
        return
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(_DOMAIN, places.resources() / "translations")
    gettext.textdomain(_DOMAIN)
