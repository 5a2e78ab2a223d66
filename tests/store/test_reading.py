"""What waits is what has no reading; a kill is read before what waits longer; nothing is counted twice."""

from builders import SIX
from nightdesk.store import decision as decision_table
from nightdesk.store import delivery as delivery_table
from nightdesk.store import reading as reading_table
from nightdesk.store.database import Database
from nightdesk.terms.spike import Spike
from store.rows import a_decided, a_delivery, a_read


def keep(ledger: Database, *urgent: bool) -> list[int]:
    """Deliveries, some of which may be kills."""
    with ledger.write() as connection:
        return delivery_table.add(connection, [a_delivery() for _ in urgent], urgent)


def read(ledger: Database, *rows: reading_table.Read) -> None:
    """They have been read."""
    with ledger.write() as connection:
        reading_table.add(connection, rows)


def test_what_may_be_a_kill_is_read_first_and_the_rest_in_order(ledger: Database) -> None:
    keep(ledger, False, True, False, True, False)
    assert reading_table.unread(ledger.read(), 0, 10) == [2, 4, 1, 3, 5]
    assert reading_table.unread(ledger.read(), 0, 3) == [2, 4, 1]
    read(ledger, a_read(2), a_read(1))
    assert reading_table.unread(ledger.read(), 0, 10) == [4, 3, 5]


def test_no_more_is_taken_than_may_be_in_hand_at_a_time_but_one_in_any_case(ledger: Database) -> None:
    keep(ledger, False, False, False)
    size = len(a_delivery().content)
    taken = [reading_table.unread(ledger.read(), 0, 10, size * share) for share in (0.5, 1, 1.9, 2, 3)]
    assert taken == [[1], [1], [1], [1, 2], [1, 2, 3]]


def test_the_low_water_never_passes_what_waits(ledger: Database) -> None:
    keep(ledger, False, True, False)
    assert reading_table.low_water(ledger.read()) == 0
    read(ledger, a_read(1), a_read(3))
    assert reading_table.low_water(ledger.read()) == 1
    assert reading_table.unread(ledger.read(), 1, 10) == [2]
    read(ledger, a_read(2))
    assert reading_table.low_water(ledger.read(), 1) == 3


def test_a_spike_comes_back_whole_and_newest_first(ledger: Database) -> None:
    keep(ledger, False, False, False)
    spike = Spike("truncated", "the document ends early", "line 5")
    read(ledger, a_read(1, spike=spike, entries=0), a_read(2), a_read(3, spike=spike, entries=0))
    assert [one.delivery for one in reading_table.spiked(ledger.read(), 10)] == [3, 1]
    one = reading_table.get(ledger.read(), 1)
    assert one == a_read(1, spike=spike, entries=0)
    assert reading_table.get(ledger.read(), 2) == a_read(2)
    assert reading_table.get(ledger.read(), 9) is None


def test_a_replay_makes_it_unread_again(ledger: Database) -> None:
    keep(ledger, False)
    read(ledger, a_read(1))
    with ledger.write() as connection:
        reading_table.remove(connection, 1)
    assert reading_table.unread(ledger.read(), 0, 10) == [1]


def test_the_counts_are_of_items_and_of_what_waits(ledger: Database) -> None:
    keep(ledger, False, False, False)
    read(ledger, a_read(1, entries=3), a_read(2, entries=2))
    assert (reading_table.entries(ledger.read()), reading_table.waiting(ledger.read())) == (5, 1)


def test_a_delivery_whose_items_and_decisions_disagree_is_found(ledger: Database) -> None:
    keep(ledger, *[False] * 5)
    read(ledger, a_read(1, entries=2), a_read(2), a_read(3), a_read(4, entries=0))
    with ledger.write() as connection:
        decision_table.add(
            connection,
            [a_decided(1, 0), a_decided(1, 1), a_decided(1, 1, cause="time"), a_decided(3, 0), a_decided(3, 0)],
        )
    found = reading_table.miscounts(ledger.read(), 10)
    assert [(one.delivery, one.entries, one.decided) for one in found] == [(2, 1, 0), (3, 1, 2)]


def test_orphans_are_found_on_either_side(ledger: Database) -> None:
    keep(ledger, False)
    read(ledger, a_read(7))
    with ledger.write() as connection:
        decision_table.add(connection, [a_decided(1)])
    assert reading_table.without_delivery(ledger.read(), 10) == [7]
    assert reading_table.decided_unread(ledger.read(), 10) == [1]


def test_how_long_each_took_is_known(ledger: Database) -> None:
    keep(ledger, True)
    read(ledger, a_read(1))
    one = reading_table.carried(ledger.read())[0]
    assert (one.delivery, one.received, one.at) == (1, SIX, SIX)
