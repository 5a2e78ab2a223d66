"""A walk over the whole served site from its front page: every internal link, every page's head, every feed and map."""

import gzip
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from nightdesk.proof.read_back import read_back

from .plain_reading import PlainReading

LARGEST_PAGE_BYTES = 30 * 1024
LARGEST_ISSUE_BYTES = 120 * 1024
"""Of a whole issue of the e-paper on one page of text."""
_FIRST = ("/", "/sitemap.xml", "/sitemap-news.xml", "/robots.txt", "/feed.xml", "/atom.xml", "/feed.json")
_XML = ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml")


@dataclass
class Walk:
    """What was found: statuses by path, faults as sentences, and the weight of the heaviest page on the line."""

    statuses: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    pages: int = 0
    stories: int = 0
    feeds: int = 0
    heaviest_page_bytes: int = 0

    @property
    def counts(self) -> dict[int, int]:
        """How many addresses answered with each status."""
        return {status: list(self.statuses.values()).count(status) for status in sorted(set(self.statuses.values()))}


@dataclass(frozen=True)
class _Answer:
    status: int
    kind: str
    location: str
    body: bytes
    sent_bytes: int


def walk(url: str, expected: dict[str, int]) -> Walk:
    """Follow every link from the front page on. `expected` names further paths with the status they must have."""
    found = Walk()
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    paths = [*_FIRST, *expected]
    linked_from = dict.fromkeys(paths, "the start")
    gone = {path for path, status in expected.items() if status != 200}
    for path in paths:
        answer = _ask(line, path)
        found.statuses[path] = answer.status
        if path in expected and answer.status != expected[path]:
            found.faults.append(f"{path} answers {answer.status}, not {expected[path]}")
        elif path not in gone and answer.status not in (200, 301, 410, 451):
            found.faults.append(f"{path} answers {answer.status}, linked from {linked_from[path]}")
        for link in _links(url, path, answer, found):
            if link not in linked_from:
                linked_from[link] = path
                paths.append(link)
    line.close()
    return found


def _links(url: str, path: str, answer: _Answer, found: Walk) -> Iterator[str]:
    """The internal addresses that an answer leads to; its own faults are noted on the way."""
    if answer.location:
        yield from _internal(url, path, [answer.location])
    elif answer.kind == "text/html":
        reading = PlainReading(answer.body.decode())
        found.pages += 1
        found.heaviest_page_bytes = max(found.heaviest_page_bytes, answer.sent_bytes)
        is_issue = path.startswith("/epaper/") and path.endswith("/text/")
        if answer.sent_bytes > (LARGEST_ISSUE_BYTES if is_issue else LARGEST_PAGE_BYTES):
            found.faults.append(f"{path} weighs {answer.sent_bytes} bytes gzipped")
        if answer.status == 200:
            found.faults += _head_faults(url, path, reading)
        if reading.claimed:
            found.stories += 1
            found.faults += _text_faults(path, answer, reading)
        yield from _internal(url, path, reading.links)
        yield from _internal(url, path, [one for text in reading.data for one in _addresses(json.loads(text))])
    elif answer.status == 200 and (answer.kind in _XML or answer.kind.endswith("json")):
        found.feeds += 1
        try:
            addresses = list(_listed(answer))
        except (etree.XMLSyntaxError, ValueError) as error:
            found.faults.append(f"{path} does not parse: {error}")
            return
        foreign = [address for address in addresses if "://" in address and not address.startswith(url)]
        if foreign:
            found.faults.append(f"{path} lists addresses of another site: {foreign[:3]}")
        yield from _internal(url, path, addresses)


def _internal(url: str, path: str, links: list[str]) -> Iterator[str]:
    for link in links:
        whole = urldefrag(urljoin(url + path, link)).url
        if whole.startswith(url + "/"):
            yield whole.removeprefix(url)


def _head_faults(url: str, path: str, reading: PlainReading) -> Iterator[str]:
    if reading.robots == "noindex" and not reading.canonical:
        return  # a notice at the address of a story that waits
    if len(reading.canonical) != 1:
        yield f"{path} has {len(reading.canonical)} canonical links"
    elif reading.canonical[0] != url + path:
        yield f"{path} says that it is {reading.canonical[0]}"


def _text_faults(path: str, answer: _Answer, reading: PlainReading) -> Iterator[str]:
    returned = read_back(answer.body)
    if returned.digest != returned.meta:
        yield f"{path} does not read back as its digest says"
    if reading.digest != reading.claimed:
        yield f"{path} does not read as its digest says to Python's own parser"


def _listed(answer: _Answer) -> list[str]:
    """The addresses of a feed or a map. Raises where it does not parse."""
    if answer.kind not in _XML:
        return list(_addresses(json.loads(answer.body)))
    root = etree.fromstring(answer.body)
    found = [root.xpath(path) for path in _XML_ADDRESSES]
    return [str(one).strip() for path in found if isinstance(path, list) for one in path if str(one).strip()]


_XML_ADDRESSES = (
    "//*[local-name()='loc' or local-name()='link'][not(*)]/text()",
    "//*[local-name()='link' and (not(@rel) or @rel='alternate' or @rel='self')]/@href",
)
_ADDRESS_KEYS = frozenset(
    ["url", "src", "start_url", "icon", "favicon", "home_page_url", "feed_url", "@id", "mainEntityOfPage"]
)


def _addresses(value: object, key: str = "") -> Iterator[str]:
    """What a JSON document calls an address, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _addresses(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner, key)
    elif key in _ADDRESS_KEYS and isinstance(value, str) and value:
        yield value


def _ask(line: http.client.HTTPConnection, path: str) -> _Answer:
    line.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    sent = answer.read()
    body = gzip.decompress(sent) if answer.headers.get("content-encoding") == "gzip" else sent
    kind = (answer.headers.get("content-type") or "").partition(";")[0]
    location = answer.headers.get("location") or ""
    return _Answer(answer.status, kind, location, body, len(sent))
