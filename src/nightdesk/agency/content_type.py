"""Read a Content-Type header as it is really sent: nothing in it may raise, and what it lacks is ""."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentType:
    """Media type and charset, both in lower case."""

    media_type: str = ""
    charset: str = ""


def read_content_type(value: str) -> ContentType:
    """`Text/XML; charset="UTF-8"` is text/xml in utf-8; a value that is not type/subtype gives no media type."""
    media_type, *parameters = value.split(";")
    media_type = media_type.strip().lower()
    charset = ""
    for parameter in parameters:
        name, _, given = parameter.partition("=")
        if name.strip().lower() == "charset" and not charset:
            charset = given.strip().strip("\"'").strip().lower()
    main, slash, sub = media_type.partition("/")
    return ContentType(media_type if main and slash and sub else "", charset)
