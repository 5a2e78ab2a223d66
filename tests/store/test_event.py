"""Events are numbered without gaps, and each follower remembers how far it came."""

import pytest
from sqlalchemy.exc import IntegrityError

from builders import MINUTE, SIX
from nightdesk.store import event as event_table
from nightdesk.store.database import Database
from nightdesk.store.event import Event

EVENTS = [Event(1, "new", "a", SIX), Event(2, "new", "b", SIX), Event(3, "kill", "a", SIX + MINUTE)]


@pytest.fixture
def full(ledger: Database) -> Database:
    """Three things happened."""
    with ledger.write() as connection:
        event_table.add(connection, EVENTS)
    return ledger


def test_what_happened_after_a_number_is_told_in_order(full: Database) -> None:
    connection = full.read()
    assert event_table.after(connection, 1, 10) == EVENTS[1:]
    assert event_table.after(connection, 0, 2) == EVENTS[:2]
    assert event_table.of_story(connection, "a") == [EVENTS[0], EVENTS[2]]
    assert event_table.newest(connection) == 3
    assert event_table.last_at(connection) == SIX + MINUTE
    assert event_table.moments(connection, "new") == [SIX]


def test_a_number_is_given_once(full: Database) -> None:
    def again() -> None:
        with full.write() as connection:
            event_table.add(connection, [EVENTS[0]])

    with pytest.raises(IntegrityError):
        again()


def test_before_the_first_event_there_is_nothing(ledger: Database) -> None:
    connection = ledger.read()
    assert (event_table.newest(connection), event_table.last_at(connection)) == (0, None)
    assert event_table.cursor(connection, "pages") == 0


def test_each_follower_has_a_cursor_of_its_own(full: Database) -> None:
    for follower, seq in (("pages", 1), ("told", 2), ("pages", 3)):
        with full.write() as connection:
            event_table.move_cursor(connection, follower, seq)
    assert [event_table.cursor(full.read(), name) for name in ("pages", "told", "other")] == [3, 2, 0]
