"""What the log says of the whole site: its first templates, each day's intake, a new key."""

from datetime import datetime, timedelta
from pathlib import Path

from newsroom import SIX, Newsroom, newsml_g2
from nightdesk.flow import Desk
from nightdesk.proof.growth import growth_of
from nightdesk.proof.leaf import read_leaf
from nightdesk.shift.log_keys import make_key
from nightdesk.store import leaf as leaf_table
from nightdesk.terms.leaf import Leaf


def _leaves(room: Newsroom, kind: str) -> list[Leaf]:
    connection = room.house.database.read()
    found = [read_leaf(one) for one in leaf_table.contents(connection, 0, leaf_table.size(connection))]
    return [leaf for leaf in found if leaf.t == kind]


def _wake_at(room: Newsroom, now: datetime) -> None:
    room.now = now
    room.desk.midnight = SIX
    room.desk.step()


def test_a_day_that_is_over_has_one_leaf_with_its_root_and_counts(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"), newsml_g2("urn:b"))
    assert _leaves(room, "intake") == []
    _wake_at(room, SIX + timedelta(days=1))
    (leaf,) = _leaves(room, "intake")
    rows = room.house.database.read().exec_driver_sql("select wire, received / 1000, seal from delivery order by id")
    root = growth_of([f"{wire}\n{at}\n{seal}\n".encode() for wire, at, seal in rows]).root
    wires = room.house.settings.wires[0].name
    assert leaf.ref == f"{SIX:%Y-%m-%d} root={root.hex()} {wires}=2"
    _wake_at(room, SIX + timedelta(days=1, hours=1))
    assert len(_leaves(room, "intake")) == 1


def test_a_silent_day_has_its_leaf_too(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    _wake_at(room, SIX + timedelta(days=1))
    _wake_at(room, SIX + timedelta(days=3))
    days = [(leaf.ref or "").partition(" ")[0] for leaf in _leaves(room, "intake")]
    assert days == [f"{SIX + timedelta(days=number):%Y-%m-%d}" for number in range(3)]


def test_another_key_is_an_entry_of_the_log_from_the_next_start_on(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, now=SIX)
    room.take_in(newsml_g2("urn:a"))
    room.desk.close()
    first = Desk(room.house)
    first.wake()
    first.press.close()
    old = room.house.signer(True).verifier
    new = make_key(room.house.keys, old.name)
    room.house._signer = None
    Desk(room.house).wake()
    (leaf,) = _leaves(room, "key-rotate")
    assert leaf.ref == new.verifier.text
    assert new.verifier != old
