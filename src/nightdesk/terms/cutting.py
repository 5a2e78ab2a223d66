"""A story as the library of past stories files it: what related stories, threads, topics and places are told from."""

import msgspec


class Cutting(msgspec.Struct, frozen=True, kw_only=True):
    """One story in stream order. `text` is its blocks, one a line, without the headline; `time` epoch seconds.

    `language` is a tag ("en-IN", "hi"); `section` a slug or "". `follows` are stories that the wire itself says it goes
    with (their ids), `slug` the wire's slugline or "", `topics` eight-digit Media Topics or Subject Codes as sent.
    """

    id: str
    title: str
    text: str
    time: float
    section: str = ""
    language: str = "en"
    dateline: str = ""
    agency: str = ""
    slug: str = ""
    follows: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
