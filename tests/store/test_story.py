"""Where each story stands, found by id, by guid, by provider and by what is due."""

from builders import MINUTE, SIX, TICK
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.terms.record import CorrectionShown, StoryRecord
from nightdesk.terms.story import Card, Reach, State
from store.rows import a_card, a_filed, a_record


def put(ledger: Database, *records: StoryRecord, cards: bool = False) -> None:
    """They stand so."""
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(one, a_card(one) if cards else None) for one in records])


def test_a_story_comes_back_field_by_field_with_its_card(ledger: Database) -> None:
    record = a_record(
        kills=(a_filed().rank,),
        waiting_rank=a_filed().rank,
        reaches=(Reach("city", "pune", "Pune", "dateline"),),
        corrections=(CorrectionShown(SIX, "2", "note"),),
        expires=SIX + MINUTE,
    )
    put(ledger, record, cards=True)
    filed = story_table.get(ledger.read(), [record.id, "nobody"])
    assert filed == {record.id: story_table.Filed(record, a_card(record))}
    assert isinstance(filed[record.id].card, Card)


def test_putting_it_again_replaces_it(ledger: Database) -> None:
    put(ledger, a_record())
    put(ledger, a_record(state=State.KILLED))
    assert story_table.counts(ledger.read()) == {"killed": 1}


def test_one_guid_of_two_providers_is_two_stories(ledger: Database) -> None:
    put(ledger, a_record(), a_record(provider="ians", id="other"))
    assert len(story_table.by_guid(ledger.read(), "urn:ews:council")) == 2


def test_what_is_due_comes_at_its_instant_the_longest_due_first(ledger: Database) -> None:
    held = {"state": State.HELD, "waiting_item": 1, "waiting_rule": "embargo"}
    put(
        ledger,
        a_record("a", **held, waiting_until=SIX + MINUTE),
        a_record("b", **held, waiting_until=SIX),
        a_record("c", expires=SIX - MINUTE),
        a_record("d", state=State.KILLED, waiting_until=SIX, expires=SIX),
        a_record("e"),
    )
    connection = ledger.read()
    assert [one.record.guid for one in story_table.due(connection, SIX, 10)] == ["c", "b"]
    assert [one.record.guid for one in story_table.due(connection, SIX - TICK, 10)] == ["c"]
    assert story_table.due_count(connection, SIX + MINUTE) == 3
    assert story_table.next_due(connection) == SIX - MINUTE


def test_what_a_kill_in_words_may_mean_is_what_one_provider_shows_since_then(ledger: Database) -> None:
    put(
        ledger,
        a_record("old", first_shown=SIX - TICK),
        a_record("first", first_shown=SIX),
        a_record("second", first_shown=SIX + MINUTE),
        a_record("down", state=State.KILLED),
        a_record("theirs", provider="ians", id="theirs"),
    )
    found = story_table.shown_since(ledger.read(), "ews", SIX)
    assert [one.record.guid for one in found] == ["second", "first"]


def test_all_stories_are_walked_in_order_of_id(ledger: Database) -> None:
    records = [a_record(guid) for guid in ("a", "b", "c")]
    put(ledger, *records)
    ids = sorted(one.id for one in records)
    connection = ledger.read()
    assert [one.record.id for one in story_table.page_of_ids(connection, "", 2)] == ids[:2]
    assert [one.record.id for one in story_table.page_of_ids(connection, ids[1], 2)] == ids[2:]
    assert [row.id for row in story_table.rows_after(connection, "", 9)] == ids
    assert story_table.rows(connection, ids[:1])[0].filed.record.id == ids[0]


def test_the_columns_a_story_is_found_by_say_what_its_record_says(ledger: Database) -> None:
    record = a_record(expires=SIX)
    put(ledger, record)
    row = story_table.rows(ledger.read(), [record.id])[0]
    assert (row.provider, row.guid, row.state, row.due, row.first_shown) == (
        record.provider,
        record.guid,
        record.state.value,
        record.due,
        record.first_shown,
    )
    assert story_table.states(ledger.read(), [record.id, "nobody"]) == {record.id: "published"}
    assert [one.record for one in story_table.in_state(ledger.read(), State.PUBLISHED)] == [record]
