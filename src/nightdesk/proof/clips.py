"""The stories on a page of the e-paper's reader, each read back by itself as a stranger would."""

import msgspec
from lxml import etree

from .read_back import Returned, read_back_element


class Clip(msgspec.Struct, frozen=True):
    """A story as a page of the reader holds it: its id, the path of its own page ("" without a link), its text."""

    story: str
    path: str
    said: Returned


class Clips(msgspec.Struct, frozen=True):
    """The stories of a page; notices have no text and are none. `strays`: an agency's text stands outside of them."""

    stories: tuple[Clip, ...] = ()
    strays: bool = False


def clips_in(page: bytes) -> Clips:
    """What stands on a page."""
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if page.strip() else None
    if root is None:
        return Clips()
    texts = [element for element in root.iter(etree.Element) if element.get("data-wire") == "b"]
    articles = [element for element in root.iter("article") if element.get("data-story") is not None]
    within = {text: article for article in articles for text in article.iter(etree.Element) if text in texts}
    holding = [article for article in articles if article in within.values()]
    found = ((str(article.get("data-story")), article) for article in holding)
    return Clips(
        tuple(Clip(story, _path(article, story), read_back_element(article)) for story, article in found),
        any(text not in within for text in texts),
    )


def clip_digests(page: bytes) -> dict[str, str]:
    """The wire-text/1 digest of each story that stands on a page as text, by the story's id. Notices have none.

    A story that stands twice with different texts would be a fault, and shows as the digest "".
    """
    found: dict[str, str] = {}
    for clip in clips_in(page).stories:
        digest = clip.said.digest
        found[clip.story] = digest if found.get(clip.story, digest) == digest else ""
    return found


def _path(article: "etree._Element", story: str) -> str:
    addresses = (link.get("href") or "" for link in article.iter("a"))
    return next((one for one in addresses if one.startswith("/") and one.endswith((f"-{story}/", f"/{story}/"))), "")
