"""Pictures named by their address are fetched from a real peer, by the same guard as everything else."""

import asyncio
from typing import Any

import pytest

from fakes.http_peer import HttpPeer, always, in_turn, playing, response
from fakes.inbox import MemoryInbox
from nightdesk.agency import picture_fetch
from nightdesk.agency.fetch import open_transport
from nightdesk.agency.picture_fetch import PictureFetcher
from nightdesk.terms.wire import Wire
from picture_wires import jpeg

PICTURE = jpeg()


def fetched(*raws: bytes, rounds: int = 1, **settings: Any) -> tuple[MemoryInbox, HttpPeer]:
    """What a wire's inbox holds after so many rounds over one address of a peer that answers so."""

    async def scene() -> tuple[MemoryInbox, HttpPeer]:
        inbox = MemoryInbox()
        async with playing(in_turn(*raws)) as peer, open_transport() as transport:
            address = peer.url.replace("feed.xml", "bridge.jpg")

            async def missing() -> list[str]:
                return [address]

            wire = Wire(name="coast", transport="http", url=peer.url, **{"private_hosts": True, **settings})
            fetcher = PictureFetcher(wire, inbox, missing)
            for _ in range(rounds):
                await fetcher.round(transport)
            return inbox, peer

    return asyncio.run(scene())


def test_a_picture_is_handed_in_under_its_address_once() -> None:
    inbox, peer = fetched(response(PICTURE, content_type="image/jpeg"), rounds=3, headers={"X-Key": "of the wire"})
    (arrival,) = inbox.arrivals
    assert (arrival.content, arrival.media_type, arrival.transport) == (PICTURE, "image/jpeg", "picture")
    assert arrival.name.endswith("/bridge.jpg")
    assert [asked.headers["x-key"] for asked in peer.asked] == ["of the wire"]


def test_the_keys_of_a_wire_go_to_no_other_server() -> None:
    async def scene() -> HttpPeer:
        async with playing(always(response(PICTURE))) as peer, open_transport() as transport:

            async def missing() -> list[str]:
                return [peer.url]

            async def resolve(host: str, port: int) -> tuple[str, ...]:
                return ("127.0.0.1",)

            wire = Wire(name="coast", transport="http", url="http://127.0.0.1:9/feed", private_hosts=True,
                        headers={"X-Key": "of the wire"})  # fmt: skip
            await PictureFetcher(wire, MemoryInbox(), missing, resolve=resolve).round(transport)
            return peer

    assert all("x-key" not in asked.headers for asked in asyncio.run(scene()).asked)


def test_what_is_no_picture_or_not_there_is_kept_nowhere_and_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(picture_fetch, "ticks", lambda: now[0])

    async def scene() -> tuple[MemoryInbox, list[int]]:
        inbox, asked = MemoryInbox(), []
        answers = in_turn(response(b"<html>log in</html>"), response(status="404 Not Found"), response(PICTURE))
        async with playing(answers) as peer, open_transport() as transport:

            async def missing() -> list[str]:
                return [peer.url]

            fetcher = PictureFetcher(Wire(name="c", url=peer.url, private_hosts=True), inbox, missing)
            for seconds in (0.0, 1.0, 6.0, 7.0, 30.0):
                now[0] = seconds
                await fetcher.round(transport)
                asked.append(len(peer.asked))
            return inbox, asked

    inbox, asked = asyncio.run(scene())
    assert asked == [1, 1, 2, 2, 3]
    assert len(inbox.arrivals) == 1


def test_an_address_that_never_answers_well_is_left_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(0, 10_000_000, 1000))
    monkeypatch.setattr(picture_fetch, "ticks", lambda: float(next(now)))
    inbox, peer = fetched(response(status="500 Trouble"), rounds=20)
    assert (len(inbox.arrivals), len(peer.asked)) == (0, 8)


def test_a_private_address_is_refused_where_the_settings_do_not_open_it() -> None:
    inbox, peer = fetched(response(PICTURE), private_hosts=False)
    assert (inbox.arrivals, peer.asked) == ([], [])
