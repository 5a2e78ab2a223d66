"""The lasting id of a story and its address."""

import hashlib
import re
import unicodedata

_ALPHABET = "0123456789bcdfghjkmnpqrstvwxyz"
_ID_LENGTH = 12
_LONGEST = 64
_WORDS = re.compile(r"[a-z0-9]+")


def story_id(provider: str, guid: str) -> str:
    """Twelve characters from provider and guid: figures and consonants, so that no id spells a word."""
    number = int.from_bytes(hashlib.sha256(f"{provider}\x00{guid}".encode()).digest()[:10])
    letters = []
    for _ in range(_ID_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def address(section: str, headline: str, id_: str) -> str:
    """`/<section>/<headline-words>-<id>/`; the words are Latin, so a headline without any has the id alone."""
    words = headline_words(headline)
    return f"/{section or 'news'}/{words}-{id_}/" if words else f"/{section or 'news'}/{id_}/"


def headline_words(headline: str) -> str:
    """The headline's words for an address: a-z and 0-9, joined by hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", headline.replace("’", "").replace("'", ""))
    words = _WORDS.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > _LONGEST:
            break
        kept = longer
    return kept


def agency_slug(agency: str) -> str:
    """The agency's part of `/agency/<agency>/`."""
    return headline_words(agency) or hashlib.sha256(agency.encode()).hexdigest()[:8]
