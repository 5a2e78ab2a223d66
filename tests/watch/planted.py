"""Five faults planted in a site that was honest before, each as somebody who has the site's key would do it."""

import shutil
from datetime import UTC, datetime, timedelta

import msgspec

from fakes.public_log import PublicLog
from nightdesk.proof.leaf import leaf_bytes, read_leaf

from .signed_site import Made, SignedSite

FIVE = ("edited", "unlogged", "after-end", "fork", "stale")
"""As the monitor calls them."""


def edit(site: SignedSite) -> Made:
    """One letter of one text."""
    story = next(story for story in site.stories[7:] if story.is_up)
    file = site.page_file(story)
    file.write_text(file.read_text("utf-8").replace(f"{story.id} ", f"{story.id}, ", 1), "utf-8")
    return story


def unlogged(site: SignedSite) -> Made:
    """A page that is right in itself, of a story that no entry was ever made for."""
    aside = SignedSite.__new__(SignedSite)
    aside.__dict__ |= {**site.__dict__, "_waiting": [], "stories": []}
    story = Made("urn:newsml:nights.example:never", "sport", "0123456789ab", "never-logged")
    version = aside.act(story, "publish")
    aside._waiting = []
    site.write(f"{story.address}index.html", site.page(story, version))
    front = site.public / "sport" / "index.html"
    front.write_text(front.read_text("utf-8") + f'<a href="{story.address}">New</a>', "utf-8")
    return story


def shown_again(site: SignedSite) -> Made:
    """A killed story's page, back at its address."""
    story = next(story for story in site.stories if story.versions[-1].act == "kill" and story.words)
    version = [version for version in story.versions if version.n is not None][-1]
    site.write(f"{story.address}index.html", site.page(story, version))
    return story


def killed_and_shown(site: SignedSite) -> Made:
    """A story that was seen alive is killed, and stays at its address all the same."""
    story = next(story for story in site.stories[14:] if story.is_up and story.words)
    site.enter(story, "kill")
    (site.public / story.url.strip("/") / "index.html").unlink()
    for file in (site.public / story.address.strip("/")).glob("v*"):
        file.unlink()
    site.lists()
    return story


def fork(site: SignedSite) -> int:
    """Another past: one old entry rewritten, and the whole log signed again."""
    index = next(story.versions[-1].index for story in site.stories if story.versions[-1].act == "takedown")
    entries = list(site.log.entries)
    entries[index] = leaf_bytes(msgspec.structs.replace(read_leaf(entries[index]), why="a friend asked"))
    shutil.rmtree(site.public / "log")
    PublicLog(site.public / "log").append(*entries)
    return index


def days_later(site: SignedSite) -> datetime:
    """When the newest checkpoint is stale."""
    return moment(site) + timedelta(days=2)


def moment(site: SignedSite) -> datetime:
    """Just after the last act."""
    return datetime.fromtimestamp(site.now / 1000 + 5, UTC)
