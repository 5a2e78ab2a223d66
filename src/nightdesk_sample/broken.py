"""Broken bytes, each as some agency's system has sent them: good documents with one thing wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from .sending import Expect

_XML = frozenset({"newsml-g2", "nitf", "rss2", "rss1", "atom"})
_JSON = frozenset({"ninjs1", "ninjs2", "ninjs3", "json-feed"})
_ALL = _XML | _JSON
_DECLARED = re.compile(rb'encoding="UTF-8"')

_ERROR_PAGE = b"""<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>edge</center></body></html>
"""

_BOMB = b"""<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakage:
    """A way to break a document. `expect` is what a careful desk makes of it; `formats` are those it can happen to.

    What is broken must be writable in cp1252, which English copy with curly quotes is.
    """

    name: str
    breaks: Callable[[bytes], bytes]
    expect: Expect
    formats: frozenset[str]


def _truncated(good: bytes) -> bytes:
    return good[: len(good) * 3 // 5]


def _cp1252_as_latin1(good: bytes) -> bytes:
    return _DECLARED.sub(b'encoding="iso-8859-1"', _cp1252(good), count=1)


def _cp1252(good: bytes) -> bytes:
    return good.decode().encode("cp1252")


def _control_characters(good: bytes) -> bytes:
    middle = len(good) * 2 // 3
    place = good.find(b" ", middle)
    return good[:place] + b"\x0b\x07" + good[place:]


def _entity_bomb(good: bytes) -> bytes:
    head, _, rest = good.partition(b"?>\n")
    return head + b"?>\n" + _BOMB + rest.replace(b"</title>", b"&e;</title>", 1)


def _duplicate_keys(good: bytes) -> bytes:
    # Every JSON format written here has a "version" of its own at its top.
    return b'{"version": "0", ' + good[1:]


BREAKAGES = MappingProxyType(
    {
        one.name: one
        for one in (
            Breakage(name="truncated", breaks=_truncated, expect="spiked", formats=_ALL),
            Breakage(name="cp1252-as-latin1", breaks=_cp1252_as_latin1, expect="published", formats=_XML),
            Breakage(name="cp1252-as-utf8", breaks=_cp1252, expect="spiked", formats=_XML),
            Breakage(name="control-characters", breaks=_control_characters, expect="published", formats=_XML),
            Breakage(name="error-page", breaks=lambda _: _ERROR_PAGE, expect="spiked", formats=_ALL),
            Breakage(name="zero-bytes", breaks=lambda _: b"", expect="spiked", formats=_ALL),
            Breakage(name="entity-bomb", breaks=_entity_bomb, expect="spiked", formats=_XML),
            Breakage(name="duplicate-keys", breaks=_duplicate_keys, expect="spiked", formats=_JSON),
        )
    }
)
"""Every kind of breakage, by name."""
