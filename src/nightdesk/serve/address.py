"""What the path of a request asks for: a file, a folder, or nothing we would ever have. Pure.

A path that could mean two things to two programs (encoded slashes and dots, backslashes, dot segments, empty
segments, control bytes, bytes that are not UTF-8) is refused rather than normalised: none of our addresses needs it,
and every traversal attack does.
"""

import re

import msgspec

LONGEST_PATH_BYTES = 4096
LONGEST_SEGMENT_BYTES = 255  # what ext4, xfs and APFS take as one name

_REFUSED_PLAIN = re.compile(rb"[\x00-\x20\x7f-\xff\\]|//|/\.\.?(?:/|$)|%(?![0-9A-Fa-f]{2})")
_REFUSED_ENCODED = re.compile(rb"%(?:[01][0-9a-f]|2[ef]|5c|7f)", re.IGNORECASE)
_ENCODED = re.compile(rb"%([0-9A-Fa-f]{2})")
_ID_LAST = re.compile(r"(?:.*-)?([0-9a-z]{12})", re.DOTALL)
_HIDDEN_ENDINGS = (".br", ".gz", ".tmp")

STATUS_PAGES = ("404.html", "410.html", "451.html")
"""Files whose name is their status; asked for by name they are not there."""


class Refused(msgspec.Struct, frozen=True):
    """A path we do not look up on disk at all; `status` says why: 400 malformed, 404 hidden, 414 too long."""

    status: int


class Address(msgspec.Struct, frozen=True):
    """A path below `public/`, decoded. `folder` is True when it ended in a slash ("/" itself has no segments)."""

    segments: tuple[str, ...]
    folder: bool

    @property
    def inside(self) -> str:
        """The path relative to `public/`, without a slash at either end."""
        return "/".join(self.segments)


def read_address(raw_path: bytes) -> Address | Refused:
    """Decode the path of a request line (no query), once and strictly."""
    if len(raw_path) > LONGEST_PATH_BYTES:
        return Refused(414)
    if not raw_path.startswith(b"/") or _REFUSED_PLAIN.search(raw_path) or _REFUSED_ENCODED.search(raw_path):
        return Refused(400)
    try:
        path = _ENCODED.sub(lambda found: bytes((int(found[1], 16),)), raw_path).decode("utf-8")
    except UnicodeDecodeError:
        return Refused(400)
    segments = tuple(path[1:].split("/"))
    folder = segments[-1] == ""
    if folder:
        segments = segments[:-1]
    if any(_is_hidden(segment, first=place == 0) for place, segment in enumerate(segments)):
        return Refused(404)
    if segments and not folder and segments[-1].endswith(_HIDDEN_ENDINGS):
        return Refused(404)
    return Address(segments, folder)


def story_folder(address: Address) -> str | None:
    """`<section>/<id>` for a path of two parts that is, or ends in, a story's id: the id alone identifies a story."""
    if len(address.segments) != 2:
        return None
    section, last = address.segments
    found = _ID_LAST.fullmatch(last)
    return f"{section}/{found[1]}" if found else None


def _is_hidden(segment: str, *, first: bool) -> bool:
    """Dot files are a writer's business, but for the folder of well-known files (RFC 8615)."""
    if segment.startswith(".") and not (first and segment == ".well-known"):
        return True
    return len(segment.encode()) > LONGEST_SEGMENT_BYTES
