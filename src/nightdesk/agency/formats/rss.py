"""RSS 2.0, 0.9x and 1.0."""

from ..feeds.rss import parse, recognises
from ..format import Format

FORMAT = Format(name="rss", recognises=recognises, parse=parse)
