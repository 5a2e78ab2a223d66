"""Threads that became part of others: an address leads to the last of them, however many merges lie between."""

from nightdesk.store import dossier as dossier_table
from nightdesk.store.database import Database


def test_what_led_to_a_thread_leads_on_with_it(ledger: Database) -> None:
    with ledger.write() as connection:
        dossier_table.move(connection, "first", "second", 1)
        dossier_table.move(connection, "other", "second", 2)
        assert dossier_table.leading_to(connection, "second") == ["first", "other"]
        dossier_table.move(connection, "second", "third", 3)
    assert dossier_table.leading_to(ledger.read(), "second") == []
    assert dossier_table.leading_to(ledger.read(), "third") == ["first", "other", "second"]
    assert dossier_table.moved(ledger.read(), since=3) == [("first", "third"), ("other", "third"), ("second", "third")]


def test_a_thread_that_keeps_its_page_leads_nowhere(ledger: Database) -> None:
    with ledger.write() as connection:
        dossier_table.keep_page(connection, "parted", 1)
    assert dossier_table.leading_to(ledger.read(), "parted") == []
