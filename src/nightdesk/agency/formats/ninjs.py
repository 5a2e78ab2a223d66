"""ninjs 1.0 to 3.1, the IPTC's news in JSON: one item in a document, or a list of them."""

from ..format import Format
from ..ninjs.document import parse, recognises

FORMAT = Format(name="ninjs", recognises=recognises, parse=parse)
