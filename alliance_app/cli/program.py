"""The program as a shell sees it: verbs loaded when asked for, one line for every refusal, and the exit code.

0 done, 1 refused, 2 wrong usage, 130 stopped with Ctrl+C.
"""

import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from alliance_app import places, words
from alliance_app.cli import borrowed
from alliance_app.cli.session import Session
from alliance_app.cli.verb import common_options
from alliance_app.records.errors import AllianceError
from alliance_app.words import N_, _

DONE, REFUSED, USAGE, STOPPED = 0, 1, 2, 130

# verb: the module it lives in (- spelled _), and what it does, so that help loads none of them
VERBS = {
    "init": ("keeping", N_("Make a new library, empty or with the sample.")),
    "add": ("adding", N_("Add a record.")),
    "edit": ("adding", N_("Change a record.")),
    "show": ("looking", N_("Show a record.")),
    "list": ("looking", N_("List records.")),
    "search": ("looking", N_("Find records by their words.")),
    "tags": ("looking", N_("List the tags in use.")),
    "templates": ("templating", N_("List what new records can start from.")),
    "template": ("templating", N_("Make a template of a record; show, rename or delete one.")),
    "delete": ("moving", N_("Put records into the trash.")),
    "trash": ("looking", N_("List what is in the trash.")),
    "restore": ("moving", N_("Bring records back from the trash.")),
    "erase": ("moving", N_("Erase records for good, here and on every device.")),
    "share": ("moving", N_("Give drafts to the alliance: they go out at the next sync.")),
    "history": ("past", N_("Who changed a record, when, and what.")),
    "revert": ("past", N_("Go back to a version of a record.")),
    "import": ("taking", N_("Take in Markdown folders, text and Word files.")),
    "roster": ("rosters", N_("The members: all of them, one with its records, from and to Excel.")),
    "sync": ("together", N_("Exchange changes with the shared folder; the first time joins it.")),
    "members": ("together", N_("List the devices of a protected alliance.")),
    "remove-member": ("together", N_("Remove a device from a protected alliance: a new key from now on.")),
    "name-steward": ("together", N_("Let another device remove members too.")),
    "name-federation": ("together", N_("Let the reviews and catalogues of a device count, or no new ones of it.")),
    "renew-key": ("together", N_("Give a protected alliance a new key and a new passphrase.")),
    "agree-erasures": ("together", N_("Agree to what another device has erased for everybody.")),
    "devices": ("together", N_("List the alliance's other devices and when they last gave something.")),
    "conflicts": ("settling", N_("What concurrent edits need a look.")),
    "decide": ("settling", N_("Settle one of the conflicts.")),
    "export": ("giving", N_("Write records as Word, PDF, HTML or Markdown.")),
    "exports": ("composing", N_("Where documents of a record were written on this computer.")),
    "case": ("composing", N_("A case on its way: its outline, drafts from sources, figures, checks.")),
    "export-all": ("giving", N_("Write everything out in open formats.")),
    "salon": ("salons", N_("Close a salon: what is proposed for it, and doing that.")),
    "follow-ups": ("salons", N_("What salons left to be done, until it is done.")),
    "guide": ("guiding", N_("Go through a new union's first year: what to do, how, until when.")),
    "overview": ("glancing", N_("How the alliance stands today, and what waits.")),
    "calendar": ("glancing", N_("What takes place when; a file for any calendar.")),
    "stars": ("rating", N_("Rate unions against the alliance's indicators.")),
    "review": ("reviewing", N_("Review a self-assessment, or see what its review is worth.")),
    "catalogue": ("reviewing", N_("The catalogues of indicators: list, show, import, export.")),
    "match": ("pairing", N_("Find partners for supply and demand.")),
    "move": ("projects", N_("Move an innovation project to another stage.")),
    "batches": ("projects", N_("Innovation projects by stage, and what they lack.")),
    "figures": ("projects", N_("The alliance in figures.")),
    "summary": ("summing", N_("Sum a year up, with tables and charts.")),
    "backup": ("keeping", N_("Make a backup of the library file now.")),
    "backups": ("keeping", N_("List the backups.")),
    "restore-backup": ("keeping", N_("Go back to a backup.")),
    "doctor": ("keeping", N_("Check the library, and mend it.")),
    "demo": ("starting", N_("Show the main job, step by step, without hands.")),
    "completion": ("starting", N_("Print what makes a shell complete these verbs.")),
}


class ReaderGoneError(Exception):
    """Whoever read the output has gone: no fault, and nothing more to say."""


class Program(click.Group):
    """All verbs; a verb's module is imported when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order help shows them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb called `cmd_name`."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"alliance_app.cli.{VERBS[cmd_name][0]}")
        name = cmd_name.replace("-", "_")
        found = getattr(module, f"{name}_" if name in ("import", "list") else name)
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. Raises ReaderGoneError, where click itself would leave with exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, written without loading them."""
        with formatter.section(_("Verbs")):
            formatter.write_dl([(verb, _(what)) for verb, (_module, what) in VERBS.items()])


def program() -> Program:
    """The command with its options, in the language spoken now."""
    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_tell_version,
        help=_("Say which version this is."),
    )
    return Program(
        "alliance",
        callback=_no_verb,
        invoke_without_command=True,
        params=[*common_options(), version],
        help=_("The library of an enterprise union. Without a verb, the window opens."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code."""
    _prepare_streams()
    words.use(words.system_language())
    borrowed.speak()
    log = _LogFile(logging.WARNING)
    logging.getLogger().addHandler(log)
    try:
        code = _call(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return DONE
    except OSError as error:
        _forget_output()
        return _refused(error.strerror or str(error))
    finally:
        logging.getLogger().removeHandler(log)
    return code


def _call(arguments: Sequence[str]) -> int:
    try:
        result = program().main(list(arguments), prog_name="alliance", standalone_mode=False, obj=Session())
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _refused(_("Stopped. What was done until then is saved."), STOPPED)
    except AllianceError as error:
        return _refused(str(error))
    except ReaderGoneError:
        _forget_output()
        return DONE
    except UnicodeError:
        return _refused(_("What was typed holds characters that cannot be stored. Nothing was changed."))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _refused(f"{where}{error.strerror or error}")
    except Exception as error:  # the last door: a person sees one line, the log has the rest
        logging.getLogger(__name__).exception("unexpected error")
        return _refused(
            _("Something unexpected went wrong ({name}). What was saved is safe. The log says more: {log}").format(
                name=type(error).__name__, log=places.log_folder() / _LogFile.NAME
            )
        )
    return result if isinstance(result, int) else DONE


def _no_verb() -> int | None:
    """Open the window when no verb follows."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return None
    from alliance_app.cli.starting import open_window

    return open_window(context.ensure_object(Session))


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"alliance {version('alliance-app')}")
        except PackageNotFoundError:
            click.echo("alliance")
        context.exit()


def _refused(message: str, code: int = REFUSED) -> int:
    click.echo(" ".join(message.split()), err=True)
    return code


def _prepare_streams() -> None:
    """UTF-8 on every console and pipe; what cannot be written is spelled, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def _forget_output() -> None:
    """The reader has gone: write the rest nowhere, so that Python does not complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class _LogFile(logging.Handler):
    """Warnings go to a file of the user's, made when there is one; never to the console."""

    NAME = "alliance.log"

    def emit(self, record: logging.LogRecord) -> None:
        """Append one record."""
        try:
            folder = places.log_folder()
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / self.NAME).open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s").format(record) + "\n")
        except OSError:
            return
