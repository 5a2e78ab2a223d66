"""Readers find what is up by its words, and never what is not."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import MINUTE, SIX
from nightdesk.desk.address import story_id
from nightdesk.store import full_text, search
from nightdesk.store import story as story_table
from nightdesk.store.database import Database
from nightdesk.terms.search import Hits, Question
from nightdesk.terms.story import Card, Reach, State
from store.rows import a_card, a_record

DAY = timedelta(days=1)


def file(
    ledger: Database, headline: str, *blocks: str, state: State = State.PUBLISHED, at: datetime = SIX, **fields: Any
) -> Card:
    """A story in the ledger and, where it is up, in the index."""
    record = a_record(guid=f"urn:ews:{headline}", id=story_id("ews", headline), state=state)
    card = a_card(record, headline=headline, updated=at, **fields)
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(record, card)])
        search.put(connection, [search.entry(card, headline, blocks)])
    return card


def take_down(ledger: Database, card: Card, state: State, *, drop: bool = True) -> None:
    """As a kill does: the story's state and the index in one transaction."""
    record = a_record(guid=card.guid, id=card.id, state=state)
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(record, None)])
        if drop:
            search.drop(connection, [card.id])


def ask(ledger: Database, words: str = "", **asked: Any) -> Hits:
    return search.find(ledger.read(), Question(words=words, **asked))


def found(ledger: Database, words: str = "", **asked: Any) -> list[str]:
    return [card.headline for card in ask(ledger, words, **asked).cards]


def test_a_story_is_found_by_the_words_of_its_headline_and_of_its_text_together(ledger: Database) -> None:
    file(ledger, "Ferry adrift on reservoir", "Rescue boats left Koyna at dawn.")
    assert found(ledger, "FERRIES koyna") == ["Ferry adrift on reservoir"]
    assert found(ledger, "ferry helicopter") == []


def test_those_with_all_the_words_in_the_headline_come_first_then_the_newest(ledger: Database) -> None:
    file(ledger, "Ferry crew safe")
    file(ledger, "Old ferry rules", "No crew.")
    file(ledger, "Crew of ferry honoured")
    file(ledger, "Harbour quiet", "The ferry and its crew rested.")
    assert found(ledger, "ferry crew") == [
        *("Crew of ferry honoured", "Ferry crew safe", "Harbour quiet", "Old ferry rules"),
    ]


def test_words_in_quotation_marks_stand_together_and_a_minus_leaves_out(ledger: Database) -> None:
    file(ledger, "Sugar mill reopens", "Workers cheered.")
    file(ledger, "Mill grinds flour", "No sugar in it, workers say.")
    assert found(ledger, '"sugar mill" workers') == ["Sugar mill reopens"]
    assert found(ledger, "mill sugar -flour") == ["Sugar mill reopens"]
    assert found(ledger, 'mill -"sugar mill"') == ["Mill grinds flour"]
    assert found(ledger, "mill -workers") == []


def test_devanagari_words_are_found_whole_and_not_by_a_piece(ledger: Database) -> None:
    file(ledger, "पंचगंगा नदीची पूरस्थिती", "कोल्हापूर : पाणी पातळी ४३ फुटांवर पोहोचली आहे.", language="mr")
    assert found(ledger, "नदीची पाणी 43") == ["पंचगंगा नदीची पूरस्थिती"]
    assert found(ledger, '"पाणी पातळी"') == ["पंचगंगा नदीची पूरस्थिती"]
    assert found(ledger, "नद") == found(ledger, "पाण") == []


