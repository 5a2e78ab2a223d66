"""The witness over HTTP: C2SP tlog-witness `add-checkpoint`."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ..clock import Clock
from ..errors import UsageError
from ..proof.add_checkpoint import REQUEST_BYTES, SIZE_TYPE, read_request
from ..proof.refusal import ProofError
from .witness import MALFORMED, RefusedError, Witness

_TOO_LARGE: Final = 413
_CANNOT_KEEP: Final = 503


def make_witness_app(witness: Witness, clock: Clock) -> Starlette:
    """The application: one address to ask at, and the key by which its answers are known."""

    async def add_checkpoint(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > REQUEST_BYTES:
                return PlainTextResponse(f"a request has at most {REQUEST_BYTES} bytes\n", _TOO_LARGE)
        return await asyncio.to_thread(answer, witness, bytes(body), clock)

    async def vkey(request: Request) -> Response:
        return PlainTextResponse(f"{witness.verifier.text}\n")

    return Starlette(routes=[Route("/add-checkpoint", add_checkpoint, methods=["POST"]), Route("/vkey", vkey)])


def answer(witness: Witness, body: bytes, clock: Clock) -> Response:
    """What one request is answered; a cosignature only once the tree is on the disk."""
    try:
        asked = read_request(body)
        return PlainTextResponse(witness.cosigned(asked, int(clock().timestamp())))
    except ProofError as error:
        return PlainTextResponse(f"{error}\n", MALFORMED)
    except RefusedError as error:
        if error.size is not None:
            return Response(f"{error.size}\n", error.status, media_type=SIZE_TYPE)
        return PlainTextResponse(f"{error.reason}\n", error.status)
    except UsageError:
        return PlainTextResponse("the witness cannot keep what it sees, and so does not sign\n", _CANNOT_KEEP)


class _Server(uvicorn.Server):
    """uvicorn's server, telling when it serves, and leaving signals to whoever runs it."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


async def serve_witness(
    witness: Witness, clock: Clock, host: str, port: int, stop: asyncio.Event, ready: Callable[[str], None]
) -> None:
    """Answer until `stop` is set. Port 0 takes a free one; `ready` is told the address."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise UsageError(f"cannot listen on {host} port {port}: {error}; choose another with --listen") from error
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        make_witness_app(witness, clock), ws="none", lifespan="off", log_config=None, access_log=False
    )
    server = _Server(config, lambda: ready(address))

    async def end() -> None:
        await stop.wait()
        server.should_exit = True

    waiting = asyncio.create_task(end())
    try:
        await server.serve(sockets=[listener])
    finally:
        waiting.cancel()
        listener.close()
