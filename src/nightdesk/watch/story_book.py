"""Where every story of a log stands by its entries, kept up entry by entry; and what is wrong with an entry."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from ..proof.leaf import read_leaf
from ..proof.merkle import leaf_hash
from ..proof.refusal import ProofError
from ..terms.leaf import TEXT_UP, Leaf, LeafType
from .finding import Finding

_MILD: Final = frozenset[LeafType](("withhold", "hold"))
"""Acts after which a notice may stand at the story's own address (200); after all others it answers that it is gone."""


class Standing(msgspec.Struct, array_like=True, gc=False):
    """A story by its last entry: of which type, at which index, with which leaf hash; `n` texts were put up so far.

    `address` is where its page was last seen, "" before.
    """

    story: str
    url: str
    act: LeafType
    index: int
    hash: bytes
    n: int
    address: str = ""

    @property
    def is_up(self) -> bool:
        """Whether the log says that a text is shown."""
        return self.act in TEXT_UP

    @property
    def may_notice(self) -> bool:
        """Whether its address may answer with a notice as an ordinary page."""
        return self.act in _MILD


class StoryBook:
    """All stories of a log."""

    def __init__(self, standings: Iterable[Standing] = ()) -> None:
        self._stories = {standing.story: standing for standing in standings}
        self._by_url = {standing.url: standing for standing in self._stories.values()}
        self.announced: set[str] = set()
        """What `key-rotate` entries refer to."""

    def __iter__(self) -> Iterator[Standing]:
        return iter(self._stories.values())

    def __len__(self) -> int:
        return len(self._stories)

    def at(self, url: str) -> Standing | None:
        """The story that the log has at `/<section>/<id>`."""
        return self._by_url.get(url)

    def of(self, story: str) -> Standing | None:
        """The story of this name, as the log writes it."""
        return self._stories.get(story)

    def find_again(self, earlier: "StoryBook") -> None:
        """Take over where pages were seen: a log that was rewritten must not make us forget which pages to look at."""
        for standing in self:
            known = earlier.of(standing.story)
            standing.address = standing.address or (known.address if known else "")

    def enter(self, index: int, content: bytes) -> tuple[Leaf | None, list[Finding]]:
        """Take the next entry of the log."""
        try:
            leaf = read_leaf(content)
        except ProofError as error:
            return None, [Finding("leaf", index=index, reason=str(error))]
        if leaf.t == "key-rotate" and leaf.ref:
            self.announced.add(leaf.ref)
        if leaf.story is None:
            return leaf, []
        before = self._stories.get(leaf.story)
        faults = list(_faults(leaf, before))
        found = [Finding("chain", leaf.story, index, leaf.url or "", fault) for fault in faults]
        url = leaf.url or (before.url if before else "")
        standing = Standing(
            story=leaf.story,
            url=url,
            act=leaf.t,
            index=index,
            hash=leaf_hash(content),
            n=(before.n if before else 0) + (leaf.t in TEXT_UP),
            address=before.address if before else "",
        )
        self._stories[leaf.story] = standing
        if url:
            self._by_url[url] = standing
        return leaf, found


def _faults(leaf: Leaf, before: Standing | None) -> Iterator[str]:
    last = before.index if before else None
    if leaf.prev != last:
        named = "no entry" if leaf.prev is None else f"entry {leaf.prev}"
        yield f"it names {named} as the one before; that is {'none' if last is None else f'entry {last}'}"
    if leaf.t in TEXT_UP and (leaf.text is None or leaf.head is None or leaf.raw is None):
        yield f"a {leaf.t} without commitments"
    if leaf.t in TEXT_UP and not leaf.url:
        yield f"a {leaf.t} without an address"
    if before and before.url and leaf.url and leaf.url != before.url:
        yield f"the story moves from {before.url} to {leaf.url}, and addresses are for good"
