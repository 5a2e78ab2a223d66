"""Nothing is acknowledged that is not kept; what comes together shares a commit; a repeat is kept once."""

import asyncio
import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import event as sqlalchemy_event

from builders import MINUTE, SIX
from newsroom import Newsroom, newsml_g2
from nightdesk.errors import StoreError
from nightdesk.shift.keeper import BY_HAND, Keeper, keep_now, may_take_back
from nightdesk.store import delivery as delivery_table
from nightdesk.store import reading as reading_table
from nightdesk.store import wire as wire_table
from nightdesk.terms.arrival import Arrival, Kept


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    one = Newsroom(tmp_path / "site")
    yield one
    one.close()


def an_arrival(content: bytes = b"<nitf/>", **fields: Any) -> Arrival:
    """Bytes from outside."""
    return Arrival(content=content, **({"wire": "ews", "name": "copy.xml", "transport": "push"} | fields))


def test_bytes_are_kept_as_they_came_with_their_seal_and_moment(room: Newsroom) -> None:
    room.now = SIX + 5 * MINUTE
    kept = keep_now(room.house, [an_arrival(b"\x00\xff not XML", charset="latin-1", media_type="text/xml")])[0]
    delivery = delivery_table.get(room.house.database.read(), [kept.delivery])[kept.delivery]
    assert kept.seal == delivery.seal == hashlib.sha256(b"\x00\xff not XML").hexdigest()
    assert (delivery.content, delivery.received) == (b"\x00\xff not XML", SIX + 5 * MINUTE)
    assert (delivery.charset, delivery.media_type, delivery.transport) == ("latin-1", "text/xml", "push")


def test_an_id_that_is_used_twice_is_kept_once_also_within_one_batch(room: Newsroom) -> None:
    first, again, other = keep_now(
        room.house, [an_arrival(once="p1"), an_arrival(b"other bytes", once="p1"), an_arrival(once="p2")]
    )
    assert (again.delivery, again.seal, again.repeat) == (first.delivery, first.seal, True)
    assert not other.repeat
    later = keep_now(room.house, [an_arrival(b"third bytes", once="p1")])[0]
    assert (later.delivery, later.seal, later.repeat) == (first.delivery, first.seal, True)
    assert delivery_table.count(room.house.database.read()) == 2


def test_one_id_on_two_wires_is_two_deliveries(room: Newsroom) -> None:
    kept = keep_now(room.house, [an_arrival(once="p1"), an_arrival(once="p1", wire="ians")])
    assert not any(one.repeat for one in kept)


def test_the_cursor_moves_with_the_bytes_or_not_at_all(room: Newsroom) -> None:
    database = room.house.database
    keep_now(room.house, [an_arrival(cursor={"etag": "1"})])
    assert wire_table.cursors(database.read()) == {"ews": {"etag": "1"}}

    database.path.rename(database.path.with_name("away.db"))
    with pytest.raises(StoreError):
        keep_now(room.house, [an_arrival(b"lost", cursor={"etag": "2"})])
    database.path.with_name("away.db").rename(database.path)
    assert wire_table.cursors(database.read()) == {"ews": {"etag": "1"}}
    assert delivery_table.count(database.read()) == 1


@pytest.mark.parametrize(
    ("content", "first"),
    [
        (newsml_g2(status="canceled"), True),
        (newsml_g2(status="withheld"), True),
        (b'{"pubstatus": "CANCELED"}', True),
        (b'<nitf><docdata management-status="cancelled"/></nitf>', True),
        (b'<at:deleted-entry ref="urn:x"/>', True),
        (newsml_g2(headline="Kill Bill actor signs"), False),
        (newsml_g2(headline="Kill switch holds, law to be withdrawn"), False),
    ],
)
def test_what_says_it_takes_back_is_read_before_what_waits_longer(content: bytes, first: bool, room: Newsroom) -> None:
    assert may_take_back(content) is first
    keep_now(room.house, [an_arrival(), an_arrival(content)])
    assert reading_table.unread(room.house.database.read(), 0, 9) == ([2, 1] if first else [1, 2])


def test_what_a_person_names_is_read_in_the_order_named(room: Newsroom) -> None:
    files = [newsml_g2(), newsml_g2(status="canceled")]
    keep_now(room.house, [an_arrival(content, transport=BY_HAND) for content in files])
    assert reading_table.unread(room.house.database.read(), 0, 9) == [1, 2]


