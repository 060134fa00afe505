"""Charts drawn as SVG: columns by month, stacked columns, bars across; crisp at any size, with their words beside them.

Nothing but shapes and text: no scripts, no references. Whoever shows one gives `alt` to those who cannot see it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from alliance_app.words import _

_FONTS = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
_TITLE, _TEXT, _SMALL = 16, 12.5, 11.5  # px
_LONGEST_LABEL = 22  # half-width characters


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a chart; `series` one after the other, the first alone where there is one series."""

    ink: str = "#1f2328"
    quiet: str = "#5a6068"
    line: str = "#e7e4de"
    series: tuple[str, ...] = ("#b8322a", "#d39b2a", "#2b66a5", "#2f7d5b")


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one sort, one for each label of the chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its SVG, its size in pixels, its title, and in words all that it shows."""

    svg: str
    width: int
    height: int
    title: str
    alt: str


def columns(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
    *,
    width: int = 640,
    look: Look = Look(),
) -> Chart:
    """Upright columns over `labels`; several series stand one on the other, with a legend."""
    height, left, right, bottom = 300, 46, 12, 34
    top = 78 if len(series) > 1 else 56
    sums = [sum(values) for values in zip(*(each.values for each in series), strict=True)] or [0]
    step, most = scale(max(sums, default=0))
    wide, high = width - left - right, height - top - bottom
    pitch = wide / max(len(labels), 1)
    drawn = [_title(title, unit, look), *_legend(series, look)]
    for at in range(round(most / step) + 1):
        y = top + high * (1 - at * step / most)
        drawn.append(f'<path d="M{left} {y:.1f}H{width - right}" stroke="{look.line}" stroke-width="1"/>')
        drawn.append(_text(left - 8, y + 4, number(at * step), look.quiet, _SMALL, "end"))
    for at, label in enumerate(labels):
        middle, thick = left + pitch * (at + 0.5), min(pitch * 0.58, 46)
        foot = float(top + high)
        for place, each in enumerate(series):
            tall = high * each.values[at] / most
            foot -= tall
            drawn.append(_box(middle - thick / 2, foot, thick, tall, look.series[place % len(look.series)]))
        drawn.append(_text(middle, height - 12, label, look.ink, _TEXT, "middle"))
        if sums[at]:
            drawn.append(_text(middle, foot - 5, number(sums[at]), look.ink, _SMALL, "middle"))
    return _chart(drawn, width, height, title, _alt(title, labels, series, unit))


def bars(
    title: str, labels: Sequence[str], values: Sequence[float], unit: str = "", *, width: int = 640, look: Look = Look()
) -> Chart:
    """Bars across, one below the other, each with its label before and its value behind it."""
    pitch, top, right = 28, 52, 76
    shown = [_short(label) for label in labels]
    left = 24 + max((_breadth(label) for label in shown), default=4) * _TEXT / 2
    height = top + pitch * max(len(labels), 1) + 12
    most = max((value for value in values if value > 0), default=0) or 1
    drawn = [_title(title, unit, look)]
    drawn.append(f'<path d="M{left:.1f} {top - 4}V{height - 10}" stroke="{look.line}" stroke-width="1"/>')
    for at, (label, value) in enumerate(zip(shown, values, strict=True)):
        y = top + pitch * at
        long = (width - left - right) * max(value, 0) / most
        drawn.append(_text(left - 8, y + 15, label, look.ink, _TEXT, "end"))
        drawn.append(_box(left, y + 2, long, pitch - 11, look.series[0]))
        drawn.append(_text(left + long + 6, y + 15, number(value), look.ink, _SMALL, "start"))
    return _chart(drawn, width, height, title, _alt(title, labels, [Series("", tuple(values))], unit))


def number(value: float) -> str:
    """A number as people write it: no more than two decimals, none where there is nothing behind the point."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _chart(drawn: Sequence[str], width: int, height: int, title: str, alt: str) -> Chart:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{_FONTS}"><title>{_said(title)}</title><desc>{_said(alt)}</desc>'
        f"{''.join(drawn)}</svg>"
    )
    return Chart(svg, width, height, title, alt)


def scale(most: float) -> tuple[float, float]:
    """A round step and a round top of the scale, at most five steps high; whole numbers for small counts."""
    if most <= 0:
        return 1, 1
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    step = max(step, 1) if most >= 1 and float(most).is_integer() else step
    step = math.ceil(step) if most <= 20 and float(most).is_integer() else step
    return step, step * math.ceil(most / step)


def _alt(title: str, labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    """All that a chart shows, in words."""
    parts = []
    for each in series:
        told = _("; ").join(f"{label} {number(value)}" for label, value in zip(labels, each.values, strict=True))
        parts.append(_("{name}: {values}").format(name=each.name, values=told) if each.name else told)
    head = f"{title}（{unit}）" if unit else title
    return _("{name}: {values}").format(name=head, values=_(". ").join(parts))


def _title(title: str, unit: str, look: Look) -> str:
    whole = _text(16, 26, title, look.ink, _TITLE, "start", bold=True)
    behind = 16 + _breadth(title) * _TITLE / 2 + 10
    return whole + (_text(behind, 26, _("Unit: {unit}").format(unit=unit), look.quiet, _SMALL, "start") if unit else "")


def _legend(series: Sequence[Series], look: Look) -> list[str]:
    if len(series) < 2:
        return []
    drawn, x = [], 16.0
    for place, each in enumerate(series):
        drawn.append(_box(x, 40, 11, 11, look.series[place % len(look.series)]))
        drawn.append(_text(x + 17, 50, each.name, look.quiet, _TEXT, "start"))
        x += 17 + _breadth(each.name) * _TEXT / 2 + 22
    return drawn


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    if width <= 0 or height <= 0:
        return ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="1.5" fill="{colour}"/>'


def _text(x: float, y: float, text: str, colour: str, size: float, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" text-anchor="{anchor}"{weight}>'
        f"{_said(text)}</text>"
    )


def _said(text: str) -> str:
    return escape("".join(letter for letter in text if letter >= " " and not "\ud800" <= letter <= "\udfff"))


def _short(label: str) -> str:
    kept = label
    while _breadth(kept) > _LONGEST_LABEL:
        kept = kept[:-1]
    return kept if kept == label else f"{kept}…"


def _breadth(text: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in text)
