"""The small charts of the log's page: static SVG, drawn for a phone, every number in words beside it or in its name.

They hold no style: the sheet colours them. Text in them is ours and stays 13 px at any width.
"""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup, escape

from ..terms.log_page import HOURS, KILL_PROMISE_SECONDS, LiveHour
from .imprint import Imprint

_LEFT, _RIGHT = 8.0, 300.0
_RADIUS = 5.0
_LEVEL = 11.0
_MOST_LEVELS = 12
_LEAST_HEIGHT = 4
_EDGE = 40.0
_NOW = ' class="now"'


def hour_bars(counts: Sequence[int], most: int, label: str) -> Markup:
    """One bar an hour; `most` is what the tallest bar of all wires stands for, so that wires can be compared."""
    bars = "".join(
        f'<rect x="{1 + 12 * place}" y="{39 - height:.1f}" width="10" height="{height:.1f}"/>'
        for place, count in enumerate(counts)
        if (height := max(1.0, 38 * count / most) if count else 0.0)
    )
    return _svg("chart bars", 12 * len(counts), 40, label, f'<path class="axis" d="M0 39.5H{12 * len(counts)}"/>{bars}')


def kill_dots(imprint: Imprint, taken: Sequence[float], label: str) -> Markup:
    """One dot a kill by its seconds, the newest first in `taken`; the promise as a line, the slowest by its number."""
    say, digits = imprint.words.log, imprint.words.in_digits
    span = max(KILL_PROMISE_SECONDS, *taken)
    scale = (_RIGHT - _LEFT) / span
    places = _apart([_LEFT + scale * seconds for seconds in taken])
    floor = 22 + _LEVEL * max(_LEAST_HEIGHT, max(level for _, level in places) + 1)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{floor - 7 - _LEVEL * level:.1f}" r="{_RADIUS:.0f}"{_NOW if not place else ""}/>'
        for place, (x, level) in enumerate(places)
    )
    step = max(1, round(span / 5))
    ticks = "".join(
        f'<path class="axis" d="M{_LEFT + scale * second:.1f} {floor}v5"/>'
        + _text(_LEFT + scale * second, floor + 21, "middle", digits(str(second)))
        for second in range(0, int(span) + 1, step)
    )
    promise = _LEFT + scale * KILL_PROMISE_SECONDS
    drawn = (
        f'<path class="axis" d="M{_LEFT:.0f} {floor}H{_RIGHT:.0f}"/>{ticks}'
        f'<path class="limit" d="M{promise:.1f} 6V{floor}"/>'
        + _text(promise - 6, 14, "end", say.kills_promise.format(promise=digits(f"{KILL_PROMISE_SECONDS:.0f}")))
        + dots
        + _named(imprint, taken, places, floor)
    )
    return _svg("chart dots", 340, floor + 26, label, drawn)


def _apart(wanted: Sequence[float]) -> list[tuple[float, int]]:
    """Where each dot lies: at its own x, on the lowest level on which it touches no other."""
    levels: list[list[float]] = []
    found: dict[int, tuple[float, int]] = {}
    for place in sorted(range(len(wanted)), key=lambda one: (wanted[one], one)):
        x = wanted[place]
        level = next(
            (level for level, there in enumerate(levels) if x - there[-1] >= 2 * _RADIUS + 1),
            min(len(levels), _MOST_LEVELS - 1),
        )
        if level == len(levels):
            levels.append([])
        levels[level].append(x)
        found[place] = (x, level)
    return [found[place] for place in range(len(wanted))]


def _named(imprint: Imprint, taken: Sequence[float], places: Sequence[tuple[float, int]], floor: float) -> str:
    """The newest by a word, the slowest by its number."""
    last_x, last_level = places[0]
    top = floor - 7 - _LEVEL * max(level for x, level in places if abs(x - last_x) < _EDGE)
    aside, anchor = (12, "start") if last_x < 2 * _EDGE else (-12, "end")
    named = _text(last_x + aside, top - 14, anchor, imprint.words.log.kills_last)
    dot = floor - 13 - _LEVEL * last_level
    named += f'<path class="axis" d="M{last_x + 0.7 * aside:.1f} {top - 14:.1f}L{last_x:.1f} {dot:.1f}"/>'
    slowest = max(range(len(taken)), key=lambda one: taken[one])
    if slowest:
        x, level = places[slowest]
        named += _text(x, floor - 18 - _LEVEL * level, "middle", imprint.words.in_digits(f"{taken[slowest]:.1f}"))
    return named


def live_lines(imprint: Imprint, live: Sequence[LiveHour], end: datetime, label: str) -> Markup:
    """Half of the stories and nineteen of twenty, hour by hour, oldest first."""
    say, digits, hours = imprint.words.log, imprint.words.in_digits, imprint.hours
    top = max(1.0, *(hour.p95 for hour in live))
    step = next(one for one in (0.5, 1, 2, 5, 10, 30, 60, 300, 3600, top) if one >= top / 3 or one == top)
    scale = 76 / top

    def x(hour: LiveHour) -> float:
        before = (end - hour.at).total_seconds() / 3600
        return _RIGHT - (_RIGHT - _LEFT) * min(HOURS, max(0.0, before - 1)) / (HOURS - 1)

    def line(kind: str, values: list[tuple[float, float]]) -> str:
        steps = "L".join(f"{at:.1f} {94 - scale * value:.1f}" for at, value in values)
        return f'<path class="{kind}" d="M{steps}"/>'

    grid = "".join(
        f'<path class="axis" d="M8 {94 - scale * step * mark:.1f}H300"/>'
        + _text(308, 98 - scale * step * mark, "start", digits(f"{step * mark:g}"))
        for mark in range(int(top / step) + 1)
    )
    worst = max(live, key=lambda hour: hour.p95)
    first, anchor = live[0], "end" if x(worst) > _RIGHT / 2 else "start"
    aside = -8 if anchor == "end" else 8
    drawn = (
        grid
        + line("p95", [(x(hour), hour.p95) for hour in live])
        + line("p50", [(x(hour), hour.p50) for hour in live])
        + _text(x(first), 94 - scale * first.p95 - 8, "start", say.live_most)
        + _text(x(first), 94 - scale * first.p50 - 6, "start", say.live_half)
        + _text(
            x(worst) + aside,
            94 - scale * worst.p95 + 10,
            anchor,
            say.live_worst.format(seconds=digits(f"{worst.p95:.1f}"), hour=hours.bare_clock(worst.at)),
        )
        + _text(8, 112, "start", hours.bare_clock(live[0].at))
        + _text(300, 112, "end", hours.bare_clock(live[-1].at))
    )
    return _svg("chart lines", 340, 116, label, drawn)


def _text(x: float, y: float, anchor: str, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(kind: str, width: int, height: float, label: str, drawn: str) -> Markup:
    return Markup(
        f'<svg class="{kind}" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )
