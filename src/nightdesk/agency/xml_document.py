"""XML read strictly and safely: nothing fetched, expanded or recovered; each repair has a name and a place."""

import re
from collections.abc import Callable
from functools import cache
from html.entities import html5
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from ..errors import BrokenDelivery
from ..terms.delivery import Delivery
from ..terms.item import Repair
from .charset import codec, decode, holds_unfit, mend, places, sign_of_control
from .profile import Profile
from .sniff import byte_order

SIZE_LIMIT_BYTES: Final = 16 * 1024 * 1024
DEPTH_LIMIT: Final = 256

_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']{0,60})[\"']")
_TEXT_DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']{0,60})[\"']")
_PROLOG = re.compile(r"(?:[\s\ufeff]++|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z))*+", re.DOTALL)
_SUBSET = re.compile(r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+\[", re.IGNORECASE)
_ROOT_NAME = re.compile(r"<([A-Za-z_][^\s/>]{0,200})")
_HTML_PAGE = re.compile(r"<(?:!DOCTYPE\s+html|html|head|body)\b", re.IGNORECASE)

# CDATA, comments and instructions are skipped whole so that nothing inside them is touched; an unfinished one runs
# to the end. All that is sound is skipped in one match: a document may hold a hundred thousand comments.
_SKIPPED = r"[^<&]++|<(?!!--|!\[CDATA\[|\?)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_UNFIT_NUMBER = (
    r"&#(?:0*(?:12[89]|1[3-5][0-9]|[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[89][0-9a-fA-F]|1[0-9a-fA-F]|[0-8bcefBCEF]));"
)
_UNFIT_REFERENCE_BYTES = re.compile(_UNFIT_NUMBER.encode())
_UNFIT_REFERENCE = re.compile(_UNFIT_NUMBER)
_NO_UNFIT_REFERENCE = re.compile(f"(?:{_SKIPPED}|&(?!{_UNFIT_NUMBER[1:]}))*+", re.DOTALL)
_XML_REFERENCE = r"(?:amp|lt|gt|quot|apos|#[0-9]{1,8}|#x[0-9a-fA-F]{1,8});"
_LOOSE_REFERENCE = re.compile(r"&([A-Za-z]\w{0,40};)?")
_NO_LOOSE_REFERENCE = re.compile(f"(?:{_SKIPPED}|&(?={_XML_REFERENCE}))*+", re.DOTALL)
_MOST_FAULTS: Final = 20_000
_USUAL: Final = (b'<?xml version="1.0" encoding="UTF-8"?>', b'<?xml version="1.0" encoding="utf-8"?>')
_UTF_8_MARK: Final = b"\xef\xbb\xbf"


class XmlDocument(NamedTuple):
    """The root element, and what had to be mended before it could be read strictly."""

    root: etree._Element
    repairs: tuple[Repair, ...] = ()


def read_xml(delivery: Delivery, profile: Profile) -> XmlDocument:
    """The document, or BrokenDelivery with code empty, size, entity, charset, truncated, error-page, limit or xml."""
    content = delivery.content
    if len(content) > SIZE_LIMIT_BYTES:
        raise BrokenDelivery("size", f"{len(content)} bytes of XML; at most {SIZE_LIMIT_BYTES} are read")
    if not content.strip(b"\0 \t\r\n"):
        raise BrokenDelivery("empty", "the delivery has no content; the agency must send it again")
    # Single bytes are looked for first: that is ten times faster than looking for two.
    has_doctype = b"!" in content and b"<!DOCTYPE" in content
    has_unfit_reference = b"&" in content and _UNFIT_REFERENCE_BYTES.search(content) is not None
    is_plain = _is_plain_utf8(content, delivery.charset, profile)
    if is_plain and not has_doctype and not has_unfit_reference and not holds_unfit(content):
        try:
            return XmlDocument(_parsed(content))
        except etree.XMLSyntaxError:
            pass
    return _read_slowly(delivery, profile)


def _is_plain_utf8(content: bytes, transport_charset: str, profile: Profile) -> bool:
    """Whether libxml2 will take the bytes as UTF-8 by itself, so that they need no decoding here."""
    if content.startswith(_USUAL):
        return True
    if not content.startswith((b"<", _UTF_8_MARK)) or content[1:2] == b"\0":
        return False
    declared = _DECLARATION.match(content, 3 if content.startswith(_UTF_8_MARK) else 0)
    label = declared[1].decode("ascii", "replace") if declared else (transport_charset or profile.charset)
    return label in {"", "utf-8", "UTF-8"} or codec(label) == "utf-8"


def _read_slowly(delivery: Delivery, profile: Profile) -> XmlDocument:
    """The way of everything that is not clean UTF-8 XML: decode by the ladder, then repair only as far as needed."""
    text, repairs = _decoded(delivery, profile)
    if _HTML_PAGE.match(text, _prolog_end(text)):
        raise BrokenDelivery("error-page", "an HTML page came in place of the wire; look at the address and the log-in")
    last: etree.XMLSyntaxError | None = None
    for repair in (_unchanged, _without_lead, _without_controls, _with_known_references):
        text, found = repair(text)
        if last is not None and not found:
            continue
        repairs += found
        _refuse_entities(text)
        try:
            return XmlDocument(_parsed(text.encode("utf-8", "surrogatepass")), tuple(repairs))
        except etree.XMLSyntaxError as error:
            last = error
            _refuse_truncated(text, error)
    assert last is not None
    raise BrokenDelivery(
        "xml", f"not well-formed: {last.msg}; the agency must send it again whole", _position(last)
    ) from last


def _decoded(delivery: Delivery, profile: Profile) -> tuple[str, list[Repair]]:
    content = delivery.content
    proven, skip = byte_order(content)
    if proven and proven != "utf-8":
        head = content[skip : skip + 1024].decode(proven, "replace")
        declared = _TEXT_DECLARATION.match(head.lstrip())
        label = declared[1] if declared else ""
    else:
        found = _DECLARATION.match(content[skip : skip + 1024].lstrip(_UTF_8_MARK + b" \t\r\n\0"))
        label = found[1].decode("ascii", "replace") if found else ""
    decoded = decode(content, label=label, transport_charset="" if label else delivery.charset, profile=profile)
    return decoded.text, list(decoded.repairs)


def _prolog_end(text: str, at: int = 0) -> int:
    """Where the first thing stands that is no white space, comment or instruction."""
    found = _PROLOG.match(text, at)
    return at if found is None else found.end()


def _refuse_entities(text: str) -> None:
    """Refuse a DTD that declares entities, before any parser sees it: bombs and file reads hide there."""
    if "<!ENTITY" not in text:
        return
    at = _prolog_end(text)
    subset = _SUBSET.match(text, at)
    # Controls before the DOCTYPE are dropped by a repair later on; what follows them is judged as if they were gone.
    if subset or (at < len(text) and not _ROOT_NAME.match(text, at)):
        line = text.count("\n", 0, text.index("<!ENTITY")) + 1
        raise BrokenDelivery(
            "entity", "the document declares entities of its own; such files are refused", f"line {line}"
        )


def _unchanged(text: str) -> tuple[str, list[Repair]]:
    """What strict parsers let pass and readers must not lose, mended before the first try.

    C1 controls are signs of windows-1252. Beside a DOCTYPE, undeclared entities count as declared somewhere else and
    come out as nothing, so that their names are replaced here.
    """
    repairs: list[Repair] = []
    if holds_unfit(text.encode("utf-8", "surrogatepass")):
        text, found = mend(text)
        repairs += found
    for repair in (_without_unfit_references, *((_with_known_references,) if "<!DOCTYPE" in text else ())):
        text, more = repair(text)
        repairs += more
    return text, repairs


def _without_lead(text: str) -> tuple[str, list[Repair]]:
    stripped = text.lstrip(" \t\r\n\x0c\ufeff\0")
    if len(stripped) == len(text):
        return text, []
    return stripped, [Repair("leading-space", f"{len(text) - len(stripped)} characters")]


def _without_controls(text: str) -> tuple[str, list[Repair]]:
    text, found = mend(text.replace("\x0c", "\0") if "\x0c" in text else text)
    text, more = _without_unfit_references(text)
    return text, [*found, *more]


def _without_unfit_references(text: str) -> tuple[str, list[Repair]]:
    """`&#150;` and `&#7;` outside CDATA: the sign that windows-1252 has there, or nothing."""
    if "&#" not in text:
        return text, []

    def mended(match: re.Match[str]) -> str:
        reference = match[0]
        number = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
        return sign_of_control(number)

    return _replaced(text, _NO_UNFIT_REFERENCE, _UNFIT_REFERENCE, "control-references", mended)


def _with_known_references(text: str) -> tuple[str, list[Repair]]:
    """HTML's names become their characters and a bare & becomes &amp;, outside CDATA, comments and instructions."""

    def mended(match: re.Match[str]) -> str:
        sign = html5.get(match[1] or "")
        return "&amp;" + match[0][1:] if sign is None else escape(sign, {'"': "&quot;"})

    return _replaced(text, _NO_LOOSE_REFERENCE, _LOOSE_REFERENCE, "html-entities", mended)


def _replaced(
    text: str, sound: re.Pattern[str], fault: re.Pattern[str], rule: str, mended: Callable[[re.Match[str]], str]
) -> tuple[str, list[Repair]]:
    found: list[int] = []
    pieces: list[str] = []
    at = 0
    while faulty := fault.match(text, start := _end(sound, text, at)):
        found.append(start)
        if len(found) > _MOST_FAULTS:
            raise BrokenDelivery("xml", f"more than {_MOST_FAULTS} faulty references; the agency must send it again")
        pieces += (text[at:start], mended(faulty))
        at = faulty.end()
    if not found:
        return text, []
    return "".join((*pieces, text[at:])), [Repair(rule, places(found, len(found)))]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    matched = pattern.match(text, at)
    return matched.end() if matched else at


def _refuse_truncated(text: str, error: etree.XMLSyntaxError) -> None:
    """A root element that is never closed means that the file was cut off, whatever the parser stumbled over."""
    at = _prolog_end(text)
    if text.startswith("<!DOCTYPE", at):
        at = max(text.find(">", text.find("]", at) if _SUBSET.match(text, at) else at) + 1, at)
        at = _prolog_end(text, at)
    name = _ROOT_NAME.match(text, at)
    if name and f"</{name[1]}" not in text[at:] and not text.rstrip("\0 \t\r\n").endswith("/>"):
        raise BrokenDelivery(
            "truncated", f"the document ends before </{name[1]}>; the agency must send it again whole", _position(error)
        ) from error


def _position(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    return f"line {line}, column {column}"


@cache
def _parser() -> etree.XMLParser:
    """Strict, blind to the world, and without comments and instructions, which are no part of any text."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


@cache
def _too_deep() -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (DEPTH_LIMIT + 1) + ")")


def _parsed(content: bytes) -> etree._Element:
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:  # type: ignore[attr-defined]  # missing in the stubs
            raise BrokenDelivery("limit", f"more than a wire needs: {error.msg}", _position(error)) from error
        raise
    if not _counts_depth() and _too_deep()(root):
        raise BrokenDelivery("limit", f"elements stand more than {DEPTH_LIMIT} deep; no wire needs that")
    return root


@cache
def _counts_depth() -> bool:
    """Whether this libxml2 stops at the limit by itself; some versions allow 2048."""
    deep = DEPTH_LIMIT + 1
    try:
        etree.fromstring(b"<a>" * deep + b"</a>" * deep, _parser())
    except etree.XMLSyntaxError:
        return True
    return False
