"""NewsML-G2: newsItem, packageItem and the other items, alone or in a newsMessage."""

from ..format import Format
from ..newsml_g2.message import parse, recognises

FORMAT = Format(name="newsml-g2", recognises=recognises, parse=parse)
