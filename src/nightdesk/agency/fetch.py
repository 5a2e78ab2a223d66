"""One guarded GET: checked and pinned at every hop, bounded in time and size, silent about its credentials."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

import httpx2

from ..errors import DeliveryError
from .address_guard import AddressRefused, Guard, Resolve, host_of, resolve_by_system, shown
from .bounded_body import ACCEPTED_ENCODINGS, read_bounded

REDIRECT_LIMIT = 3
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 60.0
"""However slowly it drips, a fetch ends after this."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = "Nightdesk"


class FetchFailed(DeliveryError):
    """Nothing usable came: no connection, cut off, out of time, too many hops."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What to get: address, the wire's own headers, conditions, and the most bytes to take.

    `headers` may hold keys: they go to the origin of `url` and nowhere else, and are left out of `repr`.
    """

    url: httpx2.URL
    limit_bytes: int
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    conditions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The final response. `content` is unpacked and empty for any status but 200."""

    status: int
    headers: httpx2.Headers
    content: bytes


def open_transport() -> httpx2.AsyncHTTPTransport:
    """A transport without proxy, environment or kept connections.

    A kept connection is found again by its address alone, so two names behind one pinned address would share it.
    """
    return httpx2.AsyncHTTPTransport(trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))


async def fetch(
    ask: Ask, guard: Guard, transport: httpx2.AsyncBaseTransport, resolve: Resolve = resolve_by_system
) -> Answer:
    """Get it, following at most three redirects; raises a DeliveryError that says what went wrong."""
    place = shown(ask.url)
    try:
        async with asyncio.timeout(TOTAL_SECONDS):
            return await _follow(ask, guard, transport, resolve)
    except TimeoutError as error:
        raise FetchFailed("fetch-timeout", f"not finished after {TOTAL_SECONDS:g} s", place) from error
    except httpx2.TimeoutException as error:
        raise FetchFailed("fetch-timeout", "no answer in time", place) from error
    except httpx2.InvalidURL as error:
        raise FetchFailed("fetch-address", "not a usable address", place) from error
    except httpx2.LocalProtocolError as error:
        # Its text quotes the header, which may be a key.
        raise FetchFailed(
            "fetch-request", "a header in the settings of this wire is not legal in HTTP", place
        ) from error
    except (httpx2.TransportError, OSError) as error:
        raise FetchFailed("fetch-failed", f"{type(error).__name__}: {error}", place) from error


async def _follow(ask: Ask, guard: Guard, transport: httpx2.AsyncBaseTransport, resolve: Resolve) -> Answer:
    url = ask.url
    for _ in range(REDIRECT_LIMIT + 1):
        addresses = await guard.admit(url, resolve)
        response = await _send(_request(ask, url), addresses, transport)
        try:
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                return await _answer(response, ask.limit_bytes, shown(url))
            target = url.join(response.headers["location"])
        finally:
            await response.aclose()
        if url.scheme == "https" and target.scheme == "http":
            raise AddressRefused(f"redirected from https to http ({shown(target)})", shown(url))
        url = target
    raise FetchFailed("fetch-redirects", f"more than {REDIRECT_LIMIT} redirects", shown(ask.url))


async def _answer(response: httpx2.Response, limit_bytes: int, place: str) -> Answer:
    content = b""
    if response.status_code == httpx2.codes.OK:
        packed = response.headers.get("content-encoding", "")
        content = await read_bounded(response.aiter_raw(), packed, limit_bytes, place)
    return Answer(response.status_code, response.headers, content)


def _request(ask: Ask, url: httpx2.URL) -> httpx2.Request:
    fixed = [("user-agent", _AGENT), ("accept", "*/*"), ("accept-encoding", ACCEPTED_ENCODINGS)]
    own = list(ask.headers) if _origin(url) == _origin(ask.url) else []
    if url.userinfo:
        user, _, password = url.userinfo.partition(b":")
        pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
        own.insert(0, ("authorization", "Basic " + b64encode(pair).decode("ascii")))
    merged = httpx2.Headers(fixed, encoding="utf-8")
    for name, value in [*own, *ask.conditions]:
        merged[name] = value
    # The wire's own headers must not ask for a packing that we could not unpack within bounds.
    merged["accept-encoding"] = ACCEPTED_ENCODINGS
    bare = url.copy_with(userinfo=b"", fragment=None)
    return httpx2.Request("GET", bare, headers=merged)


async def _send(
    request: httpx2.Request, addresses: tuple[str, ...], transport: httpx2.AsyncBaseTransport
) -> httpx2.Response:
    """Send to the checked addresses in turn; name and certificate stay those of the host."""
    refused: httpx2.TransportError | None = None
    for address in addresses:
        pinned = httpx2.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            extensions={
                "sni_hostname": host_of(request.url),
                "timeout": {
                    "connect": CONNECT_SECONDS,
                    "read": READ_SECONDS,
                    "write": READ_SECONDS,
                    "pool": CONNECT_SECONDS,
                },
            },
        )
        try:
            return await transport.handle_async_request(pinned)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            refused = error
    raise refused or httpx2.ConnectError("no address to connect to")


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return (url.scheme, url.host, url.port)
