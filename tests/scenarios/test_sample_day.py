"""A day of wire by the sample agencies, every format, transport and event, played in order through the whole house."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from nightdesk import demo_day
from nightdesk.flow import Desk
from nightdesk.shift.house import House, open_house
from nightdesk.shift.keeper import keep_now
from nightdesk.store import decision, item, reading, story
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.story import State
from nightdesk_sample.day import a_day
from nightdesk_sample.sending import Sending

UNSEEN = "unseen"
"""What a transport itself drops never reaches the desk: tests of the transports look at those."""


class Played:
    """The house after the day, with how each sending ended."""

    def __init__(self, home: Path) -> None:
        self.plan = [sending for sending in a_day() if sending.expect != UNSEEN]
        self.now = self.plan[0].at
        demo_day.fresh_site(home, "http://127.0.0.1:9", "http://127.0.0.1:8080")
        self.house: House = open_house(home, self._clock, create=True)
        self.desk = Desk(self.house)
        self.desk.wake()
        self.outcomes = [self._play(sending) for sending in self.plan]
        self.desk.close()

    def _clock(self) -> datetime:
        return self.now.astimezone(UTC)

    def _play(self, sending: Sending) -> list[str]:
        self.now = max(self.now, sending.at)
        arrival = Arrival(wire=sending.wire, name=sending.name, content=sending.content, transport=sending.transport)
        kept = keep_now(self.house, [arrival])[0]
        while self.desk.step():
            pass
        connection = self.house.database.read()
        read = reading.get(connection, kept.delivery)
        assert read is not None
        if read.spike:
            return ["spiked"]
        decided = decision.of_delivery(connection, kept.delivery)
        stories = story.get(connection, [one.story for one in decided])
        return [
            one.outcome.value
            for one in decided
            if one.outcome.value == "spiked" or stories[one.story].record.guid == sending.guid
        ]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    day = Played(tmp_path_factory.mktemp("day") / "site")
    yield day
    day.house.database.close()


def test_every_sending_ends_as_its_sender_expects(played: Played) -> None:
    wrong = [
        (sending.name, sending.expect, outcomes)
        for sending, outcomes in zip(played.plan, played.outcomes, strict=True)
        if sending.expect not in outcomes
    ]
    assert wrong == []


def test_no_sentence_of_a_killed_story_stands_in_any_public_file(played: Played) -> None:
    connection = played.house.database.read()
    killed = story.in_state(connection, State.KILLED)
    live = {
        block
        for chunk in [story.in_state(connection, State.PUBLISHED)]
        for filed in item.get(connection, [one.record.shown_item or 0 for one in chunk]).values()
        for block in (filed.item.headline, *filed.item.body.blocks)
    }
    shown = [one for one in killed if one.record.first_shown is not None]
    assert len(shown) >= 3
    words = {
        block
        for one in shown
        for revision in item.revisions(connection, [one.record.id])
        for block in _texts(played, revision.id)
        if len(block) > 30 and block not in live
    }
    everything = "\n".join(_public_texts(played.house.public))
    assert [block for block in words if block in everything] == []


def test_every_entry_of_every_delivery_has_one_outcome(played: Played) -> None:
    connection = played.house.database.read()
    assert reading.entries(connection) == decision.entries_decided(connection)
    assert reading.waiting(connection) == 0


def _texts(played: Played, item_id: int) -> tuple[str, ...]:
    found = item.get(played.house.database.read(), [item_id])[item_id].item
    return (found.headline, *found.body.blocks)


def _public_texts(public: Path) -> Iterator[str]:
    for file in public.rglob("*"):
        if not file.is_file() or file.suffix in {".woff2", ".png"}:
            continue
        data = file.read_bytes()
        if file.suffix == ".br":
            data = brotli.decompress(data)
        if file.suffix == ".gz":
            data = gzip.decompress(data)
        yield data.decode()
