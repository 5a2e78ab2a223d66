"""The leaf of the log that a story page carries about itself."""

import msgspec

from .leaf import Salts


class PageLeaf(msgspec.Struct, frozen=True, kw_only=True):
    """What anybody needs to check the page against the log (contract §8, `wire-leaf`).

    `index` is the entry's number in the log, from 0; `n` counts the texts that this story put up, from 1; `leaf` is the
    leaf's own bytes as text.
    """

    index: int
    n: int
    leaf: str
    salts: Salts
