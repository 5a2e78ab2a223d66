"""A site to look at: over HTTP, or as a folder that is answered from as the built-in server would."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote

import httpx2
import msgspec

from ..agency.address_guard import guard_for, resolve_by_system
from ..errors import DeliveryError, UsageError
from ..serve.answers import Answers
from ..serve.asked import Asked
from ..serve.held import HeldAnswers
from .finding import UnreadError
from .headlines import FEEDS
from .web import GZIP, Web

PAGE_BYTES: Final = 8_000_000
TILE_BYTES: Final = 256 * (65_535 + 2)
_HELD_BYTES: Final = 1 << 16
_ANYWHERE: Final = "https://folder.invalid"
_NO_PAGES: Final = ("404.html", "410.html", "451.html")


class Got(msgspec.Struct, frozen=True):
    """What an address answers; `path` is where a redirect within the site leads, "" where it is none."""

    status: int
    content: bytes = b""
    path: str = ""


class Source(Protocol):
    """Where a site is read."""

    name: str

    async def get(self, path: str, limit_bytes: int = PAGE_BYTES) -> Got:
        """What the address below the site's root answers; UnreadError where nothing can be said."""
        ...


class FolderSource:
    """A site's public folder."""

    def __init__(self, public: Path) -> None:
        self.name = str(public)
        self.public = public
        self._answers = Answers(public, _ANYWHERE, held=HeldAnswers(_HELD_BYTES))

    async def get(self, path: str, limit_bytes: int = PAGE_BYTES) -> Got:
        """As the built-in server answers, read from the disk."""
        answer = self._answers.answer("GET", quote(path, safe="/%").encode(), b"", Asked(), 0.0)
        location = next((value.decode() for name, value in answer.headers if name == b"location"), "")
        if location:
            return Got(answer.status, b"", location.partition("?")[0])
        try:
            content = Path(answer.file).read_bytes() if answer.file else answer.body
        except OSError as error:
            raise UnreadError(path, str(error.strerror)) from error
        if len(content) > limit_bytes:
            raise UnreadError(path, f"larger than {limit_bytes} bytes")
        return Got(answer.status, content)

    def pages(self) -> list[str]:
        """The address of every page that lies in the folder; notices have none of their own."""
        return sorted(self.address_of(file) for file in self._files(".html") if file.name not in _NO_PAGES)

    def feeds(self) -> list[str]:
        """The address of every feed and of the news sitemap."""
        return sorted(self.address_of(file) for file in self._files(*FEEDS) if file.name in FEEDS)

    def twins(self) -> Iterator[Path]:
        """Every compressed copy."""
        return self._files(".br", ".gz")

    def address_of(self, file: Path) -> str:
        """Where a file of the folder is asked for."""
        inside = file.relative_to(self.public).as_posix()
        return f"/{inside.removesuffix('index.html')}" if file.name == "index.html" else f"/{inside}"

    def _files(self, *endings: str) -> Iterator[Path]:
        # os.walk passes over a folder that goes while we look, where Path.rglob would raise
        for folder, _, names in os.walk(self.public):
            yield from (Path(folder, name) for name in names if name.endswith(endings))


class WebSource:
    """A site as its server answers."""

    def __init__(self, web: Web) -> None:
        self.name = web.name
        self._web = web

    async def get(self, path: str, limit_bytes: int = PAGE_BYTES, packing: str = GZIP) -> Got:
        """One request; a redirect is told, not followed, and one to another site leads nowhere."""
        answer = await self._web.get(quote(path, safe="/%"), limit_bytes, packing)
        return Got(answer.status, answer.content, self._web.path_of(answer))


@asynccontextmanager
async def open_source(where: str) -> AsyncIterator[Source]:
    """The site at an http(s) address or in a folder: a site folder, or the public one in it."""
    if "://" not in where:
        yield FolderSource(public_folder(Path(where)))
        return
    try:
        url = httpx2.URL(where.rstrip("/"))
        # Whoever types an address of his own network means it.
        addresses = await guard_for(url, private=True).admit(url, resolve_by_system)
    except httpx2.InvalidURL as error:
        raise UsageError(f"{where} is not an address: {error}") from error
    except DeliveryError as error:
        raise UnreadError(where, error.reason) from error
    async with httpx2.AsyncHTTPTransport(trust_env=False) as transport:
        yield WebSource(Web(url, addresses[0], transport))


def public_folder(folder: Path) -> Path:
    """The folder that is served: `public/` of a site folder, or the folder itself."""
    public = folder / "public"
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder, nor an address that begins with http:// or https://")
    return public if public.is_dir() else folder
