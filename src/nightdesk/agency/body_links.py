"""Decide which attributes of the agency's markup a page may carry: plain http(s) addresses, languages, directions."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NUMBER: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_HOST: Final = re.compile(
    rf"(?:(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]|{_NUMBER}(?:\.{_NUMBER}){{3}})\Z"
)
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST: Final = 2000
_KEPT: Final = "!$&'()*+,-./:;=?@_~%"

# ISO 639-1. Validators know no other short tags, and a wrong one would misguide a screen reader.
_LANGUAGES: Final = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
_DIRECTIONS: Final = frozenset({"ltr", "rtl", "auto"})


def opening_of_link(href: str | None) -> str:
    """The start tag of a link, "" where the address is not one that may be followed from a page."""
    if not href or len(href) > _LONGEST:
        return ""
    href = href.strip("\t\n\x0c\r ")
    if href[:7].lower() != "http://" and href[:8].lower() != "https://":
        return ""
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    if "@" in parts.netloc or not _HOST.match(host) or len(host) > 253 or not _is_plain(host):
        return ""
    address = f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "") + _quoted(parts.path)
    if parts.query:
        address += "?" + _quoted(parts.query)
    if parts.fragment:
        address += "#" + _quoted(parts.fragment)
    return f'<a href="{address.replace("&", "&amp;")}" rel="nofollow noopener">'


def opening_of_span(language: str | None, direction: str | None) -> str:
    """The start tag of a `span` for a stretch in another language or direction, "" where it says nothing valid."""
    primary = (language or "").strip().replace("_", "-").split("-")[0].lower()
    said = f' lang="{primary}"' if primary in _LANGUAGES else ""
    direction = (direction or "").strip().lower()
    if direction in _DIRECTIONS:
        said += f' dir="{direction}"'
    return f"<span{said}>" if said else ""


def _quoted(part: str) -> str:
    return quote(_BAD_PERCENT.sub("%25", part), safe=_KEPT, errors="replace")


def _is_plain(host: str) -> bool:
    """No label that only looks like an encoded name: validators and browsers refuse those."""
    for label in host.split("."):
        if label[2:4] == "--":
            try:
                label.encode("ascii").decode("idna")
            except UnicodeError:
                return False
    return True
