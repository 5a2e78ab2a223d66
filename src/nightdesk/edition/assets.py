"""The files that pages are dressed with: two style sheets, the fonts, the icons, two scripts.

A page has one style sheet: that of the e-paper's pages repeats what they share with the others. Sheets, scripts and
fonts have names with a piece of their digest, so that they may be cached for ever; icons keep plain names, for
manifests and browsers ask for them by name.
"""

import hashlib
import re
from pathlib import Path

from ..terms.page import Page

_HOME = Path(__file__).parent
_SHEETS = ("tokens", "ground", "masthead", "story", "lists", "fronts", "notices", "proofs", "search", "other-media")
_PAPER_SHEETS = ("tokens", "ground", "masthead", "story", "lists", "other-media", "paper")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARGIN = re.compile(r"^(?: *//.*\n| +|\n)", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_FONT_NAME = re.compile(r"url\(fonts/([a-z-]+)\.woff2\)")


def _named(stem: str, ending: str, content: bytes) -> str:
    return f"/assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


_FONTS = {path.stem: path.read_bytes() for path in sorted((_HOME / "fonts").glob("*.woff2"))}
_FONT_ADDRESSES = {stem: _named(stem, "woff2", content) for stem, content in _FONTS.items()}
_LICENCES = {path.name: path.read_bytes() for path in sorted((_HOME / "fonts").glob("OFL-*.txt"))}
_ICONS = {
    path.name: path.read_bytes() for path in sorted((_HOME / "icons").iterdir()) if path.suffix in {".svg", ".png"}
}


def font_address(stem: str) -> str:
    """Where a font file is served."""
    return _FONT_ADDRESSES[stem]


def _style(sheets: tuple[str, ...]) -> bytes:
    text = "\n".join((_HOME / "style" / f"{name}.css").read_text("utf-8") for name in sheets)
    text = _SPACE.sub(" ", _COMMENT.sub("", text)).replace("; ", ";").replace(" {", "{").replace("{ ", "{")
    text = text.replace(" }", "}").replace("} ", "}").replace(";}", "}")
    return _FONT_NAME.sub(lambda found: f"url({font_address(found[1])})", text).strip().encode()


_CHECK = (_HOME / "script" / "check.js").read_bytes()
CHECK_SCRIPT = _named("check", "js", _CHECK)
"""Where the script of the Check button is served; only proof pages ask for it."""

_READER = _MARGIN.sub("", (_HOME / "script" / "reader.js").read_text("utf-8")).encode()
READER_SCRIPT = _named("reader", "js", _READER)
"""Where the script of the e-paper's reader is served; only its pages ask for it."""

_STYLE = _style(_SHEETS)
STYLESHEET = _named("nightdesk", "css", _STYLE)
"""Where the style sheet is served."""

_PAPER_STYLE = _style(_PAPER_SHEETS)
PAPER_STYLESHEET = _named("paper", "css", _PAPER_STYLE)
"""Where the style sheet of the e-paper's pages is served."""


def asset_pages() -> tuple[Page, ...]:
    """Every asset as a file of the site, the licences of the fonts among them."""
    files = {STYLESHEET: _STYLE, PAPER_STYLESHEET: _PAPER_STYLE, CHECK_SCRIPT: _CHECK, READER_SCRIPT: _READER}
    files |= {_FONT_ADDRESSES[stem]: content for stem, content in _FONTS.items()}
    files |= {f"/assets/{name}": content for name, content in _LICENCES.items()}
    files |= {f"/{name}": content for name, content in _ICONS.items()}
    return tuple(Page(address.lstrip("/"), content) for address, content in sorted(files.items()))
