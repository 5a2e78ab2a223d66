"""The type of a profile: one agency's dialect, as data."""

import hashlib
from typing import Literal

import msgspec


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one agency uses the formats. Every field can be overridden per wire in nightdesk.toml.

    agency            the name readers see ("IANS"); "" means the wire's own setting, else its name in capitals
    provider          the id under which its guids live; "" means the wire's name
    formats           names of the formats the wire may send; empty means all
    zone              IANA zone of times written without one; "" means unknown
    language          BCP 47 tag where the wire says none
    charset           the encoding to assume where bytes and transport say nothing; "" means UTF-8
    charset_fallback  the encoding to take when the label and UTF-8 both fail; "" means spike
    json_repairs      mend raw control characters and bad escapes in JSON (each recorded); else spike
    body_select       CSS-like names (tag, .class, tag.class) of the part of an XHTML/HTML body to print; empty: all
    body_exclude      the same, for parts inside it that are not the story (header, linkbox)
    body_rendition    which rendition of several to prefer, by its name in the format
    service_text      regular expressions; a block of the body that matches one whole is cut and counted
    id_from           where the guid comes from: "guid", "link" or "text"
    decode_twice      fields sent escaped twice: "headline", "teaser", "body"
    urgency           the agency's urgency or priority word -> 1 (high) to 9 (low)
    sections          the agency's category word (casefolded) -> a section's slug
    advisory_words    words that begin a headline or slugline of copy that is never public
    empty_embargo     an embargo without a time: "hold" without end, or "none" (it means nothing at this agency)
    unkill            what a higher usable version after a kill does: "hold" for a person, or "auto" publish
    licence_days      days after first publication at which the licence to show the text ends; None means no clock
    index             for search engines: "index", "noindex", or "no-news" (googlebot-news only)
    """

    name: str = "generic"
    agency: str = ""
    provider: str = ""
    formats: tuple[str, ...] = ()
    zone: str = ""
    language: str = ""
    charset: str = ""
    charset_fallback: str = ""
    json_repairs: bool = False
    body_select: tuple[str, ...] = ()
    body_exclude: tuple[str, ...] = ()
    body_rendition: str = ""
    service_text: tuple[str, ...] = ()
    id_from: Literal["guid", "link", "text"] = "guid"
    decode_twice: tuple[str, ...] = ()
    urgency: dict[str, int] = {}
    sections: dict[str, str] = {}
    advisory_words: tuple[str, ...] = ()
    empty_embargo: Literal["hold", "none"] = "hold"
    unkill: Literal["hold", "auto"] = "hold"
    licence_days: int | None = None
    index: Literal["index", "noindex", "no-news"] = "index"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the profile's canonical JSON, lower-case hex."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()
