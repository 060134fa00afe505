"""Questions to a document that a stranger may have made: whatever the engine raises in answering is one refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isfunction
from typing import Any, Protocol, TypeVar

from alliance_app.records.errors import DamagedDocument
from alliance_app.words import _


class OfRecord(Protocol):
    """Something of one record."""

    record_id: str


Asked = TypeVar("Asked", bound=type[OfRecord])


@contextmanager
def damage(record_id: str) -> Iterator[None]:
    """The one place that catches Loro's errors and panics, which derive from BaseException alone.

    Raises DamagedDocument, also for a history nested deeper than Python goes, and numbers the engine cannot count to.
    """
    try:
        yield
    except RecursionError:
        raise DamagedDocument(record_id=record_id, reason=_("it is nested too deep")) from None
    except OverflowError as error:
        raise DamagedDocument(record_id=record_id, reason=str(error)[:200]) from None
    except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - see above
        raise DamagedDocument(record_id=record_id, reason=str(error)[:200]) from None


def guarded(asked: Asked) -> Asked:
    """A class of things of a record, all of whose public methods refuse so."""
    for name, method in list(vars(asked).items()):
        if isfunction(method) and not name.startswith("_"):
            setattr(asked, name, _guarded(method))
    return asked


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def ask(self: OfRecord, *args: Any, **named: Any) -> Any:
        with damage(self.record_id):
            return method(self, *args, **named)

    return ask
