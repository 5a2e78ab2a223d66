"""Is this page what the log says it is? Every check by name, in order, up to the first that does not hold."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated, Final, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
from lxml import etree

from ..terms.leaf import TEXT_UP, Leaf, Salts, SealedField
from .agency_element import foreign_in
from .key import VerifierKey
from .leaf import commitment, opens, read_leaf
from .plain_page import require_plain
from .read_back import read_back
from .refusal import ProofError
from .tlog_proof import Proven, read_proof, verify_proof
from .wire_text import canonical

CheckName = Literal[
    "markup", "marks", "inside", "digest", "leaf", "text", "headline", "story", "version", "address", "proof", "log"
]
CHECKS: Final[dict[CheckName, str]] = {
    "markup": "every browser reads this page alike",
    "marks": "it bears the marks of a story page, each once",
    "inside": "nothing but what an agency can send stands inside the agency's text",
    "digest": "its text has the digest that it states",
    "leaf": "it carries a log entry that put a text up",
    "text": "its text is the one the entry is committed to",
    "headline": "so is its headline",
    "story": "the entry is of this story",
    "version": "and of this version",
    "address": "and of this address",
    "proof": "the proof is well formed",
    "log": "the entry is in the signed log",
}
"""What each check found out when it holds."""

COMPARED: Final = ("headline", "text", "story", "version", "address")
"""What a page says of itself and the log vouches for."""

NOT_COMPARED: Final = ("label", "byline", "times", "title", "pictures", "links", "style sheets and scripts")
"""What no entry holds. The entry's `label` names a wording, it is no digest of the words that the page shows."""

SCOPE: Final = f"Compared: {', '.join(COMPARED)}. Not part of the proof: {', '.join(NOT_COMPARED)}."

_LINE_END: Final = b"\n"
T = TypeVar("T")


class _PageSalts(Salts, frozen=True, forbid_unknown_fields=True):
    """The salts as a page writes them, and nothing else."""


class _WireLeaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `script#wire-leaf`."""

    n: Annotated[int, msgspec.Meta(ge=1)]
    leaf: str
    salts: _PageSalts


class StoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says by its marks: its text read back, and the log entry it carries, as the `n`th of its story.

    `digest` was computed from the text; `claimed` is what the page's meta element says; `address` its canonical link.
    """

    guid: str
    version: str
    address: str
    headline: str
    text: bytes
    digest: str
    claimed: str
    n: int
    leaf: bytes
    salts: Salts


class Check(msgspec.Struct, frozen=True):
    """One check that was made; `fault` is "" where it holds, else why not."""

    name: CheckName
    fault: str = ""


class PageVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """The checks that were made, the last one being the first that failed; and what they brought to light."""

    checks: tuple[Check, ...]
    page: StoryPage | None = None
    leaf: Leaf | None = None
    proven: Proven | None = None

    @property
    def fault(self) -> Check | None:
        """The check that failed."""
        return next((check for check in self.checks if check.fault), None)

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return self.fault is None


def check_page(
    content: bytes, proof: bytes, keys: Sequence[VerifierKey], witnesses: Sequence[VerifierKey] = (), quorum: int = 0
) -> PageVerdict:
    """Check a page against a proof (C2SP tlog-proof) under one of the log's keys, and a quorum of witnesses if any."""
    verdict = check_against_its_leaf(content)
    if not verdict.holds or verdict.page is None:
        return verdict
    made, leaf = _Checks(list(verdict.checks)), verdict.page.leaf
    read = made.make("proof", lambda: read_proof(proof))
    if read is None:
        return msgspec.structs.replace(verdict, checks=tuple(made.done))
    proven = made.make("log", lambda: verify_proof(read, leaf, keys, witnesses, quorum))
    return msgspec.structs.replace(verdict, checks=tuple(made.done), proven=proven)


def check_against_its_leaf(content: bytes) -> PageVerdict:
    """Check a page against the leaf it carries itself; that this leaf is in the log is left to the caller."""
    made = _Checks([])
    foreign = foreign_in(content)
    unseen = f"the marked text holds what a reader would not see, or not as it is read here: {foreign}"
    made.make("markup", lambda: require_plain(content))
    if foreign and not made.going:
        return PageVerdict(checks=(Check("inside", unseen),))  # the better reason of the two
    page = made.make("marks", lambda: read_story_page(content))
    if page is None:
        return PageVerdict(checks=tuple(made.done))
    made.hold("inside", not foreign, unseen)
    made.hold("digest", page.claimed == page.digest, f"its text has the digest {page.digest}, it states {page.claimed}")
    leaf = made.make("leaf", lambda: _leaf_of(page))
    if leaf is None:
        return PageVerdict(checks=tuple(made.done), page=page)
    other = _differs(leaf, "text", page.salts.text, page.text)
    made.hold("text", not other, f"the text on the page is not the text in the log: {other}")
    other = _differs(leaf, "head", page.salts.head, page.headline.encode())
    made.hold("headline", not other, f"the headline on the page is not the one in the log: {other}")
    logged = (page.guid, f"sha256:{hashlib.sha256(page.guid.encode()).hexdigest()}")
    made.hold("story", leaf.story in logged, f"the page is of {page.guid}, the entry of {leaf.story}")
    made.hold("version", leaf.ver == page.version, f"the page is version {page.version}, the entry {leaf.ver}")
    at_home = is_address_of(page.address, leaf.url or "")
    made.hold("address", at_home, f"the page's address is {page.address}, the entry's {leaf.url}")
    return PageVerdict(checks=tuple(made.done), page=page, leaf=leaf)


