"""One file of the public site."""

import msgspec


class Page(msgspec.Struct, frozen=True):
    """`path` is relative to `public/`, with forward slashes. Content None means: this file must not be there.

    `instead` means: what stands there now must go, also where there is no space to put this in its place.

    The name carries the status: `index.html` is 200, `410.html` and `451.html` are what their names say.
    """

    path: str
    content: bytes | None
    instead: bool = False
