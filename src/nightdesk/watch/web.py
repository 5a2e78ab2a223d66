"""Plain GETs to one site: its address resolved and judged once, bodies bounded, redirects told and not followed."""

import asyncio
from typing import Final

import httpx2
import msgspec

from ..agency.address_guard import host_of, shown
from ..agency.bounded_body import ACCEPTED_ENCODINGS, read_bounded
from ..errors import DeliveryError
from .finding import UnreadError
from .packed import BROTLI, unpacked

TOTAL_SECONDS: Final = 30.0
ATTEMPTS: Final = 3
GZIP: Final = ACCEPTED_ENCODINGS
"""How pages are asked for, unless wanted otherwise."""

AT_ONCE: Final = 8
"""Requests under way: enough to keep a line busy, few enough to be no burden to the site."""

_PAUSE_SECONDS: Final = 0.5
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_BUSY: Final = frozenset((429, 502, 503, 504))
_CONNECT_SECONDS: Final = 10.0


class WebAnswer(msgspec.Struct, frozen=True):
    """Status, unpacked body, and where a redirect leads."""

    status: int
    content: bytes
    location: str


class Web:
    """Asks the site at `url`, at one `address` of its host and at no other."""

    def __init__(self, url: httpx2.URL, address: str, transport: httpx2.AsyncBaseTransport) -> None:
        self.name = shown(url)
        self._url = url
        self._address = address
        self._transport = transport
        self._room = asyncio.Semaphore(AT_ONCE)

    async def get(self, path: str, limit_bytes: int, packing: str = GZIP) -> WebAnswer:
        """The answer, after up to three attempts; UnreadError where there is none. `packing` is what is accepted."""
        url = self._url.copy_with(path=self._url.path.rstrip("/") + path, query=None, fragment=None, userinfo=b"")
        why = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(_PAUSE_SECONDS * attempt)
            try:
                async with self._room, asyncio.timeout(TOTAL_SECONDS):
                    answer = await self._ask(url, limit_bytes, packing)
            except (httpx2.TransportError, OSError) as error:
                why = f"{type(error).__name__}: {error}"
            except DeliveryError as error:
                raise UnreadError(path, error.reason) from error
            else:
                if answer.status not in _BUSY:
                    return answer
                why = f"the server answers {answer.status}"
        raise UnreadError(path, why)

    def path_of(self, answer: WebAnswer) -> str:
        """The path on this site that a redirect leads to; "" where it is none, or leads elsewhere."""
        if answer.status not in _REDIRECTS or not answer.location:
            return ""
        try:
            target = self._url.copy_with(path="/").join(answer.location)
        except httpx2.InvalidURL:
            return ""
        base = self._url.path.rstrip("/")
        same = (target.scheme, target.host, target.port) == (self._url.scheme, self._url.host, self._url.port)
        return target.path.removeprefix(base) if same and target.path.startswith(f"{base}/") else ""

    async def _ask(self, url: httpx2.URL, limit_bytes: int, packing: str) -> WebAnswer:
        plain = httpx2.Request(
            "GET", url, headers={"user-agent": "Nightdesk", "accept": "*/*", "accept-encoding": packing}
        )
        seconds = {"connect": _CONNECT_SECONDS, "read": TOTAL_SECONDS, "write": TOTAL_SECONDS, "pool": TOTAL_SECONDS}
        request = httpx2.Request(
            "GET",
            url.copy_with(host=self._address),
            headers=plain.headers,
            extensions={"sni_hostname": host_of(url), "timeout": seconds},
        )
        response = await self._transport.handle_async_request(request)
        try:
            packed = response.headers.get("content-encoding", "").strip().lower()
            is_brotli = packed == packing == BROTLI
            content = await read_bounded(response.aiter_raw(), "" if is_brotli else packed, limit_bytes, url.path)
            if is_brotli:
                content = unpacked(content, BROTLI, limit_bytes, url.path)
            return WebAnswer(response.status_code, content, response.headers.get("location", ""))
        finally:
            await response.aclose()
