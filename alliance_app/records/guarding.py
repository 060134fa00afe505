"""Questions to a document that a stranger may have made: whatever the engine raises in answering is one refusal."""

from collections.abc import Callable
from functools import wraps
from inspect import isfunction
from typing import Any, Protocol, TypeVar

from alliance_app.records.errors import DamagedDocument
from alliance_app.words import _


class OfRecord(Protocol):
    """Something of one record."""

    record_id: str


Asked = TypeVar("Asked", bound=type[OfRecord])


class damage:  # noqa: N801 - it reads as the statement it is; a generator takes thrice as long, for each question
    """The one place that catches Loro's errors and panics, which derive from BaseException alone.

    Raises DamagedDocument, also for a history nested deeper than Python goes, and numbers the engine cannot count to.
    """

    __slots__ = ("_record_id",)

    def __init__(self, record_id: str) -> None:
        self._record_id = record_id

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, RecursionError):
            raise DamagedDocument(record_id=self._record_id, reason=_("it is nested too deep")) from None
        if isinstance(error, OverflowError):
            raise DamagedDocument(record_id=self._record_id, reason=str(error)[:200]) from None
        if error is not None and not isinstance(error, Exception | KeyboardInterrupt | SystemExit | GeneratorExit):
            raise DamagedDocument(record_id=self._record_id, reason=str(error)[:200]) from None


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
