"""The web side of the house as one ASGI application: pages from the public folder, and the few live addresses."""

import asyncio
import ipaddress
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Scope, Send

from .answers import Answers, Header
from .asked import read_asked
from .headers import CACHE_NEVER
from .intake import LARGEST_PUSH_BYTES, Intake, PushReceiver
from .page_counts import PageCounts

Status = Callable[[], Mapping[str, Any]]
"""What `/healthz` tells the machine's own askers besides that it serves."""


class Pages:
    """The ASGI face of `Answers`, for whatever the edge did not answer already."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = read_asked(scope["headers"])
        now = asyncio.get_running_loop().time()
        answer = self._answers.answer(scope["method"], scope["raw_path"], scope["query_string"], asked, now)
        if answer.file:
            headers = {name.decode(): value.decode() for name, value in answer.headers}
            await FileResponse(answer.file, answer.status, headers)(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})


class Secured:
    """Adds the security headers to every answer that does not bring them, errors included."""

    def __init__(self, app: Callable[..., Any], security: Sequence[Header]) -> None:
        self._app = app
        self._security = list(security)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                have = {name for name, _ in message["headers"]}
                more = [header for header in self._security if header[0] not in have]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self._app(scope, receive, send_secured if scope["type"] == "http" else send)


class _Site(Starlette):
    """A Starlette whose outermost layer, outside even of its error answers, is `Secured`."""

    def build_middleware_stack(self) -> Secured:
        return Secured(super().build_middleware_stack(), self.state.answers.security)


def make_app(
    public: Path,
    site_url: str,
    *,
    intake: PushReceiver | None = None,
    status: Status = dict,
    metrics: CollectorRegistry | None = None,
    metrics_for_all: bool = False,
    push_limit_bytes: int = LARGEST_PUSH_BYTES,
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """The application. `app.state.answers` is its `Answers`: the publisher calls `forget` on it.

    `metrics` is shown at `/metrics` to this machine alone unless `metrics_for_all`; `routes` are more live addresses.
    """
    answers = Answers(public, site_url)
    registry = CollectorRegistry() if metrics is None else metrics
    registry.register(PageCounts(answers))

    async def healthz(request: Request) -> Response:
        facts = {"serving": True, **(status() if _is_near(request) else {})}
        return Response(msgspec.json.encode(facts), 200, {"cache-control": CACHE_NEVER}, "application/json")

    async def show_metrics(request: Request) -> Response:
        if not (metrics_for_all or _is_near(request)):
            raise HTTPException(404)
        return Response(generate_latest(registry), 200, {"cache-control": CACHE_NEVER}, CONTENT_TYPE_LATEST)

    live: list[BaseRoute] = [Route("/healthz", healthz), Route("/metrics", show_metrics), *routes]
    if intake is not None:
        door = Intake(intake, limit_bytes=push_limit_bytes)
        live.append(Route("/intake/{wire}", door.take, methods=["POST"]))
    app = _Site(routes=live, exception_handlers={HTTPException: _said, 500: _said})
    app.state.answers = answers
    app.router.redirect_slashes = False
    app.router.default = Pages(answers)
    return app


async def _said(_request: Request, error: Exception) -> Response:
    """An error's status and nothing of its inside."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return PlainTextResponse(f"{status}\n", status, {"cache-control": CACHE_NEVER, **headers})


def _is_near(request: Request) -> bool:
    """Whether the asker is this machine. uvicorn has put a proxy's X-Forwarded-For in place of the proxy."""
    if request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
