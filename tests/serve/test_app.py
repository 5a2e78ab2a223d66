"""The live addresses: health, metrics, the door for pushes; and errors that keep their inside to themselves."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nightdesk.errors import StoreError
from nightdesk.serve.app import make_app
from nightdesk.serve.intake import Intake, PushReply

from .public_folder import build

pytestmark = pytest.mark.anyio


class Desk:
    """A receiver that keeps what it gets."""

    def __init__(self, reply: PushReply | None = None) -> None:
        self.pushes: list[tuple[str, Mapping[str, str], bytes]] = []
        self._reply = reply

    async def receive(self, wire: str, headers: Mapping[str, str], body: bytes) -> PushReply:
        if self._reply is None:
            raise StoreError("the ledger is away; see /var/lib/ledger.db")
        self.pushes.append((wire, headers, body))
        return self._reply


def client(app: Starlette, host: str = "127.0.0.1") -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=app, client=(host, 4000), raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://paper.example")


def app_with(tmp_path: Path, desk: Desk, limit: int = 1000) -> Starlette:
    return make_app(build(tmp_path / "public"), "https://paper.example", intake=desk.receive, push_limit_bytes=limit)


async def test_a_push_reaches_its_wire_whole(tmp_path: Path) -> None:
    desk = Desk(PushReply(200, "kept"))
    async with client(app_with(tmp_path, desk)) as asker:
        said = await asker.post("/intake/ians", content=b"<nitf/>", headers={"X-Signature": "abc"})
    assert (said.status_code, said.text) == (200, "kept")
    ((wire, headers, body),) = desk.pushes
    assert (wire, body, headers["x-signature"]) == ("ians", b"<nitf/>", "abc")


@pytest.mark.parametrize("size", [1001, 100_000])
async def test_too_large_a_push_is_refused_while_it_streams(tmp_path: Path, size: int) -> None:
    desk = Desk(PushReply(200, "kept"))
    taken = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(size // 100 + 1):
            taken += 100
            yield b"x" * 100

    async with client(app_with(tmp_path, desk)) as asker:
        for content in (b"x" * size, pieces()):
            said = await asker.post("/intake/ians", content=content)
            assert (said.status_code, said.headers["connection"]) == (413, "close")
    assert desk.pushes == []
    assert taken <= 1300


async def test_a_push_of_just_the_limit_is_taken(tmp_path: Path) -> None:
    desk = Desk(PushReply(200, "kept"))
    async with client(app_with(tmp_path, desk)) as asker:
        assert (await asker.post("/intake/ians", content=b"x" * 1000)).status_code == 200


async def test_a_busy_desk_says_when_to_come_back(tmp_path: Path) -> None:
    async with client(app_with(tmp_path, Desk(PushReply(429, "later", 7)))) as asker:
        said = await asker.post("/intake/ians", content=b"x")
    assert (said.status_code, said.headers["retry-after"]) == (429, "7")


async def test_what_could_not_be_kept_is_not_acknowledged(tmp_path: Path) -> None:
    async with client(app_with(tmp_path, Desk())) as asker:
        said = await asker.post("/intake/ians", content=b"x")
    assert said.status_code == 503
    assert "retry-after" in said.headers
    assert "ledger.db" not in said.text


async def test_a_push_that_does_not_end_is_given_up() -> None:
    never = asyncio.Event()

    async def receive() -> dict[str, object]:
        await never.wait()
        raise AssertionError("nothing comes")

    desk = Desk(PushReply(200, "kept"))
    scope = {"type": "http", "method": "POST", "headers": [], "path_params": {"wire": "ians"}}
    said = await Intake(desk.receive, seconds=0.01).take(Request(scope, receive))
    assert said.status_code == 408
    assert desk.pushes == []


async def test_only_post_is_a_push(tmp_path: Path) -> None:
    async with client(app_with(tmp_path, Desk(PushReply(200, "kept")))) as asker:
        said = await asker.get("/intake/ians")
    assert said.status_code == 405
    assert "content-security-policy" in said.headers


async def test_without_an_intake_there_is_no_door(tmp_path: Path) -> None:
    async with client(make_app(tmp_path, "https://paper.example")) as asker:
        assert (await asker.post("/intake/ians", content=b"x")).status_code == 405


async def test_health_tells_strangers_only_that_it_serves(tmp_path: Path) -> None:
    app = make_app(tmp_path, "https://paper.example", status=lambda: {"held": 3})
    async with client(app) as near, client(app, "203.0.113.9") as far:
        assert (await near.get("/healthz")).json() == {"serving": True, "held": 3}
        said = await far.get("/healthz")
    assert (said.status_code, said.json()) == (200, {"serving": True})
    assert said.headers["cache-control"] == "no-store"


async def test_metrics_are_for_this_machine_alone(tmp_path: Path) -> None:
    app = make_app(build(tmp_path / "public"), "https://paper.example")
    async with client(app) as near, client(app, "203.0.113.9") as far:
        await near.get("/")
        assert (await far.get("/metrics")).status_code == 404
        said = await near.get("/metrics")
    assert 'nightdesk_served_total{way="disk"} 1.0' in said.text
    open_app = make_app(tmp_path, "https://paper.example", metrics_for_all=True)
    async with client(open_app, "203.0.113.9") as far:
        assert (await far.get("/metrics")).status_code == 200


async def test_an_error_of_ours_tells_nothing_and_keeps_the_headers(tmp_path: Path) -> None:
    async def broken(_request: Request) -> Response:
        raise RuntimeError("secret inside")

    app = make_app(tmp_path, "https://paper.example", routes=[Route("/api/v1/broken", broken)])
    async with client(app) as asker:
        said = await asker.get("/api/v1/broken")
    assert said.status_code == 500
    assert "secret" not in said.text
    assert "content-security-policy" in said.headers
