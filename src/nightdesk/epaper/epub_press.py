"""The press of the book: prints its templates as XML. They are read when the package is imported."""

import re
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent / "epub_templates"
_SOURCES = {path.name: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.*"))}
STYLE = _SOURCES["style.css"].encode()
PICTURE_STYLE = _SOURCES["pictures.css"].encode()

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold in any form (XML 1.0, production 2)."""


def _legal(value: object) -> object:
    """Of a name or a note a sign is left out that would spoil the document; stories are judged before (epub_story)."""
    if isinstance(value, str) and ILLEGAL.search(value):
        kept = ILLEGAL.sub("", value)
        return Markup(kept) if isinstance(value, Markup) else kept
    return value


_ENVIRONMENT = Environment(
    loader=DictLoader(_SOURCES),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_legal,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    auto_reload=False,
    cache_size=-1,
)


def printed(template: str, **values: object) -> bytes:
    """The document that a template makes of the values, in UTF-8."""
    return _ENVIRONMENT.get_template(template).render(values).encode()
