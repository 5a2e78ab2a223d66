"""One writer a wire format: a take in, the document's bytes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..copy import Copy
from . import atom, json_feed, newsml_g2, ninjs1, ninjs2, ninjs3, nitf, rss1, rss2


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """`feed` formats carry a rolling window and number nothing; the others carry one take with its version."""

    name: str
    write: Callable[[Copy, Sequence[Copy]], bytes]
    feed: bool
    extension: str
    media_type: str

    def headline(self, copy: Copy) -> str:
        """The headline as this format carries it."""
        return copy.shouted if self.feed else copy.headline


WRITERS = MappingProxyType(
    {
        writer.name: writer
        for writer in (
            Writer(
                name="newsml-g2",
                write=newsml_g2.write,
                feed=False,
                extension="xml",
                media_type="application/vnd.iptc.g2.newsitem+xml",
            ),
            Writer(name="nitf", write=nitf.write, feed=False, extension="xml", media_type="text/xml"),
            Writer(name="ninjs1", write=ninjs1.write, feed=False, extension="json", media_type="application/json"),
            Writer(name="ninjs2", write=ninjs2.write, feed=False, extension="json", media_type="application/json"),
            Writer(name="ninjs3", write=ninjs3.write, feed=False, extension="json", media_type="application/json"),
            Writer(name="rss2", write=rss2.write, feed=True, extension="xml", media_type="application/rss+xml"),
            Writer(name="rss1", write=rss1.write, feed=True, extension="rdf", media_type="application/rdf+xml"),
            Writer(name="atom", write=atom.write, feed=True, extension="atom", media_type="application/atom+xml"),
            Writer(
                name="json-feed", write=json_feed.write, feed=True, extension="json", media_type="application/feed+json"
            ),
        )
    }
)
"""Every format that the sample agencies write, by name."""
