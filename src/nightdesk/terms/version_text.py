"""The words of one version, apart from the item that brought them."""

import msgspec


class VersionText(msgspec.Struct, frozen=True):
    """The headline and the blocks as wire-text/1 has them; `headline` is "" where the agency sent none."""

    headline: str
    blocks: tuple[str, ...]
    language: str = ""
