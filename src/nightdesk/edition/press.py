"""The press: prints templates. They are read when the package is imported, and each is compiled once."""

from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

_FOLDER = Path(__file__).parent / "templates"
_ENVIRONMENT = Environment(
    loader=DictLoader({path.name: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.html"))}),
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