@pytest.fixture
def keeper(room: Newsroom) -> Iterator[Keeper]:
    one = Keeper(room.house)
    yield one
    one.stop()


def test_arrivals_that_come_together_share_a_commit(room: Newsroom, keeper: Keeper) -> None:
    commits = []
    writer = room.house.database._writer_engine
    sqlalchemy_event.listen(writer, "commit", lambda connection: commits.append(1))
    futures = [keeper.hand_in(an_arrival(b"%d" % number)) for number in range(100)]
    keeper.start()
    kept = [future.result(10) for future in futures]
    assert [one.delivery for one in kept] == list(range(1, 101))
    assert len(commits) == 2  # 64 and 36


def test_the_desk_is_woken_when_something_is_kept(room: Newsroom) -> None:
    woken = Event()
    keeper = Keeper(room.house, wake=woken.set)
    keeper.start()
    keeper.hand_in(an_arrival()).result(10)
    assert woken.wait(10)
    keeper.stop()


def test_stopping_keeps_what_was_handed_in(room: Newsroom) -> None:
    keeper = Keeper(room.house)
    futures = [keeper.hand_in(an_arrival()) for _ in range(200)]
    keeper.start()
    keeper.stop()
    assert all(isinstance(future.result(0), Kept) for future in futures)


def test_one_that_no_longer_waits_is_not_kept(room: Newsroom, keeper: Keeper) -> None:
    gone, stays = keeper.hand_in(an_arrival(b"gone")), keeper.hand_in(an_arrival(b"stays"))
    assert gone.cancel()
    keeper.start()
    stays.result(10)
    assert delivery_table.count(room.house.database.read()) == 1


def _refused(future: "Future[Kept]") -> bool:
    return isinstance(future.exception(10), StoreError)


def test_a_full_disk_acknowledges_nothing_and_the_keeper_goes_on(room: Newsroom, keeper: Keeper) -> None:
    database = room.house.database
    full = database.read().exec_driver_sql("PRAGMA page_count").scalar()
    with database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={full}")
    keeper.start()
    noise = bytes(hashlib.sha256(b"%d" % n).digest()[0] for n in range(40_000))  # does not get smaller by packing
    assert _refused(keeper.hand_in(an_arrival(noise)))
    assert delivery_table.count(database.read()) == 0
    with database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert keeper.hand_in(an_arrival(noise)).result(10).delivery == 1


def test_a_file_name_that_is_no_text_does_not_stop_the_keeper(room: Newsroom, keeper: Keeper) -> None:
    keeper.start()
    strange = keeper.hand_in(an_arrival(name="caf\udce9.xml")).result(10)
    assert keeper.hand_in(an_arrival(name="next.xml")).result(10).delivery == strange.delivery + 1
    assert delivery_table.get(room.house.database.read(), [1])[1].name.startswith("caf")


def test_one_that_cannot_be_kept_is_refused_alone(room: Newsroom, keeper: Keeper) -> None:
    good, bad, also_good = (keeper.hand_in(an_arrival(charset=charset)) for charset in ("", "\udce9", ""))
    keeper.start()
    assert _refused(bad)
    assert [good.result(10).delivery, also_good.result(10).delivery] == [1, 2]


def test_a_transport_reads_the_cursor_that_was_last_committed(room: Newsroom, keeper: Keeper) -> None:
    keeper.start()
    assert keeper.cursor("ews") == {}
    keeper.hand_in(an_arrival(cursor={"etag": "1"})).result(10)
    assert keeper.cursor("ews") == {"etag": "1"}
    asyncio.run(keeper.move_cursor("ews", {"etag": "2"}))
    assert keeper.cursor("ews") == wire_table.cursors(room.house.database.read())["ews"] == {"etag": "2"}
    next_night = Keeper(room.house)
    next_night.start()
    assert next_night.cursor("ews") == {"etag": "2"}
    next_night.stop()


def test_a_coroutine_is_answered_when_its_bytes_are_durable(room: Newsroom, keeper: Keeper) -> None:
    keeper.start()
    kept = asyncio.run(keeper.keep(an_arrival()))
    assert delivery_table.count(room.house.database.read()) == kept.delivery == 1