def test_section_city_agency_and_days_narrow_the_search_and_stand_alone_too(ledger: Database) -> None:
    pune = (Reach("city", "pune", "Pune", "Dateline"),)
    file(ledger, "Dam one", section="national", agency_slug="ews", cities=pune)
    file(ledger, "Dam two", section="sport", agency_slug="sahyadri-varta", at=SIX + 3 * DAY)
    file(ledger, "Lake three", section="sport", agency_slug="ews", at=SIX + 9 * DAY)
    assert found(ledger, "dam", section="sport") == ["Dam two"]
    assert found(ledger, "dam", city="pune") == ["Dam one"]
    assert found(ledger, "dam", agency="sahyadri-varta") == ["Dam two"]
    assert found(ledger, agency="ews", section="sport") == ["Lake three"]
    assert found(ledger, agency="sahyadri") == found(ledger, agency="varta") == []
    assert found(ledger, since=SIX + DAY) == ["Lake three", "Dam two"]
    assert found(ledger, "dam", since=SIX + DAY, until=SIX + 3 * DAY) == []
    assert found(ledger, since=SIX, until=SIX + 3 * DAY + MINUTE) == ["Dam two", "Dam one"]
    assert found(ledger, until=SIX) == []


def test_a_story_filed_late_is_found_by_its_day(ledger: Database) -> None:
    file(ledger, "Today", at=SIX)
    file(ledger, "Long ago", at=SIX - 400 * DAY)
    assert found(ledger, until=SIX - 300 * DAY) == ["Long ago"]


def test_a_mark_cannot_be_typed(ledger: Database) -> None:
    file(ledger, "Dam one", section="national")
    for mark in (full_text.mark("section", "national"), "s" + b"national".hex()):
        assert found(ledger, mark) == found(ledger, f"dam {mark}") == []


def test_a_new_version_is_found_by_its_own_words_and_keeps_its_place(ledger: Database) -> None:
    first = file(ledger, "Talks begin", "Delegates arrive.")
    file(ledger, "Talks elsewhere")
    with ledger.write() as connection:
        search.put(connection, [search.entry(first, first.headline, ["Delegates depart."])])
    assert found(ledger, "delegates arrive") == []
    assert found(ledger, "delegates depart") == ["Talks begin"]
    assert found(ledger, "talks") == ["Talks elsewhere", "Talks begin"]


@pytest.mark.parametrize("state", [State.KILLED, State.WITHHELD, State.HELD, State.EXPIRED, State.TAKEN_DOWN])
def test_what_is_taken_down_is_not_found_from_that_transaction_on(ledger: Database, state: State) -> None:
    card = file(ledger, "Minister resigns", "He did not.")
    take_down(ledger, card, state)
    assert found(ledger, "minister") == found(ledger, section="news") == []
    assert search.count(ledger.read()) == 0
    assert (
        ledger.read().exec_driver_sql("SELECT count(*) FROM search_text WHERE search_text MATCH 'minister'").scalar()
        == 0
    )


def test_what_is_not_up_is_not_found_even_where_nobody_dropped_it(ledger: Database) -> None:
    card = file(ledger, "Minister resigns", "He did not.")
    take_down(ledger, card, State.KILLED, drop=False)
    assert ask(ledger, "minister") == Hits()


def test_what_is_not_up_is_never_taken_in(ledger: Database) -> None:
    file(ledger, "Embargoed till noon", state=State.HELD)
    file(ledger, "Killed before it came", state=State.KILLED)
    assert search.count(ledger.read()) == 0


def test_a_released_story_is_found_again(ledger: Database) -> None:
    card = file(ledger, "Held for a while")
    file(ledger, "Other")
    take_down(ledger, card, State.WITHHELD)
    file(ledger, "Held for a while")
    assert found(ledger, "while") == ["Held for a while"]


def test_a_rolled_back_transaction_leaves_nothing_in_the_index(ledger: Database) -> None:
    card = file(ledger, "Dam one")

    def drop_and_fail() -> None:
        with ledger.write() as connection:
            search.drop(connection, [card.id])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        drop_and_fail()
    assert found(ledger, "dam") == ["Dam one"]


