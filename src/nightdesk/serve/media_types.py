"""Which Content-Type a file of the public folder is sent with, for the built-in server and nginx.conf alike. Pure."""

from types import MappingProxyType

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"

BY_NAME = MappingProxyType(
    {
        "feed.xml": "application/rss+xml; charset=utf-8",
        "atom.xml": "application/atom+xml; charset=utf-8",
        "feed.json": "application/feed+json",
        "apple-app-site-association": "application/json",  # Apple's crawler wants exactly this, and no ending
        "checkpoint": TEXT,
        "vkey": TEXT,
    }
)
"""Files whose whole name says more than their ending, or that have none."""

BY_ENDING = MappingProxyType(
    {
        "html": HTML,
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "txt": TEXT,
        "py": TEXT,
        "tlog-proof": TEXT,
        "xml": "application/xml; charset=utf-8",
        "json": "application/json",
        "webmanifest": "application/manifest+json",
        "svg": "image/svg+xml; charset=utf-8",
        "woff2": "font/woff2",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "avif": "image/avif",
        "ico": "image/x-icon",
        "pdf": "application/pdf",
        "epub": "application/epub+zip",
    }
)

_ALREADY_COMPRESSED = frozenset({"woff2", "png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "epub"})


def media_type(name: str) -> str:
    """The Content-Type of a file by its name (the last part of its path)."""
    whole = BY_NAME.get(name)
    if whole is not None:
        return whole
    return BY_ENDING.get(_ending(name), BYTES)


def may_be_compressed(name: str) -> bool:
    """Whether `.br` and `.gz` siblings are worth looking for, and the answer varies by Accept-Encoding."""
    return _ending(name) not in _ALREADY_COMPRESSED


def _ending(name: str) -> str:
    return name.rpartition(".")[2] if "." in name else ""
