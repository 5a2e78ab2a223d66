"""The press: prints templates. They are read when the package is imported, and each is compiled once."""

import hashlib
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

_FOLDER = Path(__file__).parent / "templates"
_SOURCES = {path.name: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.html"))}
_ENVIRONMENT = Environment(
    loader=DictLoader(_SOURCES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    auto_reload=False,
    cache_size=-1,
)


def printed(template: str, **values: object) -> bytes:
    """The page that a template makes of the values, in UTF-8."""
    return _ENVIRONMENT.get_template(template).render(values).encode()


def templates_seal() -> str:
    """The SHA-256 of all templates: another one means that pages are printed otherwise."""
    return hashlib.sha256("\0".join(f"{name}\0{source}" for name, source in _SOURCES.items()).encode()).hexdigest()
