"""`/log/`: the public log for people. Headings say the finding; every chart has its numbers in words beside it."""

from datetime import timedelta

from markupsafe import Markup, escape

from ..terms.decision import Outcome
from ..terms.log_page import HOURS, KILL_PROMISE_SECONDS, KillTimed, LogPage, WireDay
from ..terms.page import Page
from ..terms.site import Site
from .imprint import Imprint, imprint_of
from .lines import agency_name
from .press import printed
from .tape import tape

_BAR = 12
_BARS_HIGH = 39.0
_DOTS_FROM, _DOTS_TO, _DOTS_FLOOR = 8.0, 300.0, 63.0
_MOST_LISTED = 40


def log_page(site: Site, log: LogPage) -> Page:
    """The page, as of `log.now`."""
    imprint = imprint_of(site)
    words, hours, number = imprint.words.log, imprint.hours, imprint.words.number
    checkpoint = log.checkpoint
    outcomes = [one for one in Outcome if any(count.outcome is one for wire in log.wires for count in wire.outcomes)]
    content = printed(
        "log.html",
        imprint=imprint,
        words=imprint.words,
        say=words,
        title=f"{words.public_log}: {site.name}",
        address=f"{site.url}/log/",
        faces=imprint.faces(),
        folio=hours.folio(log.now),
        heading=words.log_head_one if checkpoint.size == 1 else words.log_head.format(size=number(checkpoint.size)),
        lead=(words.log_lead, _witnesses(imprint, len(checkpoint.witnesses))),
        checkpoint_head=Markup(escape(words.checkpoint)).format(time=hours.exact(checkpoint.signed)),
        tape=tape(checkpoint.root, words.root_tape, state="lit"),
        size=words.fact_size_value.format(size=number(checkpoint.size)),
        checkpoint=checkpoint,
        witnessed=Markup(", ").join(
            Markup("{} {}").format(agency_name(one.name), hours.hour(one.at, seconds=True))
            for one in checkpoint.witnesses
        ),
        day_head=_day_head(imprint, log),
        day_more=Markup(escape(words.day_more)).format(time=hours.hour(log.now)),
        hours_head=_hours_head(imprint, log),
        outcomes=[getattr(words, f"outcome_{one.value}") for one in outcomes],
        wires=[_wire(imprint, one, outcomes) for one in log.wires],
        totals=_totals(imprint, log, outcomes),
        kills_head=_kills_head(imprint, log),
        kills_chart=_kills_chart(imprint, log.kills),
        kills=[_kill(imprint, one) for one in log.kills[:_MOST_LISTED]],
        corrections=[
            (
                hours.hour(one.shown, seconds=True),
                one.story.path,
                one.story.headline,
                imprint.in_language(one.story.language),
                agency_name(one.story.agency),
            )
            for one in log.corrections[:_MOST_LISTED]
        ],
    )
    return Page("log/index.html", content)


def _witnesses(imprint: Imprint, count: int) -> str:
    words = imprint.words.log
    if count < 2:
        return words.witnesses_one if count else words.witnesses_none
    return words.witnesses.format(count=imprint.words.number(count))


def _received(wire: WireDay) -> int:
    return sum(wire.received)


def _ended(wire: WireDay) -> int:
    return sum(count.count for count in wire.outcomes)


def _day_head(imprint: Imprint, log: LogPage) -> str:
    words, number = imprint.words.log, imprint.words.number
    count = sum(_received(wire) for wire in log.wires)
    left = count - sum(_ended(wire) for wire in log.wires)
    if not count:
        return words.day_none
    return (
        words.day_open.format(count=number(count), open=number(left)) if left else words.day.format(count=number(count))
    )


def _hours_head(imprint: Imprint, log: LogPage) -> Markup:
    end = log.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    hours = imprint.hours
    return Markup(escape(imprint.words.log.column_hours)).format(
        start=hours.hour(end - timedelta(hours=HOURS)), end=hours.hour(end)
    )


def _wire(imprint: Imprint, wire: WireDay, outcomes: list[Outcome]) -> tuple[Markup, str, Markup, list[str]]:
    number = imprint.words.number
    counts = {one.outcome: one.count for one in wire.outcomes}
    return (
        agency_name(wire.wire),
        number(_received(wire)),
        _bars(imprint, wire),
        [number(counts.get(one, 0)) for one in outcomes],
    )


def _totals(imprint: Imprint, log: LogPage, outcomes: list[Outcome]) -> tuple[str, list[str]]:
    number = imprint.words.number
    sums = [
        sum(count.count for wire in log.wires for count in wire.outcomes if count.outcome is one) for one in outcomes
    ]
    return number(sum(_received(wire) for wire in log.wires)), [number(one) for one in sums]


