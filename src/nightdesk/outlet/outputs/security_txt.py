"""`/.well-known/security.txt` (RFC 9116): whom to tell of a hole in the house."""

import re

from ...terms.page import Page
from ...terms.site import Site
from ..output import Output

PATH = ".well-known/security.txt"

EXPIRES = "2099-12-31T23:59:59Z"
"""RFC 9116 §2.5.5 wants a date and recommends a near one. A rebuild must give the same bytes, and the contact is read
from the settings each time, so it is stale only when they are."""

_MAIL = re.compile(r"[^\s@<>:/]+@[^\s@<>:/]+\.[^\s@<>:/]+")
_URI = re.compile(r"(?:https://|mailto:|tel:)[!-~]+")


def render(site: Site) -> tuple[Page, ...]:
    """Where `contact` is a mail address or an https, mailto or tel URI; else no file (§2.5.3: it must be one)."""
    contact = f"mailto:{site.contact}" if _MAIL.fullmatch(site.contact) else site.contact
    if not _URI.fullmatch(contact):
        return (Page(PATH, None),)
    languages = ", ".join(dict.fromkeys((site.language.partition("-")[0], "en")))
    text = f"Contact: {contact}\nExpires: {EXPIRES}\nPreferred-Languages: {languages}\nCanonical: {site.url}/{PATH}\n"
    return (Page(PATH, text.encode()),)


OUTPUT = Output(name="security-txt", follows="site", render=render)
