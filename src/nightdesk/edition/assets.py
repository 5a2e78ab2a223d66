"""The files that pages are dressed with: one style sheet, the fonts, the icons, one script.

The style sheet, the script and the fonts have names with a piece of their digest, so that they may be cached for ever;
icons keep plain names, for manifests and browsers ask for them by name.
"""

import hashlib
import re
from pathlib import Path

from ..terms.page import Page

_HOME = Path(__file__).parent
_SHEETS = ("tokens", "ground", "masthead", "story", "lists", "fronts", "notices", "proofs", "search", "other-media")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
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


def _style() -> bytes:
    text = "\n".join((_HOME / "style" / f"{name}.css").read_text("utf-8") for name in _SHEETS)
    text = _SPACE.sub(" ", _COMMENT.sub("", text)).replace("; ", ";").replace(" {", "{").replace("{ ", "{")
    text = text.replace(" }", "}").replace("} ", "}").replace(";}", "}")
    return _FONT_NAME.sub(lambda found: f"url({font_address(found[1])})", text).strip().encode()


_CHECK = (_HOME / "script" / "check.js").read_bytes()
CHECK_SCRIPT = _named("check", "js", _CHECK)
"""Where the script of the Check button is served; only proof pages ask for it."""

_STYLE = _style()
STYLESHEET = _named("nightdesk", "css", _STYLE)
"""Where the style sheet is served."""


def asset_pages() -> tuple[Page, ...]:
    """Every asset as a file of the site, the licences of the fonts among them."""
    files = {STYLESHEET: _STYLE, CHECK_SCRIPT: _CHECK}
    files |= {_FONT_ADDRESSES[stem]: content for stem, content in _FONTS.items()}
    files |= {f"/assets/{name}": content for name, content in _LICENCES.items()}
    files |= {f"/{name}": content for name, content in _ICONS.items()}
    return tuple(Page(address.lstrip("/"), content) for address, content in sorted(files.items()))