def _bars(imprint: Imprint, wire: WireDay) -> Markup:
    number, most = imprint.words.number, max(wire.received)
    label = imprint.words.log.hours_chart.format(
        wire=wire.wire, count=number(_received(wire)), least=number(min(wire.received)), most=number(most)
    )
    bars = Markup("").join(
        Markup('<rect x="{}" y="{:.1f}" width="10" height="{:.1f}"/>').format(
            1 + _BAR * place, _BARS_HIGH - _BARS_HIGH * count / most, _BARS_HIGH * count / most
        )
        for place, count in enumerate(wire.received)
        if count
    )
    return Markup(
        '<svg class="chart" viewBox="0 0 288 40" width="288" height="40" role="img" aria-label="{}">'
        '<path class="axis" d="M0 39.5H288"/>{}</svg>'
    ).format(label, bars)


def _seconds(imprint: Imprint, seconds: float) -> str:
    return imprint.words.in_digits(f"{seconds:.1f}")


def _kills_head(imprint: Imprint, log: LogPage) -> str:
    words, number = imprint.words.log, imprint.words.number
    taken = [kill.seconds for kill in log.kills if kill.seconds is not None]
    count, waiting = number(len(log.kills)), len(log.kills) - len(taken)
    if not log.kills:
        return words.kills_none
    if waiting:
        return words.kills_open.format(count=count, open=number(waiting))
    late = sum(1 for one in taken if one > KILL_PROMISE_SECONDS)
    if late:
        return words.kills_late.format(
            count=count, late=number(late), promise=imprint.words.in_digits(f"{KILL_PROMISE_SECONDS:.0f}")
        )
    if len(taken) == 1:
        return words.kills_one.format(seconds=_seconds(imprint, taken[0]))
    return words.kills.format(count=count, seconds=_seconds(imprint, max(taken)))


def _kills_chart(imprint: Imprint, kills: tuple[KillTimed, ...]) -> Markup:
    """One dot a kill, by how long it took; what is beyond the promise stands at the edge."""
    taken = [kill.seconds for kill in kills if kill.seconds is not None]
    if not taken:
        return Markup()
    words, digits = imprint.words.log, imprint.words.in_digits
    promise = digits(f"{KILL_PROMISE_SECONDS:.0f}")
    span = _DOTS_TO - _DOTS_FROM

    def x(seconds: float) -> float:
        return _DOTS_FROM + span * min(seconds, KILL_PROMISE_SECONDS) / KILL_PROMISE_SECONDS

    label = words.kills_chart.format(
        count=imprint.words.number(len(taken)),
        least=_seconds(imprint, min(taken)),
        most=_seconds(imprint, max(taken)),
        promise=promise,
    )
    ticks = Markup("").join(
        Markup('<path class="axis" d="M{0:.1f} 70v5"/><text x="{0:.1f}" y="91" text-anchor="middle">{1}</text>').format(
            x(second), digits(str(second))
        )
        for second in range(int(KILL_PROMISE_SECONDS) + 1)
    )
    stacked: dict[int, int] = {}
    dots = []
    for place, seconds in enumerate(taken):
        column = round(x(seconds) / 11)
        stacked[column] = stacked.get(column, 0) + 1
        y = max(8.0, _DOTS_FLOOR - 11 * (stacked[column] - 1))
        dots.append(
            Markup('<circle cx="{:.1f}" cy="{:.1f}" r="5"{}/>').format(
                x(seconds), y, Markup("") if place else Markup(' class="now"')
            )
        )
    return Markup(
        '<svg class="chart" viewBox="0 0 340 96" width="340" height="96" role="img" aria-label="{}">'
        '<path class="axis" d="M8 70H300"/>{}<path class="limit" d="M300 10V70"/>'
        '<text x="294" y="18" text-anchor="end">{}</text>{}</svg>'
    ).format(label, ticks, words.kills_promise.format(promise=promise), Markup("").join(dots))


def _kill(imprint: Imprint, kill: KillTimed) -> tuple[Markup, str, str, Markup, str]:
    words = imprint.words.log
    said = (
        words.kill_gone.format(seconds=_seconds(imprint, kill.seconds)) if kill.seconds is not None else words.kill_open
    )
    entry = words.entry.format(entry=imprint.words.number(kill.index)) if kill.index is not None else ""
    title = imprint.titles.get(kill.section) or kill.section_title
    return (
        imprint.hours.brief(kill.received, None),
        f"/{kill.section}/{kill.id}/",
        title,
        agency_name(kill.agency),
        ", ".join(part for part in (said, entry) if part),
    )