class _Checks:
    """Makes checks until one fails; those after it are not made."""

    def __init__(self, done: list[Check]) -> None:
        self.done = done

    @property
    def going(self) -> bool:
        return not (self.done and self.done[-1].fault)

    def make(self, name: CheckName, check: Callable[[], T]) -> T | None:
        """What the check brings, None where it refuses, or one before it did."""
        if not self.going:
            return None
        try:
            found = check()
        except ProofError as error:
            self.done.append(Check(name, str(error)))
            return None
        self.done.append(Check(name))
        return found

    def hold(self, name: CheckName, holds: bool, fault: str) -> None:
        if self.going:
            self.done.append(Check(name, "" if holds else fault))


def read_story_page(content: bytes) -> StoryPage:
    """The marks of contract §4 and §8, each of them once; refused without a log entry."""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    article = _the_one(root, "article", "data-guid")
    head, body = _the_one(root, "*", "data-wire", "h"), _the_one(root, "*", "data-wire", "b")
    if body is not _the_one(root, "div", "id", "agency-text"):
        raise ProofError("marks", "the text of the wire does not stand in div#agency-text")
    claimed = _the_one(root, "meta", "name", "wire-text").get("content", "")
    address = _the_one(root, "link", "rel", "canonical").get("href", "")
    carried = _carried(_the_one(root, "script", "id", "wire-leaf"))
    said = read_back(content)
    if said.headline and head.tag != "h1":
        raise ProofError("marks", "the headline of the wire does not stand in an h1")
    return StoryPage(
        guid=article.get("data-guid", ""),
        version=article.get("data-version", ""),
        address=address,
        headline=said.headline,
        text=canonical(said.headline, said.blocks),
        digest=said.digest,
        claimed=claimed,
        n=carried.n,
        leaf=carried.leaf.encode(),
        salts=carried.salts,
    )


def is_address_of(address: str, url: str) -> bool:
    """Whether an address is that of a leaf's `url`: the same section, and the id alone or after words and a hyphen."""
    section, _, id_ = url.removeprefix("/").partition("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.netloc or "?" in address or "#" in address:
        return False
    *_, beside, last, end = ("", "", *parts.path.split("/"))
    return url == f"/{section}/{id_}" and bool(section) and (beside, last.rpartition("-")[2], end) == (section, id_, "")


def has_marks(content: bytes) -> bool:
    """Whether a page has any mark by which it would pass for a story page; cheap, and rather too often than not."""
    low = content.lower()
    return b"data-wire=" in low or b"wire-leaf" in low or b"agency-text" in low or b"data-guid" in low


def _differs(leaf: Leaf, field: SealedField, salt: str, content: bytes) -> str:
    """In what the entry's seal is not that of this content; "" where it is."""
    seal = {"raw": leaf.raw, "text": leaf.text, "head": leaf.head}[field]
    if seal is None:
        return "the entry holds no commitment to one"
    if opens(leaf, field, salt, content):
        return ""
    found = commitment(field, salt, content)
    if found != seal.c:
        return f"it gives the commitment {found}, the entry has {seal.c}"
    return f"it is {len(content)} bytes in {content.count(_LINE_END) - 2} blocks, the entry states another size"


def _leaf_of(page: StoryPage) -> Leaf:
    leaf = read_leaf(page.leaf)
    if leaf.t not in TEXT_UP:
        raise ProofError("leaf", f"the entry is of the type {leaf.t}, which puts no text up")
    return leaf


def _carried(script: "etree._Element") -> _WireLeaf:
    try:
        return msgspec.json.decode(script.text or "", type=_WireLeaf)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ProofError("marks", f"script#wire-leaf cannot be read: {error}") from error


def _the_one(root: "etree._Element", tag: str, attribute: str, value: str | None = None) -> "etree._Element":
    have = (element for element in root.iter(tag) if isinstance(element.tag, str) and attribute in element.attrib)
    found = [element for element in have if value is None or element.get(attribute) == value]
    if len(found) != 1:
        called = f"{tag}[{attribute}]" if value is None else f"{tag}[{attribute}={value}]"
        raise ProofError("marks", f"the page has {called} {len(found)} times, not once")
    return found[0]
