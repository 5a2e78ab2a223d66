"""The server's life: its port, its ready, its stop, and doing without the edge."""

import asyncio
import signal
import socket
import sys
from pathlib import Path

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nightdesk.errors import UsageError
from nightdesk.serve import edge
from nightdesk.serve.app import make_app
from nightdesk.serve.server import Listening, serve

from .ask import ask, connect
from .house import built_in
from .public_folder import LIVE_PATH, build

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_zero_and_frees_the_port(tmp_path: Path, number: signal.Signals) -> None:
    with built_in(build(tmp_path / "public")) as (port, process), connect(port):
        assert ask(port, LIVE_PATH).status == 200
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
    with socket.create_server(("127.0.0.1", port)):
        pass


async def run_once(tmp_path: Path, *, edge: bool = True) -> tuple[Listening, int]:
    """Serve until one request is answered; where it listened, and the answer's status."""
    app = make_app(build(tmp_path / "public"), "http://paper.example")
    stop, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(app, ready=ready.set_result, stop=stop, edge=edge))
    listening: Listening = await ready
    said = await asyncio.to_thread(ask, listening.port, LIVE_PATH)
    stop.set()
    await asyncio.wait_for(serving, 10)
    return listening, said.status


async def test_port_zero_is_a_free_port_on_this_machine_alone(tmp_path: Path) -> None:
    listening, status = await run_once(tmp_path)
    assert status == 200
    assert listening.port > 0
    assert listening.url == f"http://127.0.0.1:{listening.port}"
    assert listening.edge_fault == ""


async def test_without_httptools_pages_go_the_ordinary_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httptools", None)
    for name in ("edge", "edge_self_test"):
        monkeypatch.delitem(sys.modules, f"nightdesk.serve.{name}", raising=False)
    monkeypatch.delitem(sys.modules, "uvicorn.protocols.http.httptools_impl", raising=False)
    monkeypatch.delitem(sys.modules, "uvicorn.protocols.http.auto", raising=False)
    listening, status = await run_once(tmp_path)
    assert status == 200
    assert listening.edge_fault == "httptools is not installed"


async def test_where_the_self_test_fails_pages_go_the_ordinary_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unfit(HttpToolsProtocol):
        def on_headers_complete(self) -> None:
            raise AttributeError("a name that went")

    monkeypatch.setattr(edge, "edge_for", lambda answers: Unfit)
    monkeypatch.setattr("nightdesk.serve.edge_self_test.edge_for", lambda answers: Unfit)
    listening, status = await run_once(tmp_path)
    assert status == 200
    assert listening.edge_fault != ""


async def test_a_port_that_is_taken_is_said_with_its_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}.*--port"):
            await serve(make_app(tmp_path, "http://a.example"), port=port, stop=asyncio.Event())


async def test_a_host_that_is_not_ours_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot listen on"):
        await serve(make_app(tmp_path, "http://a.example"), host="203.0.113.1", stop=asyncio.Event())
