"""A revision comes back as it was read, and is kept once."""

import pytest
from sqlalchemy.exc import IntegrityError

from builders import MINUTE, SIX, an_item
from nightdesk.store import item as item_table
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.terms.item import ItemType, Link, Note, Place, PubStatus, Rendition, Repair, Subject
from nightdesk.terms.signal import Signal
from store.rows import a_filed, a_record

FULL = an_item(
    version=3,
    type=ItemType.PICTURE,
    first_created=SIX,
    sent=SIX + MINUTE,
    embargo=SIX,
    expires=SIX + MINUTE,
    status=PubStatus.WITHHELD,
    text=("It rained – “hard”.", "é, ﬁ, \N{SOFT HYPHEN}, 😀, क्‍ष"),
    repairs=(Repair("html-entities", "at 3"),),
    notes_private=(Note("editor", "HOLD"),),
    signals=(Signal.CORRECTION,),
    subjects=(Subject("medtop", "20000056", "war"),),
    places=(Place("Pune", "dateline", "IN"),),
    links=(Link("seeAlso", "urn:ews:2", 4),),
    renditions=(Rendition("https://ews.example/1.jpg", width=300),),
)


def test_an_item_comes_back_field_by_field(ledger: Database) -> None:
    filed = a_filed(1, FULL)
    with ledger.write() as connection:
        item_table.add(connection, [filed])
    assert item_table.get(ledger.read(), [1]) == {1: filed}


def test_the_revisions_of_a_story_are_known_in_order_without_their_text(ledger: Database) -> None:
    rows = [a_filed(1), a_filed(2, an_item(version=2)), a_filed(3, an_item(guid="urn:ews:other"))]
    with ledger.write() as connection:
        item_table.add(connection, rows)
    found = item_table.revisions(ledger.read(), [rows[0].story])
    assert [(one.id, one.revision, one.rank, one.digest) for one in found] == [
        (row.id, row.revision, row.rank, row.digest) for row in rows[:2]
    ]
    assert item_table.newest_id(ledger.read()) == 3


def test_a_story_has_each_revision_once(ledger: Database) -> None:
    def twice() -> None:
        with ledger.write() as connection:
            item_table.add(connection, [a_filed(1), a_filed(2)])

    with pytest.raises(IntegrityError):
        twice()
    assert item_table.newest_id(ledger.read()) == 0


def test_a_revision_without_its_story_is_found(ledger: Database) -> None:
    with ledger.write() as connection:
        item_table.add(connection, [a_filed(1), a_filed(2, an_item(guid="urn:ews:lost"))])
        story_table.put(connection, [story_table.Filed(a_record(), None)])
    assert item_table.without_story(ledger.read(), 10) == [(2, a_filed(2, an_item(guid="urn:ews:lost")).story)]
    assert item_table.digests(ledger.read(), [1]) == {1: (a_filed(1).story, a_filed(1).digest)}
