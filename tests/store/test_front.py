"""A story keeps its position on a front for good; what is taken off is told apart from what only moved."""

from builders import MINUTE, SIX
from nightdesk.store import front as front_table
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from store.rows import a_card, a_record

A, B, C = (a_record(guid) for guid in ("a", "b", "c"))


def on(ledger: Database, *places: tuple[str, str]) -> None:
    """(front, story id): they stand there."""
    with ledger.write() as connection:
        front_table.place(connection, [(front, front.title(), story) for front, story in places])


def shown(ledger: Database, front: str) -> list[tuple[int, str]]:
    """Positions and ids as the front lists them."""
    return [(one.position, one.card.id) for one in front_table.cards(ledger.read(), front, 0, 99)]


def with_cards(ledger: Database) -> None:
    """All three stories may be seen."""
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(one, a_card(one)) for one in (A, B, C)])


def test_positions_count_up_on_each_front_alone(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("city/pune", B.id))
    on(ledger, ("latest", B.id), ("latest", C.id))
    assert shown(ledger, "latest") == [(3, C.id), (2, B.id), (1, A.id)]
    assert shown(ledger, "city/pune") == [(1, B.id)]
    assert front_table.last_position(ledger.read(), "latest") == 3
    assert front_table.last_position(ledger.read(), "city/mumbai") == 0
    assert front_table.all_fronts(ledger.read()) == [("city/pune", "City/Pune", 1), ("latest", "Latest", 3)]


def test_a_story_that_comes_back_has_its_old_position(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("latest", B.id))
    with ledger.write() as connection:
        front_table.close(connection, [(A.id, 7)])
    assert shown(ledger, "latest") == [(2, B.id)]
    assert front_table.gone(ledger.read(), "latest", 9) == [A.id]
    on(ledger, ("latest", A.id))
    assert shown(ledger, "latest") == [(2, B.id), (1, A.id)]
    assert front_table.gone(ledger.read(), "latest", 9) == []


def test_a_kill_takes_it_off_every_front_and_the_last_gone_is_first(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("latest", B.id), ("city/pune", A.id))
    with ledger.write() as connection:
        front_table.close(connection, [(B.id, 8), (A.id, 9)])
    assert front_table.open_count(ledger.read()) == 0
    assert front_table.gone(ledger.read(), "latest", 9) == [A.id, B.id]
    assert front_table.gone(ledger.read(), "latest", 1) == [A.id]


def test_a_story_that_moved_to_another_front_is_not_gone(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("city/pune", A.id))
    with ledger.write() as connection:
        front_table.leave(connection, [(A.id, "city/pune")])
    assert shown(ledger, "city/pune") == []
    assert front_table.gone(ledger.read(), "city/pune", 9) == []
    assert front_table.open_fronts(ledger.read(), [A.id]) == {A.id: {"latest"}}
    assert front_table.fronts_of(ledger.read(), [A.id]) == [("city/pune", 1, A.id), ("latest", 1, A.id)]


def test_only_stories_that_may_be_seen_are_listed(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("latest", B.id))
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(A, None)])
    assert shown(ledger, "latest") == [(2, B.id)]


def test_a_page_of_a_front_is_cut_by_position(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("latest", B.id), ("latest", C.id))
    cut = front_table.cards(ledger.read(), "latest", 1, 2)
    assert [one.position for one in cut] == [2]


def test_each_sitemap_file_has_the_moment_it_last_changed(ledger: Database) -> None:
    for at in (SIX, SIX + MINUTE):
        with ledger.write() as connection:
            front_table.put_shards(connection, [(1, SIX), (2, at)])
    assert front_table.shards(ledger.read()) == [SIX, SIX + MINUTE]


def test_the_newest_are_as_many_whatever_has_left_in_between(ledger: Database) -> None:
    with_cards(ledger)
    on(ledger, ("latest", A.id), ("latest", B.id), ("latest", C.id))
    assert [one.card.id for one in front_table.newest(ledger.read(), "latest", 2)] == [C.id, B.id]
    with ledger.write() as connection:
        front_table.close(connection, [(C.id, 7)])
    assert [one.card.id for one in front_table.newest(ledger.read(), "latest", 2)] == [B.id, A.id]
