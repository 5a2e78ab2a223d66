"""Hold a page of the e-paper to the log: each story on it must be a text that the log holds, of a story that is up.

An issue shows the version of its night, so any version of the story will do; `versions.json` beside the story's page
has the salts, and an entry counts only where it stands in the log.
"""

import msgspec

from ..proof.clips import Clip
from ..proof.leaf import opens, read_leaf
from ..proof.refusal import ProofError
from ..proof.wire_text import canonical
from ..terms.leaf import TEXT_UP, Leaf, Salts
from .finding import Finding, UnreadError
from .log_reading import Reading, entry
from .source import Source
from .story_book import Standing

_VERSIONS_BYTES = 8_000_000
_FOUND = 200


class _Entry(msgspec.Struct):
    index: int
    leaf: str
    salts: Salts | None = None


class _Versions(msgspec.Struct):
    leaves: list[_Entry]


async def judge_clip(source: Source, reading: Reading, clip: Clip, url: str, page: str) -> Finding | None:
    """What is wrong with one story of a page of the e-paper; `url` is what a leaf gives that story."""
    standing = reading.book.at(url)
    if standing is None:
        return Finding("unlogged", address=page, reason=f"no entry of the log is about its story {clip.story}")
    if not standing.is_up:
        said = f"the log took its story {clip.story} down ({standing.act})"
        return Finding("after-end", standing.story, standing.index, page, said)
    text = canonical(clip.said.headline, clip.said.blocks)
    for one in await _entries(source, clip.path):
        leaf = await _logged(source, reading, one, standing)
        if leaf is None or one.salts is None or leaf.t not in TEXT_UP:
            continue
        head = clip.said.headline.encode()
        if opens(leaf, "text", one.salts.text, text) and opens(leaf, "head", one.salts.head, head):
            return None
    said = f"the text of its story {clip.story} is none of the versions that the log holds"
    return Finding("edited", standing.story, standing.index, page, said)


async def _entries(source: Source, path: str) -> list[_Entry]:
    """What `versions.json` says of a story, the newest first."""
    got = await source.get(f"{path}versions.json", _VERSIONS_BYTES)
    if got.status != _FOUND:
        return []
    try:
        return msgspec.json.decode(got.content, type=_Versions).leaves[::-1]
    except msgspec.MsgspecError as error:
        raise UnreadError(f"{path}versions.json", str(error)) from error


async def _logged(source: Source, reading: Reading, one: _Entry, standing: Standing) -> Leaf | None:
    """The entry as the log has it, where it is the one that is claimed, and of this story."""
    try:
        content = await entry(source, one.index, reading.checkpoint.size)
        leaf = read_leaf(content)
    except (ProofError, UnreadError):
        return None
    return leaf if content == one.leaf.encode() and leaf.story == standing.story else None
