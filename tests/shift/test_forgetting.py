"""After a kill or an order nothing public holds the text, its digest or a salt; that it stood there stays proven."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom import SIX, Newsroom, newsml_g2
from nightdesk.flow import Desk
from nightdesk.shift.afterwards import FOLLOWER
from nightdesk.shift.checkup import Doctor
from nightdesk.shift.leaves import salts_of
from nightdesk.store import event as event_table
from nightdesk.store import item as item_table
from nightdesk.store import leaf as leaf_table
from nightdesk.terms.story import State

TEXTS = ("The first text of the council of Example.", "The second text of the council of Example.")


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_text_digest_and_salts_of_every_version_are_gone_and_the_entries_stay(tmp_path: Path, status: str) -> None:
    room = Newsroom(tmp_path, now=SIX)
    for number, text in enumerate(TEXTS, 1):
        room.now = SIX + timedelta(minutes=number)
        room.take_in(newsml_g2("urn:a", number, f"Council agrees on number {number}", text))
    story = room.story("urn:a")
    connection = room.house.database.read()
    before = leaf_table.of_stories(connection, [story.id])[story.id]
    salts = [salts_of(leaf) for leaf in before]
    digests = [digest for _, digest in item_table.digests(connection, [leaf.item or 0 for leaf in before]).values()]
    secrets = [text for one in salts if one for text in (one.raw, one.text, one.head)] + digests + list(TEXTS)
    assert len(secrets) == 10
    told = [secret for secret in secrets if any(secret.encode() in content for content in room.public().values())]
    assert set(secrets) - set(told) <= {digests[0]}  # the old digest is punched as a tape only

    room.now = SIX + timedelta(minutes=9)
    room.take_in(newsml_g2("urn:a", 3, "Not now", "Not now.", status=status))
    for path, content in room.public().items():
        assert [secret for secret in secrets if secret.encode() in content] == [], path
        assert b"agrees on number" not in content, path
    versions = json.loads(room.public()[f"{story.section}/{story.id}/versions.json"])
    assert [leaf["index"] for leaf in versions["leaves"]][:2] == [leaf.seq for leaf in before]
    assert all((leaf["salts"], leaf["text"], leaf["proof"]) == (None, None, None) for leaf in versions["leaves"])
    assert [one.salts for one in leaf_table.of_stories(connection, [story.id])[story.id]] == [None, None, None]


def test_what_a_night_that_broke_off_left_of_a_text_taken_back_goes_though_the_story_is_shown_again(
    tmp_path: Path,
) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a", 1, text=TEXTS[0]))
    folder = room.story("urn:a").path.strip("/")
    before = room.public()
    room.now = SIX + timedelta(minutes=9)
    room.take_in(newsml_g2("urn:a", 2, text=TEXTS[0], status="withheld"))
    room.take_in(newsml_g2("urn:a", 3, text=TEXTS[1]))
    left = [f"{folder}/v1.txt", f"{folder}/v1.tlog-proof"]
    assert room.story("urn:a").state is State.PUBLISHED
    assert not set(left) & set(room.public())
    assert Doctor(room.house).look().faults == []

    for path in left:
        (room.house.public / path).write_bytes(before[path])
    found = Doctor(room.house).look().faults
    assert [fault.text.split(" is of ")[0] for fault in found] == [str(room.house.public / path) for path in left]

    room.desk.close()
    with room.house.database.write() as connection:
        event_table.move_cursor(connection, FOLLOWER, 0)
    again = Desk(room.house)
    again.wake()
    again.close()
    assert not set(left) & set(room.public())
    assert f"{folder}/v2.txt" in room.public()
