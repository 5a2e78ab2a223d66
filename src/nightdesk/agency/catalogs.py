"""QCodes resolved through the item's own catalogs: an alias is a local name and means nothing by itself.

The table of IPTC aliases is shipped (`data/iptc_catalogs.json`, catalogs 35 to 41); nothing is ever fetched.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Final, NamedTuple

_TABLE = json.loads(resources.files(__package__).joinpath("data/iptc_catalogs.json").read_text("utf-8"))

IPTC: Final[Mapping[str, str]] = MappingProxyType(_TABLE["schemes"])
"""Alias -> scheme address in the IPTC's own catalogs. No alias changed its meaning between 35 and 41."""

NEWSCODES: Final = "http://cv.iptc.org/newscodes/"

# What an alias most likely means where the catalog that defines it is not at hand. Reuters writes icls for ninat.
_LIKELY: Final[Mapping[str, str]] = MappingProxyType(
    {
        alias: NEWSCODES + path
        for alias, path in {
            "stat": "pubstatusg2/",
            "sig": "signal/",
            "irel": "itemrelation/",
            "ninat": "ninature/",
            "icls": "ninature/",
            "medtop": "mediatopic/",
            "subj": "subjectcode/",
            "cpnat": "cpnature/",
            "drol": "descriptionrole/",
        }.items()
    }
)

_IPTC_CATALOG = re.compile(r"https?://(?:www\.)?iptc\.org/std/catalog/catalog\.IPTC-G2-Standards_\d+\.xml$")


class Code(NamedTuple):
    """A controlled value: its scheme's address (or the bare alias where that is unknown) and the code in the scheme.

    `sure` is False where the scheme was taken from the likely meaning of the alias.
    """

    scheme: str
    code: str
    sure: bool = True


@lru_cache(maxsize=256)
@lru_cache(maxsize=256)
def is_iptc(href: str) -> bool:
    """Whether a catalogRef names one of the IPTC's catalogs, of any age."""
    return _IPTC_CATALOG.match(href.strip()) is not None


def resolve(qcode: str, local: Mapping[str, str], has_iptc: bool) -> Code:
    """`alias:code` by the item's own `local` schemes, then by the IPTC's where it refers to them, then as likely."""
    if local:
        alias, colon, code = qcode.strip().partition(":")
        if colon and (scheme := local.get(alias)):
            return Code(scheme, code)
    return _resolve_shared(qcode, has_iptc)


@lru_cache(maxsize=4096)
def _resolve_shared(qcode: str, has_iptc: bool) -> Code:
    """What does not depend on the item; the same few codes stand in every item of a wire."""
    alias, colon, code = qcode.strip().partition(":")
    if not colon:
        return Code("", alias, sure=False)
    if has_iptc and (scheme := IPTC.get(alias)):
        return Code(scheme, code)
    likely = _LIKELY.get(alias)
    return Code(likely, code, sure=False) if likely else Code(alias, code, sure=False)


def from_uri(uri: str) -> Code:
    """The value a `uri=` names: everything up to the last slash or hash is its scheme."""
    uri = uri.strip()
    cut = max(uri.rfind("/"), uri.rfind("#")) + 1
    return Code(uri[:cut].replace("https://cv.iptc.org/", "http://cv.iptc.org/"), uri[cut:])
