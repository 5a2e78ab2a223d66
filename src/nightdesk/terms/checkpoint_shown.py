"""A signed checkpoint as pages print it."""

from datetime import datetime

import msgspec


class Witnessed(msgspec.Struct, frozen=True):
    """A cosignature: who saw that the log only grew, and when."""

    name: str
    at: datetime


class CheckpointShown(msgspec.Struct, frozen=True, kw_only=True):
    """`origin` names the log, `size` counts its entries, `root` is the tree's hash in lower-case hex.

    `signed` is when the desk signed it; `witnesses` are the cosignatures over this very checkpoint.
    """

    origin: str
    size: int
    root: str
    signed: datetime
    witnesses: tuple[Witnessed, ...] = ()
