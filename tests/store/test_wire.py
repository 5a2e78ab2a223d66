"""A wire's cursor and the moment it was last heard do not disturb each other."""

from builders import MINUTE, SIX
from nightdesk.store import wire as wire_table
from nightdesk.store.database import Database


def test_cursor_and_last_heard_are_kept_apart(ledger: Database) -> None:
    with ledger.write() as connection:
        wire_table.heard(connection, {"ews": SIX})
        wire_table.move_cursor(connection, "ews", {"etag": '"1"', "modified": "x"})
        wire_table.heard(connection, {"ews": SIX + MINUTE})
        wire_table.move_cursor(connection, "ians", {})
    assert wire_table.cursors(ledger.read()) == {"ews": {"etag": '"1"', "modified": "x"}, "ians": {}}
    assert wire_table.last_heard(ledger.read()) == {"ews": SIX + MINUTE}


def test_a_new_cursor_replaces_the_old_one_whole(ledger: Database) -> None:
    for cursor in ({"etag": "1", "page": "7"}, {"etag": "2"}):
        with ledger.write() as connection:
            wire_table.move_cursor(connection, "ews", cursor)
    assert wire_table.cursors(ledger.read()) == {"ews": {"etag": "2"}}
