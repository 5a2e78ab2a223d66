"""`/log/`: the public log for people. Headings say the finding; every chart has its numbers in words beside it."""

from datetime import date, datetime, timedelta

from markupsafe import Markup, escape

from ..terms.decision import Outcome
from ..terms.log_page import HOURS, KILL_PROMISE_SECONDS, KillTimed, LogPage, WireDay
from ..terms.page import Page
from ..terms.site import Site
from .charts import hour_bars, kill_dots, live_lines
from .imprint import Imprint, imprint_of
from .lines import agency_name
from .press import printed
from .tape import tape

_MOST_LISTED = 40


def hours_end(site: Site, now: datetime) -> datetime:
    """Where the last of the hours that the page counts ends: with the hour of the site's clock."""
    return imprint_of(site).hours.hour_ends(now)


def log_page(site: Site, log: LogPage) -> Page:
    """The page, as of `log.now`."""
    imprint = imprint_of(site)
    words, hours, number = imprint.words.log, imprint.hours, imprint.words.number
    checkpoint = log.checkpoint
    outcomes = [one for one in Outcome if any(count.outcome is one for wire in log.wires for count in wire.outcomes)]
    left = _left(log)
    most = max((count for wire in log.wires for count in wire.received), default=1) or 1
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
        outcomes=[
            *(getattr(words, f"outcome_{one.value}") for one in outcomes),
            *([words.column_open] if left else []),
        ],
        wires=[_wire(imprint, one, outcomes, most, with_open=bool(left)) for one in log.wires],
        totals=_totals(imprint, log, outcomes, left),
        kills_head=_kills_head(imprint, log),
        kills_chart=_kills_chart(imprint, log.kills),
        kills=[_kill(imprint, one, hours.today(log.now)) for one in log.kills[:_MOST_LISTED]],
        live=_live(imprint, log),
        corrections=[
            (
                hours.brief(one.shown, hours.today(log.now), seconds=True),
                one.story.path,
                one.story.headline,
                imprint.in_language(one.story.language),
                agency_name(one.story.agency),
                imprint.words.correction_version.format(version=imprint.words.in_digits(one.version)),
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


def _left(log: LogPage) -> int:
    """How many items have not come to an end."""
    return sum(_received(wire) - _ended(wire) for wire in log.wires)


def _day_head(imprint: Imprint, log: LogPage) -> str:
    say, number = imprint.words.log, imprint.words.number
    count, left = sum(_received(wire) for wire in log.wires), _left(log)
    if not count:
        return say.day_none
    return say.day_open.format(count=number(count), open=number(left)) if left else say.day.format(count=number(count))


def _hours_head(imprint: Imprint, log: LogPage) -> Markup:
    hours = imprint.hours
    end = hours.hour_ends(log.now)
    return Markup(escape(imprint.words.log.column_hours)).format(
        start=hours.bare_clock(end - timedelta(hours=HOURS)), end=hours.bare_clock(end)
    )


def _wire(
    imprint: Imprint, wire: WireDay, outcomes: list[Outcome], most: int, *, with_open: bool
) -> tuple[Markup, str, Markup, list[str]]:
    number = imprint.words.number
    counts = {one.outcome: one.count for one in wire.outcomes}
    label = imprint.words.log.hours_chart.format(
        wire=wire.wire, count=number(_received(wire)), least=number(min(wire.received)), most=number(max(wire.received))
    )
    ends = [number(counts.get(one, 0)) for one in outcomes]
    if with_open:
        ends.append(number(_received(wire) - _ended(wire)))
    return agency_name(wire.wire), number(_received(wire)), hour_bars(wire.received, most, label), ends


def _totals(imprint: Imprint, log: LogPage, outcomes: list[Outcome], left: int) -> tuple[str, list[str]]:
    number = imprint.words.number
    sums = [
        sum(count.count for wire in log.wires for count in wire.outcomes if count.outcome is one) for one in outcomes
    ]
    if left:
        sums.append(left)
    return number(sum(_received(wire) for wire in log.wires)), [number(one) for one in sums]


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
    taken = [kill.seconds for kill in kills if kill.seconds is not None]
    if not taken:
        return Markup()
    label = imprint.words.log.kills_chart.format(
        count=imprint.words.number(len(taken)),
        least=_seconds(imprint, min(taken)),
        most=_seconds(imprint, max(taken)),
        promise=imprint.words.in_digits(f"{KILL_PROMISE_SECONDS:.0f}"),
    )
    return kill_dots(imprint, taken, label)


def _live(imprint: Imprint, log: LogPage) -> tuple[str, Markup, Markup] | None:
    """Heading, chart and sentence on how long stories took; None where nobody measured it."""
    if not log.live:
        return None
    say, clock = imprint.words.log, imprint.hours.bare_clock
    half = sorted(hour.p50 for hour in log.live)[len(log.live) // 2]
    most = sorted(hour.p95 for hour in log.live)[len(log.live) // 2]
    worst = max(log.live, key=lambda hour: hour.p95)
    label = say.live_chart.format(
        half=_seconds(imprint, half),
        most=_seconds(imprint, most),
        worst=_seconds(imprint, worst.p95),
        hour=clock(worst.at),
    )
    return (
        say.live.format(seconds=_seconds(imprint, half)),
        live_lines(imprint, log.live, imprint.hours.hour_ends(log.now), label),
        escape(say.live_more.format(seconds=_seconds(imprint, worst.p95), hour=clock(worst.at))),
    )


def _kill(imprint: Imprint, kill: KillTimed, today: date) -> tuple[Markup, str, str, Markup, str]:
    say = imprint.words.log
    gone = say.kill_open if kill.seconds is None else say.kill_gone.format(seconds=_seconds(imprint, kill.seconds))
    entry = "" if kill.index is None else say.entry.format(entry=imprint.words.number(kill.index))
    return (
        imprint.hours.brief(kill.received, today),
        f"/{kill.section}/{kill.id}/",
        imprint.words.withdrawn_line.format(section=imprint.titles.get(kill.section) or kill.section_title),
        agency_name(kill.agency),
        f"{gone}{say.stop} {entry}{say.stop}" if entry else gone,
    )
