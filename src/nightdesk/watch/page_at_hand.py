"""Bring together what a page is checked with: its bytes, its proof, the log's keys; from files or from its site."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import httpx2
import msgspec

from ..errors import UsageError
from ..proof.key import LOG_KEY, VerifierKey, read_vkey, read_vkeys
from ..proof.page_check import read_story_page
from ..proof.plain_page import require_plain
from ..proof.refusal import ProofError
from ..proof.tlog_proof import PROOF_BYTES
from .finding import UnreadError
from .source import Got, Source, open_source

_FOUND: Final = 200
_HOPS: Final = 4
_VKEY_BYTES: Final = 1 << 16
_KEYS_AT: Final = "log/vkey"


class AtHand(msgspec.Struct, frozen=True):
    """What there is to check a page with; `proof` is None where the page has no log entry to prove.

    `keys_from` is the file or address that the keys stand in, "" for one given as it is; `is_own` where that is the
    site's own word.
    """

    page: bytes
    proof: bytes | None
    keys: tuple[VerifierKey, ...]
    keys_from: str = ""
    is_own: bool = False


def page_at_hand(page: str, proof: Path | None, key: str | None) -> AtHand:
    """The page, its proof and the keys. UsageError where one is missing, with what to bring."""
    if "://" in page:
        try:
            return asyncio.run(_fetched(page, proof, key))
        except UnreadError as error:
            raise UsageError(f"{page} cannot be checked: {error}") from error
    file = Path(page)
    content = _read(file)
    n = number_of(content)
    if n is None:
        return AtHand(content, None, ())
    evidence = _read(proof or file.with_name(f"v{n}.tlog-proof"), "give the proof as the second argument")
    if key is not None:
        return AtHand(content, evidence, _keys(key), "" if "+" in key else key)
    around = (folder / _KEYS_AT for folder in file.resolve().parents)
    found = next((one for one in around if one.is_file()), None)
    if found is None:
        raise UsageError(f"no folder around {file} holds {_KEYS_AT}: give the log's key with --key")
    return AtHand(content, evidence, _keys(_read(found).decode("utf-8", "replace")), str(found), is_own=True)


def number_of(page: bytes) -> int | None:
    """Which text of its story the page says it is; None where it carries no log entry at all."""
    if b"wire-leaf" not in page:
        return None
    try:
        require_plain(page)
        return read_story_page(page).n
    except ProofError:
        return 1  # the check itself will say what is wrong with it


def keys_given(values: Iterable[str]) -> tuple[VerifierKey, ...]:
    """Keys as they stand on a command line: each a vkey, or a file with one a line."""
    found: list[VerifierKey] = []
    for value in values:
        try:
            found += (
                read_vkeys(_read(Path(value)).decode("utf-8", "replace")) if "+" not in value else [read_vkey(value)]
            )
        except ProofError as error:
            raise UsageError(f"{value!r} is no verifier key, nor a file of them: {error}") from error
    return tuple(found)


def _keys(text: str) -> tuple[VerifierKey, ...]:
    """The log's keys among these; a witness's, which may stand beside them, vouches for no log."""
    lines = text.split()
    keys = tuple(key for line in lines for key in keys_given([line]) if key.kind == LOG_KEY)
    if not keys:
        raise UsageError("there is no key of a log: it is written name+id+key")
    return keys


def _read(file: Path, remedy: str = "") -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        more = f"; {remedy}" if remedy else ""
        raise UsageError(f"{file} cannot be read: {error.strerror}{more}") from error


async def _fetched(page: str, proof: Path | None, key: str | None) -> AtHand:
    try:
        url = httpx2.URL(page)
    except httpx2.InvalidURL as error:
        raise UsageError(f"{page} is not an address: {error}") from error
    async with open_source(str(url.copy_with(path="/", query=None, fragment=None))) as source:
        path, got = await _followed(source, url.path or "/")
        n = number_of(got.content)
        if n is None:
            return AtHand(got.content, None, ())
        folder = path[: path.rindex("/") + 1]
        evidence = _read(proof) if proof else (await _must(source, f"{folder}v{n}.tlog-proof", PROOF_BYTES)).content
        if key is not None:
            return AtHand(got.content, evidence, _keys(key), "" if "+" in key else key)
        at, text = await _shown_keys(source, folder)
        return AtHand(got.content, evidence, _keys(text), f"{source.name.rstrip('/')}{at}", is_own=True)


async def _followed(source: Source, path: str) -> tuple[str, Got]:
    for _ in range(_HOPS):
        got = await source.get(path)
        if not got.path:
            if got.status != _FOUND:
                raise UnreadError(path, f"it answers {got.status}")
            return path, got
        path = got.path
    raise UnreadError(path, f"more than {_HOPS} redirects")


async def _must(source: Source, path: str, limit_bytes: int) -> Got:
    got = await source.get(path, limit_bytes)
    if got.status != _FOUND:
        raise UnreadError(path, f"it answers {got.status}")
    return got


async def _shown_keys(source: Source, folder: str) -> tuple[str, str]:
    """The keys at the site's root, or where the site begins further down in the address."""
    parts = folder.strip("/").split("/")
    for depth in range(len(parts)):
        at = "/".join(["", *parts[:depth], _KEYS_AT])
        got = await source.get(at, _VKEY_BYTES)
        if got.status == _FOUND:
            return at, got.content.decode("utf-8", "replace")
    raise UnreadError(f"/{_KEYS_AT}", "there is none: give the log's key with --key")
