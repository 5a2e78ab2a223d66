"""NITF: one story in a document, or a notice that gives another document a new status."""

from ..format import Format
from ..nitf.document import parse, recognises

FORMAT = Format(name="nitf", recognises=recognises, parse=parse)