def test_many_hits_are_leafed_through_and_more_is_said_of_the_rest(ledger: Database) -> None:
    count = search.MOST + 5
    records = [a_record(guid=f"urn:{n}", id=f"{n:012d}") for n in range(count)]
    cards = [a_card(record, headline=f"Rain {n}", updated=SIX + n * MINUTE) for n, record in enumerate(records)]
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(*both) for both in zip(records, cards, strict=True)])
        search.put(connection, [search.entry(card, card.headline, ()) for card in cards])
    first = ask(ledger, "rain")
    assert (first.total, first.more, first.pages) == (search.MOST, True, search.MOST // search.PER_PAGE)
    everything = [card.id for page in range(1, first.pages + 1) for card in ask(ledger, "rain", page=page).cards]
    assert everything == [card.id for card in reversed(cards)][: search.MOST]
    assert ask(ledger, "rain", page=99).page == first.pages
    assert ask(ledger, 'rain "204"').total == 1


def test_without_a_hit_it_is_said_which_words_would_find_something(ledger: Database) -> None:
    file(ledger, "Dam full")
    file(ledger, "Lake calm")
    assert ask(ledger, "dams lake -calm whale").alone == ("dams", "lake")
    assert ask(ledger, "dam", section="sport").unfiltered
    assert not ask(ledger, "whale", section="sport").unfiltered


def test_nothing_asked_is_nothing_answered(ledger: Database) -> None:
    file(ledger, "Dam full")
    assert not ask(ledger, "  ").asked
    assert not ask(ledger, "-dam").asked
    assert found(ledger, "-full", section="news") == []
    assert found(ledger, "-empty", section="news") == ["Dam full"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    line=st.one_of(st.text(max_size=60), st.from_regex(r'[a-c"()*^:{}+\- ]{0,30}|(AND|OR|NOT|NEAR|marks :|,|\.){1,9}'))
)
def test_nothing_that_is_typed_is_read_as_syntax(ledger: Database, line: str) -> None:
    hits = ask(ledger, line)
    assert hits.total == 0


def test_a_search_that_is_overdue_is_broken_off_and_the_next_one_answered(ledger: Database) -> None:
    records = [a_record(guid=f"urn:{n}", id=f"{n:012d}") for n in range(3000)]
    cards = [a_card(record, headline=f"Rain {n}") for n, record in enumerate(records)]
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(*both) for both in zip(records, cards, strict=True)])
        search.put(connection, [search.entry(card, card.headline, ()) for card in cards])
        # Taken down behind the index's back: the search has to look at each of them.
        downed = [msgspec.structs.replace(one, state=State.KILLED) for one in records]
        story_table.put(connection, [story_table.Filed(one, None) for one in downed])
    with pytest.raises(search.SearchTooLong):
        search.find(ledger.read(), Question(words="rain"), lambda: True)
    assert found(ledger, "rain") == []


def test_the_stories_that_a_rebuild_has_to_put_are_those_up_and_missing(ledger: Database) -> None:
    up = file(ledger, "Up and found")
    record = a_record(guid="urn:ews:lost", id="lost00000000")
    with ledger.write() as connection:
        story_table.put(connection, [story_table.Filed(record, a_card(record))])
    assert search.missing(ledger.read(), 10) == [record.id]
    assert up.id != record.id


def test_a_ledger_without_an_index_says_so_and_carries_on(ledger: Database) -> None:
    with ledger.write() as connection:
        for table in ("search_headline", "search_text"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    card = file(ledger, "Dam full")
    with ledger.write() as connection:
        search.drop(connection, [card.id])
    with pytest.raises(search.SearchAbsent):
        ask(ledger, "dam")
    with ledger.write() as connection:
        assert search.prepare(connection)
    file(ledger, "Dam full")
    assert found(ledger, "dam") == ["Dam full"]


def test_the_index_survives_reopening_and_holds_no_text_where_sqlite_can_do_without(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = Database(path, create=True, durable=False)
    file(ledger, "Dam full", "An unmistakable sentence.")
    ledger.close()
    again = Database(path)
    assert found(again, "unmistakable") == ["Dam full"]
    made = again.read().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'search_text'").scalar() or ""
    tables = again.read().exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert ("contentless_delete=1" in made) is ("search_text_content" not in tables)
    again.close()
