"""What was corrected is listed; what had to go is open until every surface is clear."""

from builders import MINUTE, SIX
from nightdesk.store import correction as correction_table
from nightdesk.store.correction import Corrected, Withdrawn
from nightdesk.store.database import Database

FIRST = Corrected("a", SIX, "2", "The chair is Usha.")
SECOND = Corrected("b", SIX + MINUTE, "5", "")
THIRD = Corrected("a", SIX + 2 * MINUTE, "3", "")


def test_corrections_are_listed_newest_first_and_by_story_oldest_first(ledger: Database) -> None:
    with ledger.write() as connection:
        correction_table.add(connection, [FIRST, SECOND, THIRD])
        correction_table.add(connection, [])
    assert correction_table.newest(ledger.read(), 2) == [THIRD, SECOND]
    assert correction_table.of_story(ledger.read(), "a") == [FIRST, THIRD]


def test_a_withdrawal_is_unfinished_until_its_text_is_gone_everywhere(ledger: Database) -> None:
    rows = [Withdrawn(number, "a", "urn:a", "killed", SIX, None) for number in (4, 9)]
    with ledger.write() as connection:
        correction_table.withdraw(connection, rows)
    assert correction_table.unfinished(ledger.read()) == rows
    with ledger.write() as connection:
        correction_table.mark_gone(connection, [4], SIX + MINUTE)
        correction_table.mark_gone(connection, [], SIX)
    assert correction_table.unfinished(ledger.read()) == rows[1:]
    assert [(row.event, row.gone) for row in correction_table.withdrawals(ledger.read(), 9)] == [
        (9, None),
        (4, SIX + MINUTE),
    ]
