"""Bytes as decisions: any bytes give a structured value, equal bytes the same one; when they end, the plainest."""

from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T")

# What readers have stumbled over, here and elsewhere.
NASTY_TEXTS = (
    "", " ", "\0", "\x1b[2J\x07", "\r\n", "\u202e", "\ufeff", "\ufffe", "\u2028", "\u00ad", "\U000e0041", "e\u0301" * 9,
    "../../../outside", "..\\..\\outside", "/etc/passwd", "C:\\windows\\win.ini", "\\\\host\\share\\x.png",
    "//host/share/x.png", "CON", "nul.txt", ".hidden", "a/b/c", "x" * 300, "工" * 300, "a" * 20_000,
    "0000-00-00", "0000-01-01", "9999-12-31", "10000-01-01", "1000000000", "2024-02-30", "2024-07-12T25:99",
    "2024-07-12T14:30", "٢٠٢٤-٠٧-١٢", "2024-01-01T00:00:00+99:99", "0001-01-01T00:00:00+14:00",
    "1e400", "-0", "nan", "inf", "0x10", "1" * 5_000, "1,000,000", "①", "½",
    "<script>alert(1)</script>", "javascript:alert(1)", "[[题目|别名]]", "![](../x.png)",
    "${7*7}{{7*7}}%s%n{0.__class__}",
    "'; DROP TABLE records; --", "=cmd|'/c calc'!A1", "\\\"", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "a" * 64, "image/png",
)  # fmt: skip
NASTY_NUMBERS = (
    0, 1, -1, 2, 255, 256, 65_535, 2**31 - 1, 2**31, -(2**31), 2**32, 2**53, 2**63 - 1, -(2**63), 10**9, 10**15,
    0.5, -0.0,
    1e15, 1e300, -1e300, 5e-324, float("inf"), float("-inf"), float("nan"),
)  # fmt: skip
_DEEPEST = 5


class Drawn:
    """Decisions drawn from bytes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes were not used yet."""
        return max(0, len(self._data) - self._at)

    def byte(self) -> int:
        """The next byte; 0 behind the end."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def below(self, end: int) -> int:
        """A number from 0 to `end` - 1."""
        number = self.byte()
        return (number if end <= 256 else number << 8 | self.byte()) % end

    def pick(self, choices: Sequence[T]) -> T:
        """One of them; the first when nothing is left."""
        return choices[self.below(len(choices))]

    def yes(self) -> bool:
        """One time in two; no when nothing is left."""
        return bool(self.byte() & 1)

    def raw(self, most: int) -> bytes:
        """Some of the next bytes."""
        length = self.below(most + 1)
        piece = self._data[self._at : self._at + length]
        self._at += len(piece)
        return piece

    def rest(self) -> bytes:
        """All that is left."""
        piece = self._data[self._at :]
        self._at = len(self._data)
        return piece

    def text(self) -> str:
        """A text: one that readers stumble over, any characters, or a short piece many times over."""
        way = self.below(8)
        if way < 3:
            return self.pick(NASTY_TEXTS)
        if way < 6:
            return self.raw(24).decode("utf-8", "surrogateescape" if way == 5 else "replace")
        return self.raw(6).decode("utf-8", "replace") * self.below(3_000)

    def number(self) -> int | float:
        """A number at the edge of something, or any small one."""
        return self.pick(NASTY_NUMBERS) if self.yes() else self.below(65_536) - 32_768

    def value(self, deep: int = 0) -> Any:
        """A value in JSON's shapes, not-a-number among them."""
        way = self.below(8 if deep < _DEEPEST else 5)
        if way == 0:
            return self.text()
        if way == 1:
            return self.number()
        if way == 2:
            return self.pick((None, True, False))
        if way < 5:
            return self.raw(12).decode("utf-8", "replace")
        if way == 5:
            return nested(self.below(900), mapping=self.yes())
        if way == 6:
            return [self.value(deep + 1) for _each in range(self.below(6))]
        return {self.text(): self.value(deep + 1) for _each in range(self.below(6))}


def nested(deep: int, *, mapping: bool = False) -> Any:
    """A list in a list in a list…"""
    made: Any = "x"
    for _level in range(deep):
        made = {"a": made} if mapping else [made]
    return made
