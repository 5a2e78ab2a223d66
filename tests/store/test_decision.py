"""Every item ends in exactly one outcome: the last decision over it counts, and none is ever lost."""

from builders import MINUTE, SIX
from nightdesk.store import decision as decision_table
from nightdesk.store.database import Database
from nightdesk.terms.decision import Outcome, Reason
from store.rows import a_decided


def add(ledger: Database, *rows: decision_table.Decided) -> None:
    """Decided in this order."""
    with ledger.write() as connection:
        decision_table.add(connection, rows)


def test_the_last_decision_over_an_item_counts(ledger: Database) -> None:
    add(
        ledger,
        a_decided(1, 0, Outcome.HELD),
        a_decided(1, 1, Outcome.PUBLISHED),
        a_decided(2, 0, Outcome.HELD),
        a_decided(1, 0, Outcome.PUBLISHED, cause="time"),
    )
    assert decision_table.outcomes(ledger.read()) == {"held": 1, "published": 2}
    assert decision_table.entries_decided(ledger.read()) == 3


def test_a_storys_decisions_are_in_the_order_in_which_they_were_made(ledger: Database) -> None:
    rows = [
        a_decided(2, 0, Outcome.HELD, item=7, reasons=(Reason("embargo", "until six"), Reason("gap", "version 2"))),
        a_decided(1, 0, Outcome.HISTORY),
        a_decided(9, 0, story="another"),
    ]
    add(ledger, *rows)
    assert decision_table.of_story(ledger.read(), "story") == rows[:2]


def test_a_deliverys_decisions_are_in_the_order_of_its_items(ledger: Database) -> None:
    add(ledger, a_decided(1, 1), a_decided(1, 0, Outcome.HELD), a_decided(1, 0, cause="time"), a_decided(2, 0))
    found = decision_table.of_delivery(ledger.read(), 1)
    assert [(one.entry, one.outcome, one.cause) for one in found] == [
        (0, Outcome.HELD, "delivery"),
        (0, Outcome.PUBLISHED, "time"),
        (1, Outcome.PUBLISHED, "delivery"),
    ]


def test_the_moments_at_which_time_was_acted_on_are_known(ledger: Database) -> None:
    later = SIX + MINUTE
    add(ledger, a_decided(1, at=later, cause="time"), a_decided(2, at=later, cause="time"), a_decided(3))
    assert decision_table.time_moments(ledger.read()) == [later]
