"""The agency's text in the shape in which it is printed and compared."""

import msgspec


class Removed(msgspec.Struct, frozen=True):
    """Something of the delivery that is not printed: active content, or service text the profile cuts."""

    kind: str
    count: int = 1
    seal: str = ""


class Body(msgspec.Struct, frozen=True):
    """`blocks` are the wire-text/1 block texts in order; `markup` is HTML of our closed set that holds just them.

    `repairs` names the mendings of characters that no page may hold ("c1-windows-1252", "control-chars").
    """

    blocks: tuple[str, ...] = ()
    markup: str = ""
    removed: tuple[Removed, ...] = ()
    repairs: tuple[str, ...] = ()
