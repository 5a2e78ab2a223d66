"""The monitor holds to the log what stands beside the pages, their copies and texts, and the lists that name them."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the package has no types
import pytest

from nightdesk.proof.leaf import read_leaf
from nightdesk.watch.finding import Kind, UnreadError
from nightdesk.watch.headlines import Named, in_feed, on_page
from nightdesk.watch.packed import unpacked

from .signed_site import SignedSite
from .test_monitor import kinds, looked


@pytest.fixture
def site(tmp_path: Path) -> SignedSite:
    return SignedSite(tmp_path / "public", 42)


def a_text_beside_the_page(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up)
    file = site.page_file(story).with_name("v1.txt")
    file.write_text(file.read_text("utf-8").replace(" ", "  ", 1), "utf-8")
    yield "edited"


def an_earlier_text_beside_the_page(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if [one.act for one in story.versions] == ["publish", "update"])
    file = site.page_file(story).with_name("v1.txt")
    file.write_text(file.read_text("utf-8") + "One block more.\n", "utf-8")
    yield "edited"


def a_text_whose_salts_have_gone(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "restore")
    site.write(f"{story.address}v1.txt", "wire-text/1\n\nWhat was taken down.\n")
    yield "left-over"


def a_brotli_copy(site: SignedSite) -> Iterator[Kind]:
    page = site.page_file(next(story for story in site.stories if story.is_up))
    page.with_name("index.html.br").write_bytes(brotli.compress(page.read_bytes().replace(b"<p>", b"<p>Not ", 1)))
    page.with_name("index.html.gz").write_bytes(gzip.compress(page.read_bytes()))
    yield "twin"


def a_gzip_copy_of_a_front(site: SignedSite) -> Iterator[Kind]:
    site.write("sport/index.html.gz", gzip.compress(b"<!doctype html><p>Of our own.</p>"))
    yield "twin"


def a_copy_without_its_page(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "kill" and story.words)
    site.write(f"{story.address}index.html.br", brotli.compress(b"The killed text."))
    yield "twin"


def a_headline_on_a_front(site: SignedSite) -> Iterator[Kind]:
    front = site.public / "sport" / "index.html"
    front.write_text(
        re.sub('class="wire">[^<]+<', 'class="wire">Of our own<', front.read_text("utf-8"), count=1), "utf-8"
    )
    yield "edited"


def a_headline_in_a_feed(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up)
    item = f"<item><title>Of our own</title><link>https://nights.example{story.address}</link></item>"
    site.write("feed.xml", f"<rss><channel>{item}</channel></rss>")
    yield "edited"


def a_headline_in_a_json_feed(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up)
    item = {"url": f"https://nights.example{story.address}", "title": "Of our own"}
    site.write("feed.json", json.dumps({"items": [item]}))
    yield "edited"


def a_killed_story_on_a_front(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "kill" and story.words)
    front = site.public / "sport" / "index.html"
    front.write_text(f'{front.read_text("utf-8")}<h2><a href="{story.address}">Killed</a></h2>', "utf-8")
    yield "after-end"


def a_page_among_stories_without_marks(site: SignedSite) -> Iterator[Kind]:
    site.write("news/of-our-own/index.html", "<!doctype html><p>Text without marks.</p>")
    yield "unlogged"


def a_file_among_stories(site: SignedSite) -> Iterator[Kind]:
    site.write("sport/of-our-own.html", "<!doctype html><p>Text without marks.</p>")
    yield "unlogged"


def a_page_beside_a_story(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.is_up and story.words)
    site.write(f"{story.section}/other-words-{story.id}/index.html", "<!doctype html><p>Text without marks.</p>")
    yield "unlogged"


def a_killed_text_under_other_words(site: SignedSite) -> Iterator[Kind]:
    story = next(story for story in site.stories if story.versions[-1].act == "kill" and story.words)
    site.write(f"{story.section}/other-words-{story.id}/index.html", "<!doctype html><p>Text without marks.</p>")
    yield "after-end"


@pytest.mark.parametrize(
    "plant",
    [
        a_text_beside_the_page,
        an_earlier_text_beside_the_page,
        a_text_whose_salts_have_gone,
        a_brotli_copy,
        a_gzip_copy_of_a_front,
        a_copy_without_its_page,
        a_headline_on_a_front,
        a_headline_in_a_feed,
        a_headline_in_a_json_feed,
        a_killed_story_on_a_front,
        a_page_among_stories_without_marks,
        a_file_among_stories,
        a_page_beside_a_story,
        a_killed_text_under_other_words,
    ],
    ids=lambda plant: plant.__name__,
)
def test_each_fault_beside_the_pages_is_one_finding(site: SignedSite, plant) -> None:  # type: ignore[no-untyped-def]
    (kind,) = plant(site)
    assert kinds(looked(site)[0]) == [kind]


def test_copies_that_hold_what_their_files_do_are_nothing_wrong(site: SignedSite) -> None:
    for page in [*site.public.rglob("index.html"), site.public / "feed.xml"]:
        page.with_name(f"{page.name}.gz").write_bytes(gzip.compress(page.read_bytes()))
        page.with_name(f"{page.name}.br").write_bytes(brotli.compress(page.read_bytes()))
    assert looked(site)[0].findings == ()


def test_an_edited_page_is_one_finding_though_its_copies_are_as_they_were(site: SignedSite) -> None:
    story = next(story for story in site.stories if story.is_up)
    page = site.page_file(story)
    page.with_name("index.html.gz").write_bytes(gzip.compress(page.read_bytes()))
    page.write_bytes(page.read_bytes().replace(f"{story.id} ".encode(), b"x", 1))
    assert kinds(looked(site)[0]) == ["edited"]


def earlier_headline(site: SignedSite) -> None:
    story = next(one for one in site.stories if [act.act for act in one.versions] == ["publish", "update"])
    front = site.public / story.section / "index.html"
    now, before = (html.escape(version.headline, quote=False) for version in story.versions[::-1])
    front.write_text(front.read_text("utf-8").replace(f">{now}<", f">{before}<"), "utf-8")
    assert before in front.read_text("utf-8")


def test_a_front_may_lag_behind_its_story_for_a_while_and_not_for_good(site: SignedSite) -> None:
    earlier_headline(site)
    story = next(one for one in site.stories if [act.act for act in one.versions] == ["publish", "update"])
    shown = datetime.fromtimestamp((read_leaf(story.versions[-1].leaf).shown or 0) / 1000, UTC)
    report, _ = looked(site, now=shown + timedelta(minutes=5))
    assert kinds(report) == []
    report, _ = looked(site, now=shown + timedelta(minutes=15))
    assert kinds(report) == ["old-version"]
    assert f"the headline of entry {story.versions[0].index};" in report.findings[0].reason


@pytest.mark.parametrize("packing", ["gz", "br"])
def test_nothing_is_unpacked_beyond_its_limit_and_nothing_broken_is_taken(packing: str) -> None:
    pack = gzip.compress if packing == "gz" else brotli.compress
    packed = pack(b"news " * 1000)
    assert unpacked(packed, packing, 5000, "here") == b"news " * 1000
    for wrong, limit in ((packed, 4999), (pack(bytes(50_000_000)), 5000), (packed[:-9], 5000), (b"news", 5000)):
        with pytest.raises(UnreadError):
            unpacked(wrong, packing, limit, "here")


def test_headlines_are_what_stands_in_the_agencys_face_or_is_a_heading() -> None:
    page = b"""<!doctype html><h2><a href="/a/b-1/">One <b>two</b></a></h2><p>
    <a class="wire" href="/a/b-2/?x#y">Three</a> <a href="/a/b-3/">also from</a> <a class="wire" href="https://elsewhere.example/a/b-4/">Far</a></p>"""
    assert on_page(page) == [Named("/a/b-1/", "One two"), Named("/a/b-2/", "Three")]
    assert on_page(b"") == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "feed.xml",
            "<rss><channel><title>S</title><item><title> A &amp; B</title><link>/x/</link></item></channel></rss>",
        ),
        (
            "atom.xml",
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><entry><title>A &amp; B</title>'
            '<link rel="self" href="/y/"/><link href="/x/"/></entry></feed>',
        ),
        ("feed.json", '{"title": "S", "items": [{"title": "A & B", "url": "/x/"}, {"id": "a tombstone"}]}'),
        (
            "sitemap-news.xml",
            '<urlset xmlns:n="urn:n"><url><loc>/x/</loc><n:news><n:title>A &amp; B</n:title></n:news></url></urlset>',
        ),
    ],
)
def test_every_kind_of_feed_names_its_stories(name: str, content: str) -> None:
    assert [one for one in in_feed(name, content.encode()) if one.headline] == [Named("/x/", "A & B")]
    assert in_feed(name, content.encode()[:-3]) == []
