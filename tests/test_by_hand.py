"""What commands do themselves: the stored facts are what happened, not what would."""

import dataclasses
from pathlib import Path

from fakes.site import Site
from newsroom import nitf
from nightdesk.by_hand import carry, stored_facts
from nightdesk.desk.rule import Case, Rule
from nightdesk.store.story import STORY
from nightdesk.terms.arrival import Arrival
from nightdesk.terms.decision import Verdict
from nightdesk.tool import house_at


def _breaks(case: Case) -> Verdict | None:
    if case.item.guid == "EWS.breaks":
        raise LookupError("a bug of ours")
    return None


def _arrival(guid: str) -> Arrival:
    return Arrival(wire="ews", name=f"{guid}.xml", content=nitf(guid, 1), transport="ingest")


def test_a_delivery_that_breaks_the_program_is_said_to_be_refused_and_its_siblings_are_shown(tmp_path: Path) -> None:
    """Facts were once read anew, and told of an item without an outcome."""
    site = Site(tmp_path)
    with house_at(site.home) as well:
        house = dataclasses.replace(well, rules=(Rule("breaks", 0, _breaks), *well.rules))
        kept = carry(house, [_arrival("EWS.before"), _arrival("EWS.breaks"), _arrival("EWS.after")])
        facts = [stored_facts(house, "x.xml", one.delivery) for one in kept]
    assert [one["spike"]["code"] if one["spike"] else None for one in facts] == [None, "desk-broke", None]
    assert [item["outcome"] for one in facts for item in one["items"]] == ["published", "published"]
    assert site.run("doctor").code == 0
    replay = site.run("replay", "--apply")
    assert replay.code == 0, "mended, and carried"
    assert site.trace("EWS.breaks")["state"] == "published"
    site.agrees()


def test_a_delivery_that_the_ledger_refuses_stops_nobody_else(tmp_path: Path) -> None:
    """A refusal by the ledger once counted as trouble of the house: the desk tried the same delivery for ever."""
    site = Site(tmp_path)
    with house_at(site.home) as house:
        carry(house, [_arrival("EWS.1")])
        with house.database.write() as connection:
            connection.execute(STORY.delete())
        kept = carry(house, [_arrival("EWS.2"), _arrival("EWS.1"), _arrival("EWS.3")])
        facts = [stored_facts(house, "x.xml", one.delivery) for one in kept]
    assert [one["spike"]["code"] if one["spike"] else None for one in facts] == [None, "desk-broke", None]
