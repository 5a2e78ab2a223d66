"""Table `issue_story`: which story is in which issue, found from both ends, without a word of it."""

from datetime import date

from builders import SIX
from nightdesk.store import issue_story as held_table
from nightdesk.store.database import Database
from nightdesk.store.issue_story import Held, Place
from nightdesk.terms.issue import PaperStory

DAY, NEXT = date(2026, 3, 3), date(2026, 3, 4)


def _story(id_: str) -> PaperStory:
    return PaperStory(
        id=id_, guid=f"urn:{id_}", path=f"/news/{id_}/", item=7, n=2, headline="Words", blocks=("More words",),
        markup="<p>More words</p>", wire_text="ab", agency="EWS", section="news", section_title="News",
        published=SIX, shown=SIX,
    )  # fmt: skip


def test_a_story_is_found_in_every_issue_that_prints_or_corrects_it(ledger: Database) -> None:
    with ledger.write() as connection:
        held_table.add(connection, ("main", DAY), [Held(event=3, facts=_story("a"))], [])
        held_table.add(connection, ("main", NEXT), [Held(event=4, facts=_story("b"))], ["a", "a"])
        held_table.add(connection, ("pune", DAY), [Held(event=3, facts=_story("a"))], [])
        held_table.turn(connection, ("main", DAY), {"a": 3})
    assert held_table.holding(ledger.read(), ["a"]) == [
        Place("main", DAY, "a", "printed", 3),
        Place("main", NEXT, "a", "corrected", None),
        Place("pune", DAY, "a", "printed", None),
    ]
    assert held_table.holding(ledger.read(), ["c"]) == []
    assert held_table.holding(ledger.read(), []) == []


def test_what_is_kept_of_a_story_is_all_but_its_words(ledger: Database) -> None:
    with ledger.write() as connection:
        held_table.add(connection, ("main", DAY), [Held(event=3, facts=_story("a"))], ["b"])
    (held,) = held_table.of_issue(ledger.read(), ("main", DAY)).values()
    assert (held.event, held.page, held.facts.item, held.facts.n, held.facts.guid) == (3, None, 7, 2, "urn:a")
    assert (held.facts.headline, held.facts.blocks, held.facts.markup, held.facts.wire_text) == ("", (), "", "")
    rows = ledger.read().exec_driver_sql("select * from issue_story").fetchall()
    assert all("ords" not in str(value) for row in rows for value in row)
