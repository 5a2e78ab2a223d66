"""The values the page of the log is made from: counts of a day, kills of thirty, corrections since midnight."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from ..edition.log_page import hours_end, log_page
from ..store import correction as correction_table
from ..store import decision as decision_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..terms.decision import Outcome
from ..terms.log_page import HOURS, KillTimed, LiveHour, LogPage, OutcomeCount, WireDay
from ..terms.page import Page
from ..terms.story import Correction
from .house import House
from .proof_shown import shown_checkpoint

_Decided = tuple[str, datetime, str, datetime]
_SHOWN = ("published", "updated", "corrected")
_KILL_DAYS = 30
_MOST_KILLS = 500
_MOST_CORRECTIONS = 200


def log_pages(house: House, connection: Connection) -> list[Page]:
    """`/log/` for people, as of the last checkpoint: a rebuild at any later time makes the same bytes."""
    signed = leaf_table.last_signed(connection)
    if signed is None:
        return []
    now = signed.at
    begin = hours_end(house.site, now) - timedelta(hours=HOURS)
    rows = decision_table.between(connection, begin, now)
    shown = LogPage(
        now=now,
        checkpoint=shown_checkpoint(signed),
        wires=_wires(house, rows, now),
        live=_live(house, rows, now),
        kills=_kills(connection, now),
        corrections=_corrections(house, connection, now),
    )
    return [log_page(house.site, shown)]


def _wires(house: House, rows: Sequence[_Decided], now: datetime) -> tuple[WireDay, ...]:
    end = hours_end(house.site, now)
    begin = end - timedelta(hours=HOURS)
    hours: dict[str, list[int]] = {}
    outcomes: dict[str, Counter[str]] = {}
    for wire, received, outcome, _ in rows:
        if begin <= received < end:
            hours.setdefault(wire, [0] * HOURS)[int((received - begin).total_seconds() // 3600)] += 1
            outcomes.setdefault(wire, Counter())[outcome] += 1
    return tuple(
        WireDay(
            wire=wire,
            received=tuple(hours[wire]),
            outcomes=tuple(OutcomeCount(Outcome(name), count) for name, count in sorted(outcomes[wire].items())),
        )
        for wire in sorted(hours)
    )


def _live(house: House, rows: Sequence[_Decided], now: datetime) -> tuple[LiveHour, ...]:
    """How long stories took from their arrival to the commit after which they are shown, hour by hour."""
    begin = hours_end(house.site, now) - timedelta(hours=HOURS)
    hours: dict[int, list[float]] = {}
    for _, received, outcome, at in rows:
        if outcome in _SHOWN:
            hours.setdefault(int((at - begin).total_seconds() // 3600), []).append((at - received).total_seconds())
    return tuple(
        LiveHour(begin + timedelta(hours=hour), _within(0.5, took), _within(0.95, took))
        for hour, took in sorted(hours.items())
    )


def _within(share: float, took: list[float]) -> float:
    """The seconds within which that share of them was done, in full tenths: the page prints no less."""
    return max(1, math.ceil(sorted(took)[math.ceil(share * len(took)) - 1] * 10)) / 10


def _kills(connection: Connection, now: datetime) -> tuple[KillTimed, ...]:
    since = now - timedelta(days=_KILL_DAYS)
    rows = [
        row
        for row in correction_table.withdrawals(connection, _MOST_KILLS)
        if row.kind == "killed" and row.received >= since
    ]
    filed = story_table.get(connection, list({row.story for row in rows})) if rows else {}
    stories = {id_: one.record for id_, one in filed.items()}
    return tuple(
        KillTimed(
            id=row.story,
            section=stories[row.story].section,
            section_title=stories[row.story].section_title,
            agency=stories[row.story].agency,
            received=row.received,
            seconds=max(0.0, (row.gone - row.received).total_seconds()) if row.gone else None,
            index=stories[row.story].last_leaf,
        )
        for row in rows
        if row.story in stories
    )


def _corrections(house: House, connection: Connection, now: datetime) -> tuple[Correction, ...]:
    zone = ZoneInfo(house.site.zone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    rows = [row for row in correction_table.newest(connection, _MOST_CORRECTIONS) if row.shown >= midnight]
    filed = story_table.get(connection, list({row.story for row in rows})) if rows else {}
    return tuple(
        Correction(story=card, shown=row.shown, version=row.version, note=row.note)
        for row in rows
        if row.story in filed and (card := filed[row.story].card) is not None
    )
