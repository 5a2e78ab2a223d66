"""Atom 1.0 with its tombstones, and Atom 0.3."""

from ..feeds.atom import parse, recognises
from ..format import Format

FORMAT = Format(name="atom", recognises=recognises, parse=parse)
