"""Connections to the built-in server, with its edge and without: order, ends, and peers that misbehave."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from nightdesk.serve.answers import Answers
from nightdesk.serve.app import Pages
from nightdesk.serve.edge import LONGEST_HEAD_BYTES, edge_for
from nightdesk.serve.edge_self_test import edge_fault

from .ask import Said, answers, ask, connect
from .house import built_in
from .public_folder import KILLED, LIVE_PATH, build

pytestmark = pytest.mark.anyio

HIT = f"GET {LIVE_PATH} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
MISS = f"GET /sport/x-{KILLED}/ HTTP/1.1\r\nHost: a\r\n\r\n".encode()


@pytest.fixture(scope="module", params=["edge", "plain"])
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    public = build(tmp_path_factory.mktemp(request.param) / "public")
    with built_in(public, edge=request.param == "edge") as (own, _):
        assert ask(own, LIVE_PATH).status == 200  # from here on it is held
        yield own


@pytest.fixture(scope="module")
def edge_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with built_in(build(tmp_path_factory.mktemp("edge-alone") / "public")) as (own, _):
        assert ask(own, LIVE_PATH).status == 200
        yield own


def in_memory(port: int) -> int:
    """How many answers came from memory so far, as the server itself counts."""
    text = ask(port, "/metrics").body.decode()
    line = next(line for line in text.splitlines() if line.startswith('nightdesk_served_total{way="memory"}'))
    return int(float(line.split()[-1]))


def send(port: int, request: bytes, *methods: str) -> list[Said]:
    with connect(port) as peer:
        peer.sendall(request)
        return list(answers(peer, *methods))


def is_ended(peer: socket.socket) -> bool:
    """Whether the server has nothing more to say and closed."""
    try:
        return peer.recv(1) == b""
    except ConnectionError:
        return True


def test_the_edge_answers_what_is_held_and_counts_it(edge_port: int) -> None:
    before = in_memory(edge_port)
    send(edge_port, HIT * 5, *["GET"] * 5)
    assert in_memory(edge_port) == before + 5


def test_a_connection_is_kept(port: int) -> None:
    with connect(port) as peer:
        for request in (HIT, MISS, HIT, HIT, MISS):
            peer.sendall(request)
            assert next(answers(peer)).status == (200 if request is HIT else 410)


@pytest.mark.parametrize(
    "order", [(HIT, HIT, HIT), (HIT, MISS), (MISS, HIT), (MISS, HIT, MISS, HIT), (HIT, MISS, MISS, HIT, HIT)]
)
def test_pipelined_requests_are_answered_in_their_order(port: int, order: tuple[bytes, ...]) -> None:
    said = send(port, b"".join(order), *["GET"] * len(order))
    assert [each.status for each in said] == [200 if request is HIT else 410 for request in order]
    assert all((b"Rowers" in each.body) == (each.status == 200) for each in said)


def test_a_request_in_single_bytes_is_answered(port: int) -> None:
    with connect(port) as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in HIT:
            peer.sendall(bytes((byte,)))
        assert next(answers(peer)).status == 200


def test_close_is_obeyed(port: int) -> None:
    with connect(port) as peer:
        peer.sendall(HIT.replace(b"Host: a", b"Host: a\r\nConnection: close"))
        said = next(answers(peer))
        assert (said.status, said.headers["connection"]) == (200, "close")
        assert is_ended(peer)


@pytest.mark.parametrize("extra", [b"", b"Connection: keep-alive\r\n"])
def test_an_old_client_gets_its_page_and_the_end(port: int, extra: bytes) -> None:
    with connect(port) as peer:
        peer.sendall(f"GET {LIVE_PATH} HTTP/1.0\r\n".encode() + extra + b"\r\n")
        said = next(answers(peer))
        assert said.status == 200
        assert b"Rowers" in said.body
        assert is_ended(peer)


def test_head_and_get_of_a_held_page_can_follow_each_other(port: int) -> None:
    head = HIT.replace(b"GET", b"HEAD")
    said = send(port, head + HIT + head + HIT, "HEAD", "GET", "HEAD", "GET")
    assert [bool(each.body) for each in said] == [False, True, False, True]
    assert len({each.headers["content-length"] for each in said}) == 1


def test_an_upgrade_is_not_taken_and_the_page_is(port: int) -> None:
    with connect(port) as peer:
        peer.sendall(HIT.replace(b"Host: a", b"Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c"))
        assert next(answers(peer)).status == 200


def test_a_body_with_a_get_is_read_past(port: int) -> None:
    with_body = HIT.replace(b"Host: a", b"Host: a\r\nContent-Length: 4") + b"abcd"
    assert [each.status for each in send(port, with_body + HIT, "GET", "GET")] == [200, 200]


def test_a_range_of_a_held_page_goes_the_ordinary_way(edge_port: int) -> None:
    before = in_memory(edge_port)
    assert send(edge_port, HIT.replace(b"Host: a", b"Host: a\r\nRange: bytes=0-1"), "GET")[0].status == 200
    assert in_memory(edge_port) == before


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40),
        b"NONSENSE / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  HTTP/1.1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_not_http_is_refused_and_the_connection_ends(edge_port: int, nonsense: bytes) -> None:
    with connect(edge_port) as peer:
        peer.sendall(nonsense)
        said = next(answers(peer))
        assert said.status in (400, 405)
        assert "content-security-policy" in said.headers
        assert said.status == 405 or is_ended(peer)
    assert ask(edge_port, LIVE_PATH).status == 200


@pytest.mark.parametrize("whole", [True, False])
def test_a_head_without_end_is_refused_before_it_fills_memory(edge_port: int, whole: bool) -> None:
    head = f"GET {LIVE_PATH} HTTP/1.1\r\nHost: a\r\nX-Long: ".encode()
    with connect(edge_port) as peer:
        peer.sendall(head)
        try:
            # More than a busy server may find in one piece, end and all: that much it has in memory anyway.
            for _ in range(LONGEST_HEAD_BYTES * 32 // 1024):
                peer.sendall(b"x" * 1024)
            peer.sendall(b"\r\n\r\n" if whole else b"")
            said = next(answers(peer))
        except ConnectionError:
            return  # it had closed while we were still sending
        assert said.status == 431


def test_half_requests_and_leavers_do_no_harm(edge_port: int) -> None:
    for length in range(0, len(HIT), 7):
        with connect(edge_port) as peer:
            peer.sendall(HIT[:length])
    for _ in range(20):
        with connect(edge_port) as peer:
            peer.sendall(HIT * 50)
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    assert ask(edge_port, LIVE_PATH).status == 200


def test_a_reader_who_does_not_read_holds_up_nobody_and_gets_all_in_the_end(edge_port: int) -> None:
    requests = 600
    with connect(edge_port) as slow:
        slow.sendall(HIT * requests)
        assert ask(edge_port, LIVE_PATH).status == 200
        said = list(answers(slow, *["GET"] * requests))
    assert {each.status for each in said} == {200}
    assert len({each.body for each in said}) == 1


async def test_a_peer_that_owes_a_request_is_let_go(tmp_path: Path) -> None:
    """The watch itself, on a server of this process whose patience is short."""

    build(tmp_path / "public")
    site = Answers(tmp_path / "public", "http://paper.example")
    loop = asyncio.get_running_loop()
    config = Config(_no_app, ws="none", log_config=None, access_log=False)
    protocol = edge_for(site, patience_seconds=0.05)
    server = await loop.create_server(lambda: protocol(config, ServerState(), {}, loop), "127.0.0.1", 0)
    async with server:
        where = server.sockets[0].getsockname()
        for owed in (b"", HIT[:20]):
            reader, writer = await asyncio.open_connection(*where)
            writer.write(owed)
            assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
            await writer.wait_closed()


async def test_a_peer_that_takes_nothing_is_dropped(tmp_path: Path) -> None:
    build(tmp_path / "public")
    site = Answers(tmp_path / "public", "http://paper.example")
    loop = asyncio.get_running_loop()
    config = Config(Pages(site), ws="none", log_config=None, access_log=False)
    state = ServerState()
    protocol = edge_for(site, patience_seconds=0.05)
    server = await loop.create_server(lambda: protocol(config, state, {}, loop), "127.0.0.1", 0)
    async with server:
        with connect(server.sockets[0].getsockname()[1]) as peer:
            await asyncio.to_thread(peer.sendall, HIT * 600)
            async with asyncio.timeout(10):
                while not state.connections:
                    await asyncio.sleep(0)
                while state.connections or state.tasks:
                    await asyncio.sleep(0.01)


async def _no_app(_scope: object, _receive: object, _send: object) -> None:
    raise AssertionError("nothing is asked")


async def test_the_self_test_finds_this_uvicorn_fit() -> None:
    assert await edge_fault() == ""


async def test_the_self_test_finds_a_uvicorn_with_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(HttpToolsProtocol, "_start_asgi_task")
    assert await edge_fault() != ""


async def test_the_self_test_finds_a_uvicorn_that_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HttpToolsProtocol, "on_headers_complete", lambda self: None)
    assert await edge_fault() != ""


def test_a_usual_client_is_served_both_ways(port: int) -> None:
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}") as client:
        first = client.get(LIVE_PATH)
        again = client.get(LIVE_PATH, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert "Rowers" in first.text
