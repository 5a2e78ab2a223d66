"""Prints one page of every kind from the sample stories into a folder, to be looked at and checked.

    python scripts/preview_pages.py FOLDER [LANGUAGE]

LANGUAGE is that of the interface: en-IN (the default), hi-IN, mr-IN or ur-IN.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import msgspec

from edition import dossier_samples, log_samples, samples
from nightdesk.edition.assets import asset_pages
from nightdesk.edition.corrections_page import corrections_page
from nightdesk.edition.front_page import front_page
from nightdesk.edition.index_pages import index_page
from nightdesk.edition.log_page import log_page
from nightdesk.edition.notice_page import notice_page, pointer_page
from nightdesk.edition.proof_page import proof_page
from nightdesk.edition.standing_pages import standing_pages
from nightdesk.edition.story_page import story_page
from nightdesk.edition.thread_page import thread_page, thread_pointer_page
from nightdesk.terms.page import Page
from nightdesk.terms.site import Site

NAMES = {"en": "Panchganga Post", "hi": "पंचगंगा पोस्ट", "mr": "पंचगंगा पोस्ट", "ur": "پنچ گنگا پوسٹ"}


def pages(site: Site) -> Iterator[Page]:
    """Every sample page; the stories also stand under `/story/<name>/`, where they are easier to find."""
    yield from asset_pages()
    yield from standing_pages(site)
    for name, story in samples.STORIES.items():
        page = story_page(site, story)
        yield page
        yield Page(f"story/{name}/index.html", page.content)
        yield pointer_page(site, story.card)
    for front in samples.FRONTS.values():
        yield from front_page(site, front)
    yield Page("few/index.html", front_page(site, samples.FEW)[0].content)
    yield Page("quiet/index.html", front_page(site, samples.QUIET_HOME)[0].content)
    yield index_page(site, "city", samples.CITIES, samples.NOW)
    yield index_page(site, "agency", samples.AGENCIES, samples.NOW)
    corrections = (log_samples.COMPARED, *samples.CORRECTIONS)
    yield corrections_page(site, corrections, samples.TOMBSTONES, samples.NOW)
    yield Page("corrections/none/index.html", corrections_page(site, (), (), samples.NOW).content)
    for tombstone in samples.TOMBSTONES:
        notice = notice_page(site, tombstone)
        yield notice
        yield Page(f"notice/{tombstone.kind}/index.html", notice.content)
    yield from log_pages(site)
    yield from dossier_pages(site)


def dossier_pages(site: Site) -> Iterator[Page]:
    """Stories with what is known beside their text, threads, topics and folded lists."""
    for name, story, dossier in (
        ("everything", dossier_samples.ON_A_TOPIC, dossier_samples.FULL),
        ("latest-only", samples.TABLE, dossier_samples.LATEST),
        ("marathi-thread", samples.MARATHI, dossier_samples.MARATHI),
    ):
        yield Page(f"story/{name}/index.html", story_page(site, story, dossier).content)
    for thread in dossier_samples.THREADS.values():
        yield thread_page(site, thread)
    yield thread_page(site, msgspec.structs.replace(dossier_samples.THREAD, id="gone", entries=()))
    yield thread_pointer_page(site, "old", dossier_samples.THREAD.id)
    yield from front_page(site, dossier_samples.WEATHER)
    yield index_page(site, "topic", dossier_samples.TOPICS, samples.NOW)
    for name, front in (
        ("home", dossier_samples.FOLDED_HOME),
        ("section", dossier_samples.FOLDED_NATIONAL),
        ("latest", dossier_samples.FOLDED_LATEST),
    ):
        yield Page(f"folded/{name}/index.html", front_page(site, front)[0].content)


def log_pages(site: Site) -> Iterator[Page]:
    """The pages of the log, under names by which they are easier to find."""
    story = msgspec.structs.replace(samples.CORRECTED, leaf=log_samples.LEAF)
    yield Page("story/logged/index.html", story_page(site, story).content)
    for name, proof in (
        ("living", log_samples.PROOF),
        ("came-back", log_samples.CAME_BACK),
        ("long", log_samples.a_long_proof(50)),
        ("closed", log_samples.CLOSED),
    ):
        yield Page(f"proof/{name}/index.html", proof_page(site, proof).content)
    yield log_page(site, log_samples.LOG)
    yield Page("log/quiet/index.html", log_page(site, log_samples.QUIET_LOG).content)


def main(folder: str, language: str = "en-IN") -> None:
    """Write the pages and name them."""
    for page in pages(samples.a_site(language, NAMES[language[:2]])):
        file = Path(folder, page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content or b"")
        print(page.path)


if __name__ == "__main__":
    main(*sys.argv[1:])
