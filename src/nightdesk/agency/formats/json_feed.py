"""JSON Feed 1 and 1.1."""

from ..feeds.json_feed import parse, recognises
from ..format import Format

FORMAT = Format(name="json-feed", recognises=recognises, parse=parse)
