"""Every arrival is kept as it came, and never changed."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import MINUTE, SIX
from nightdesk.store import delivery as delivery_table
from nightdesk.store.database import Database
from store.rows import a_delivery


@given(contents=st.lists(st.binary(max_size=2000), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_bytes_come_back_as_they_came_in_order(ledger: Database, contents: list[bytes]) -> None:
    sent = [a_delivery(content, name=f"{number}.xml") for number, content in enumerate(contents)]
    with ledger.write() as connection:
        ids = delivery_table.add(connection, sent, [False] * len(sent))
    assert ids == sorted(ids)
    kept = delivery_table.get(ledger.read(), ids)
    assert [kept[id_] for id_ in ids] == sent


def test_ids_rise_and_are_never_given_twice(ledger: Database) -> None:
    ids = []
    for _ in range(3):
        with ledger.write() as connection:
            ids += delivery_table.add(connection, [a_delivery(), a_delivery()], [False, True])
    assert ids == [1, 2, 3, 4, 5, 6]


def test_the_same_bytes_twice_are_two_arrivals(ledger: Database) -> None:
    with ledger.write() as connection:
        delivery_table.add(connection, [a_delivery(name="a.xml"), a_delivery(name="b.xml")], [False, False])
    found = delivery_table.filed_by_seal(ledger.read(), a_delivery().seal)
    assert [one.name for one in found] == ["a.xml", "b.xml"]
    assert {one.size_bytes for one in found} == {len(a_delivery().content)}


def test_an_id_used_once_is_known_for_that_wire_alone(ledger: Database) -> None:
    with ledger.write() as connection:
        id_ = delivery_table.add(connection, [a_delivery()], [False])[0]
        delivery_table.mark_once(connection, "ews", "push-1", id_)
    seen = delivery_table.seen_once(ledger.read(), "ews", "push-1")
    assert seen is not None
    assert (seen.delivery, seen.seal, seen.repeat) == (id_, a_delivery().seal, True)
    assert delivery_table.seen_once(ledger.read(), "ians", "push-1") is None
    assert delivery_table.seen_once(ledger.read(), "ews", "push-2") is None


def test_a_sender_without_ids_is_never_a_repeat(ledger: Database) -> None:
    with ledger.write() as connection:
        id_ = delivery_table.add(connection, [a_delivery()], [False])[0]
        delivery_table.mark_once(connection, "ews", "", id_)
    assert delivery_table.seen_once(ledger.read(), "ews", "") is None


def test_lists_are_without_bytes_and_in_order_of_arrival(ledger: Database) -> None:
    with ledger.write() as connection:
        delivery_table.add(
            connection,
            [a_delivery(transport="desk"), a_delivery(received=SIX + MINUTE), a_delivery(transport="desk")],
            [False, True, False],
        )
    connection = ledger.read()
    assert [one.id for one in delivery_table.filed(connection, [3, 1])] == [1, 3]
    assert [one.id for one in delivery_table.filed_by_transport(connection, "desk")] == [1, 3]
    assert [one.id for one in delivery_table.filed_at(connection, SIX + MINUTE)] == [2]
    assert list(delivery_table.page_of_ids(connection, 1, 1)) == [2]
    assert delivery_table.urgent(connection, [1, 2, 3]) == {2}
    assert delivery_table.count(connection) == 3
