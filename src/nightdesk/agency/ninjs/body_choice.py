"""Choose one body of those an item carries, never two, and read it as what it says it is."""

import re
from typing import Any, Final

from lxml import etree

from ...errors import BrokenItem
from ...terms.body import Body
from ..body import body_from_element, body_from_html, body_from_plain
from ..element_text import local_name
from ..nitf.content import nitf_content, take_private_notes
from ..profile import Profile
from .fields import Fields, Reader, objects

# Roles that name the whole story; senders also put the kind of markup there.
_WHOLE: Final = frozenset(
    {"", "main", "body", "full", "fulltext", "story", "article", "text", "plain", "html", "xhtml", "richtext", "nitf"}
)
_KIND_OF_ROLE: Final = {
    "text": "plain", "plain": "plain", "html": "html", "richtext": "html", "xhtml": "xhtml", "nitf": "nitf"
}
_ORDER: Final = {"html": 0, "xhtml": 0, "nitf": 0, "plain": 1, "": 2}
_TAG: Final = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|table|blockquote|section|article|span|strong|em|b|i|a)\b[^<>]*>", re.I)
_NAMED: Final = ("body_", "bodies_")

_PARSER: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def choose_body(fields: Fields, reader: Reader, profile: Profile) -> tuple[Body, str]:
    """The body and where it was found; an empty body and "" where there is none."""
    candidates = _candidates(fields, reader)
    if not candidates:
        return Body(), ""
    _, _, place, kind, text = min(
        enumerate(candidates),
        key=lambda at: (
            not (profile.body_rendition and profile.body_rendition in at[1][2]),
            at[1][0] not in _WHOLE,
            _ORDER[at[1][3]],
            at[0],
        ),
    )[1] if False else _best(candidates, profile)
    return read_body(text, kind, profile, place), place
