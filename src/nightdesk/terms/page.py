"""One file of the public site."""

import msgspec


class Page(msgspec.Struct, frozen=True):
    """`path` is relative to `public/`, with forward slashes. Content None means: this file must not be there.

    The name carries the status: `index.html` is 200, `410.html` and `451.html` are what their names say.
    """

    path: str
    content: bytes | None
