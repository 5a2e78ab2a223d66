"""What a round of the library leaves in the ledger is what it ended with."""

from datetime import timedelta
from pathlib import Path

from newsroom import SIX, Newsroom, newsml_g2
from nightdesk.shift.gathered import Gathered
from nightdesk.store import dossier as dossier_table

CHESS = "Davit Orlo won the chess open at Lake Senn with nine points from eleven rounds, his trainer said."


def test_stories_that_part_again_in_the_round_of_their_merge_stay_where_they_parted_to(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:council"))
    room.now += timedelta(hours=1)
    room.take_in(newsml_g2("urn:chess", 1, "Davit Orlo wins chess open", CHESS))
    one, other = room.story("urn:council").id, room.story("urn:chess").id
    connection = room.house.database.read()
    assert one != other
    now = Gathered(room.house, connection)
    rows = now.rows_of([one, other])
    assert rows[one].thread == one
    assert rows[other].thread == other
    now.moved = [(one, other), (one, ""), (other, other)]
    now.put(rows[one])
    with room.house.database.write() as writing:
        now.write(writing)
    connection = room.house.database.read()
    assert {id_: row.thread for id_, row in dossier_table.get(connection, [one, other]).items()} == {
        one: one,
        other: other,
    }
    assert dossier_table.moved(connection) == [(other, other)]
