"""A day of wire by the sample agencies, every format, transport and event, played in order through the whole house."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from fakes.played_day import PlayedDay
from nightdesk.store import decision, item, reading, story
from nightdesk.terms.story import State


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlayedDay]:
    day = PlayedDay(tmp_path_factory.mktemp("day") / "site")
    yield day
    day.close()


def test_every_sending_ends_as_its_sender_expects(played: PlayedDay) -> None:
    wrong = [
        (sending.name, sending.expect, outcomes)
        for sending, outcomes in zip(played.plan, played.outcomes, strict=True)
        if sending.expect not in outcomes
    ]
    assert wrong == []


def test_no_sentence_of_a_killed_story_stands_in_any_public_file(played: PlayedDay) -> None:
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


def test_every_entry_of_every_delivery_has_one_outcome(played: PlayedDay) -> None:
    connection = played.house.database.read()
    assert reading.entries(connection) == decision.entries_decided(connection)
    assert reading.waiting(connection) == 0


def _texts(played: PlayedDay, item_id: int) -> tuple[str, ...]:
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
        yield data.decode("utf-8", "replace")  # the hashes of a tile are no text
