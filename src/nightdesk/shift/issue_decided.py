"""What an issue of the e-paper holds is decided once, when its cut-off has passed, and kept with every reason."""

from collections.abc import Generator
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection

from .. import log
from ..epaper.budget import plan
from ..store import correction as correction_table
from ..store import event as event_table
from ..store import issue as issue_table
from ..store import issue_story as held_table
from ..store import leaf as leaf_table
from ..store import story as story_table
from ..store.issue import Key
from ..terms.issue import PaperCorrection
from ..terms.site import Edition
from .cut_off import cut_off_of
from .house import House
from .issue_shown import candidates

Deciding = Generator[None, None, issue_table.Decided | None]
_FIRST_HOURS = 24
_MOST_HOURS = 72
"""An issue goes back to the cut-off before it, but for no longer than this."""


def decide(house: House, edition: Edition, day: date) -> Deciding:
    """Choose what an issue holds, some stories at a time, and keep it; None where there is nothing for it."""
    connection = house.database.read()
    key, until = (edition.slug, day), cut_off_of(house.site, edition, day)
    earlier = issue_table.before(connection, key)
    since = max(earlier.cut_off, until - timedelta(hours=_MOST_HOURS)) if earlier else None
    since = since or until - timedelta(hours=_FIRST_HOURS)
    held, left_out = yield from candidates(house, connection, since, until)
    if not held:
        return None
    budget = plan([one.facts for one in held], edition, cut_off=until)
    if not budget.ranked:
        return None
    budget = msgspec.structs.replace(budget, left_out=(*budget.left_out, *left_out))
    signed = leaf_table.last_signed(connection)
    with house.database.write() as writing:
        if issue_table.get(writing, key) is not None:
            return None  # another process was quicker
        decided = issue_table.Decided(
            edition=edition.slug,
            date=day,
            number=issue_table.newest_number(writing, edition.slug) + 1,
            cut_off=until,
            decided=house.clock(),
            paper=edition,
            budget=budget,
            corrections=_corrections(writing, key, since, until),
            size=signed.size if signed else 0,
            note=signed.note.decode() if signed else "",
        )
        issue_table.add(writing, decided, event_table.newest(writing))
        ranked = {one.story for one in budget.ranked}
        printed = [one for one in held if one.facts.id in ranked]
        held_table.add(writing, key, printed, [one.story for one in decided.corrections])
    log.event("issue-decided", edition=edition.slug, date=day, stories=len(printed), left_out=len(budget.left_out))
    return decided


def _corrections(connection: Connection, key: Key, since: datetime, until: datetime) -> tuple[PaperCorrection, ...]:
    """The corrections since the issue before, of stories that an earlier issue of the edition printed."""
    rows = correction_table.shown_between(connection, since, until)
    stories = list(dict.fromkeys(row.story for row in rows))
    places = {
        place.story: place  # the last one: they come in the order of the days
        for place in held_table.holding(connection, stories)
        if place.edition == key[0] and place.date < key[1] and place.page is not None
    }
    filed = story_table.get(connection, list(places)) if places else {}
    return tuple(
        PaperCorrection(
            story=row.story,
            path=card.path,
            headline=card.headline,
            language=card.language,
            agency=card.agency,
            shown=row.shown,
            printed=places[row.story].date,
            page=places[row.story].page or 0,
            note=row.note,
        )
        for row in rows
        if row.story in filed and (card := filed[row.story].card) is not None
    )
