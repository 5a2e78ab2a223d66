"""Hold a page of the e-paper to the log: each story on it must be a text that the log holds, of a story that is up.

An issue shows the version of its night, so any version of the story will do; `versions.json` beside the story's page
has the salts, and an entry counts only where it stands in the log.
"""

from ..proof.clips import Clip
from ..proof.leaf import opens
from ..proof.wire_text import canonical
from ..terms.leaf import TEXT_UP
from .finding import Finding
from .log_reading import Reading
from .source import Source
from .versions_file import entries_of, logged


async def judge_clip(source: Source, reading: Reading, clip: Clip, url: str, page: str) -> Finding | None:
    """What is wrong with one story of a page of the e-paper; `url` is what a leaf gives that story."""
    standing = reading.book.at(url)
    if standing is None:
        return Finding("unlogged", address=page, reason=f"no entry of the log is about its story {clip.story}")
    if not standing.is_up:
        said = f"the log took its story {clip.story} down ({standing.act})"
        return Finding("after-end", standing.story, standing.index, page, said)
    text = canonical(clip.said.headline, clip.said.blocks)
    for one in await entries_of(source, clip.path):
        leaf = await logged(source, reading, one, standing)
        if leaf is None or one.salts is None or leaf.t not in TEXT_UP:
            continue
        head = clip.said.headline.encode()
        if opens(leaf, "text", one.salts.text, text) and opens(leaf, "head", one.salts.head, head):
            return None
    said = f"the text of its story {clip.story} is none of the versions that the log holds"
    return Finding("edited", standing.story, standing.index, page, said)
