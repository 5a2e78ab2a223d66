"""RSS, Atom and JSON Feed keep the rules of their formats, whatever the agency's words."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from nightdesk.outlet.feed_entry import MOST_ENTRIES, WHY_GONE
from nightdesk.outlet.outputs import atom, json_feed, rss
from nightdesk.terms.site import Site
from nightdesk.terms.story import Card, Front, Tombstone

A = "{http://www.w3.org/2005/Atom}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
ND = "{urn:nightdesk:feed:1}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
URI = re.compile(r"https://[!-~]+")
ALL = (atom, json_feed, rss)
CardBuilder = Callable[..., Card]
FrontBuilder = Callable[..., Front]


def content(output: Any, site: Site, front: Front) -> bytes:
    (page,) = output.render(site, front)
    assert page.content is not None
    return page.content


def tree(output: Any, site: Site, front: Front) -> Any:
    return etree.fromstring(content(output, site, front))


def check_atom(feed: Any) -> None:
    """RFC 4287 §4.1.1, §4.1.2, §4.2.6, §4.2.7, §3.3; RFC 6721 §3."""
    assert feed.tag == f"{A}feed"
    assert [len(feed.findall(A + one)) for one in ("id", "title", "updated")] == [1, 1, 1]
    assert [link.get("rel") for link in feed.findall(f"{A}link")] == ["self", "alternate"]
    assert feed.find(f"{A}author/{A}name").text
    entries = feed.findall(f"{A}entry")
    for entry in entries:
        assert [len(entry.findall(A + one)) for one in ("id", "title", "updated", "published")] == [1, 1, 1, 1]
        assert len(entry.findall(f"{A}summary")) <= 1
        assert [link.get("rel") for link in entry.findall(f"{A}link")] == ["alternate"]
        assert entry.find(f"{A}author/{A}name").text
        assert all(category.get("term") for category in entry.findall(f"{A}category"))
        assert entry.find(f"{ND}label").get("reviewed") == "no"
    ids = [one.text for one in feed.iter(f"{A}id")]
    assert len(set(ids)) == len(ids)
    assert all(URI.fullmatch(one) for one in ids + [link.get("href") for link in feed.iter(f"{A}link")])
    assert all(RFC3339.fullmatch(one.text) for one in feed.iter(f"{A}updated", f"{A}published"))
    check_tombstones(feed, set(ids))


def check_rss(document: Any) -> None:
    """RSS 2.0: required channel elements; an item has a title or a description; the RSS Board's advice on dates."""
    assert (document.tag, document.get("version")) == ("rss", "2.0")
    (channel,) = document.findall("channel")
    assert [len(channel.findall(one)) for one in ("title", "link", "description", "language")] == [1, 1, 1, 1]
    assert re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", channel.findtext("language"))
    assert channel.find(f"{A}link").get("rel") == "self"
    guids = []
    for item in channel.findall("item"):
        assert [len(item.findall(one)) for one in ("title", "link", "guid", "pubDate")] == [1, 1, 1, 1]
        assert len(item.findall("description")) <= 1
        assert item.findtext(f"{DC}creator")
        assert item.find(f"{ND}label").get("published") == "automatically"
        assert item.find("guid").get("isPermaLink") == "false"
        guids.append(item.findtext("guid"))
    assert len(set(guids)) == len(guids)
    assert all(URI.fullmatch(one.text) for one in channel.iter("link", "guid"))
    assert all(RFC822.fullmatch(one.text) for one in channel.iter("pubDate", "lastBuildDate"))
    check_tombstones(channel, set(guids))


def check_json_feed(feed: dict[str, Any]) -> None:
    """JSON Feed 1.1: required fields, one of content_text and content_html, authors in the plural."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert URI.fullmatch(feed["home_page_url"])
    assert URI.fullmatch(feed["feed_url"])
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    for item in feed["items"]:
        assert URI.fullmatch(item["id"])
        assert URI.fullmatch(item["url"])
        assert isinstance(item["content_text"], str)
        assert RFC3339.fullmatch(item["date_published"])
        assert RFC3339.fullmatch(item["date_modified"])
        assert [set(author) for author in item["authors"]] == [{"name", "url"}]
        assert item["_nightdesk"]["reviewed"] is False
        assert item["_nightdesk"]["published"] == "automatically"
    for gone in feed["_nightdesk"]["deleted"]:
        assert gone["id"] not in ids
        assert RFC3339.fullmatch(gone["when"])


def check_tombstones(feed: Any, living: set[str]) -> None:
    for gone in feed.findall(f"{AT}deleted-entry"):
        assert gone.get("ref") not in living
        assert RFC3339.fullmatch(gone.get("when"))


def check_all(site: Site, front: Front) -> None:
    check_atom(tree(atom, site, front))
    check_rss(tree(rss, site, front))
    check_json_feed(json.loads(content(json_feed, site, front)))


def ids(site: Site, front: Front) -> list[list[str]]:
    return [
        [one.text for one in tree(atom, site, front).iterfind(f"{A}entry/{A}id")],
        [one.text for one in tree(rss, site, front).iter("guid")],
        [item["id"] for item in json.loads(content(json_feed, site, front))["items"]],
    ]


WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=WORDS, teaser=WORDS, agency=WORDS, section=WORDS, version=WORDS, path=WORDS)
def test_any_words_of_an_agency_make_valid_feeds(
    site: Site, a_card: CardBuilder, a_front: FrontBuilder, **words: str
) -> None:
    path = f"/{words['path'].replace('/', '')}/x-3fkd81bqz0rx/"
    card = a_card(headline=words["headline"], teaser=words["teaser"], section_title=words["section"], path=path)
    card = replace(card, agency=words["agency"], version=words["version"])
    check_all(site, a_front(card, a_card(), title=words["headline"]))


def test_text_arrives_as_it_was_sent(site: Site, a_card: CardBuilder, a_front: FrontBuilder) -> None:
    headline = 'A & B <said> "no" to C\'s "yes" ]]> पुणे \U0001f600'
    front = a_front(a_card(headline=headline, teaser=headline))
    entry = tree(atom, site, front).find(f"{A}entry")
    item = tree(rss, site, front).find("channel/item")
    assert [entry.findtext(f"{A}title"), entry.findtext(f"{A}summary")] == [headline, headline]
    assert [item.findtext("title"), item.findtext("description")] == [headline, headline]
    (read,) = json.loads(content(json_feed, site, front))["items"]
    assert [read["title"], read["content_text"]] == [headline, headline]


def test_an_empty_front_makes_valid_feeds(site: Site, a_front: FrontBuilder) -> None:
    check_all(site, a_front())


def test_an_id_is_the_same_for_every_version_of_a_story(
    site: Site, a_card: CardBuilder, a_front: FrontBuilder, six: datetime
) -> None:
    first = a_card(id="3fkd81bqz0rx")
    later = replace(first, headline="Council agrees something", version="2", updated=six + timedelta(hours=1))
    moved = replace(later, section="business", section_title="Business")
    assert ids(site, a_front(first)) == ids(site, a_front(later)) == ids(site, a_front(moved))


def test_no_id_holds_a_word_of_the_headline(site: Site, a_card: CardBuilder, a_front: FrontBuilder) -> None:
    assert ids(site, a_front(a_card(id="3fkd81bqz0rx"))) == [["https://post.example/national/3fkd81bqz0rx/"]] * 3


def test_the_author_is_the_agency(site: Site, a_card: CardBuilder, a_front: FrontBuilder) -> None:
    front = a_front(a_card(agency="EWS", agency_slug="ews"))
    assert tree(atom, site, front).findtext(f"{A}entry/{A}author/{A}name") == "EWS"
    assert tree(rss, site, front).findtext(f"channel/item/{DC}creator") == "EWS"
    assert json.loads(content(json_feed, site, front))["items"][0]["authors"][0]["name"] == "EWS"


@pytest.mark.parametrize("kind", sorted(WHY_GONE))
def test_a_tombstone_names_the_entry_and_holds_none_of_its_words(
    kind: str,
    site: Site,
    a_card: CardBuilder,
    a_front: FrontBuilder,
    a_tombstone: Callable[..., Tombstone],
) -> None:
    tombstone = a_tombstone(kind=kind)
    alive = a_card(id=tombstone.id, path=tombstone.path, headline="Minister secretly resigned")
    before, after = a_front(alive), a_front(tombstones=(tombstone,))
    check_all(site, after)
    for output, was in zip((atom, rss, json_feed), ids(site, before), strict=True):
        text = content(output, site, after).decode()
        assert was[0] in text
        assert "2026-03-02T06:00:02+05:30" in text
        for word in ("inister", "resign", tombstone.guid):
            assert word not in text


def test_a_story_that_is_back_has_no_tombstone(
    site: Site, a_card: CardBuilder, a_front: FrontBuilder, a_tombstone: Callable[..., Tombstone]
) -> None:
    tombstone = a_tombstone(kind="withheld")
    front = a_front(a_card(id=tombstone.id, path=tombstone.path), tombstones=(tombstone,))
    assert tree(atom, site, front).find(f"{AT}deleted-entry") is None
    assert tree(rss, site, front).find(f"channel/{AT}deleted-entry") is None
    assert json.loads(content(json_feed, site, front))["_nightdesk"]["deleted"] == []


def test_the_newest_fifty_are_in_a_feed(site: Site, a_card: CardBuilder, a_front: FrontBuilder) -> None:
    cards = [a_card() for _ in range(MOST_ENTRIES + 5)]
    for found in ids(site, a_front(*cards)):
        assert [one.split("/")[-2] for one in found] == [card.id for card in cards[:MOST_ENTRIES]]


def test_times_are_the_agencys_in_the_zone_of_the_site(
    site: Site, a_card: CardBuilder, a_front: FrontBuilder, six: datetime
) -> None:
    front = a_front(a_card(published=six, updated=six + timedelta(minutes=27), shown=six + timedelta(hours=5)))
    entry = tree(atom, site, front).find(f"{A}entry")
    assert entry.findtext(f"{A}published") == "2026-03-02T06:00:00+05:30"
    assert entry.findtext(f"{A}updated") == "2026-03-02T06:27:00+05:30"
    assert parsedate_to_datetime(tree(rss, site, front).findtext("channel/item/pubDate")) == six


def test_the_home_feed_stands_at_the_root_and_bears_the_name_of_the_site(site: Site, a_front: FrontBuilder) -> None:
    home = a_front(kind="home", base="/", title="Home")
    assert [output.render(site, home)[0].path for output in ALL] == ["atom.xml", "feed.json", "feed.xml"]
    assert tree(rss, site, home).findtext("channel/title") == "The Example Post"
    city = a_front(kind="city", base="/city/pune/", slug="pune")
    assert rss.render(site, city)[0].path == "city/pune/feed.xml"


def test_the_language_of_an_entry_is_said_where_it_is_another(
    site: Site, a_card: CardBuilder, a_front: FrontBuilder
) -> None:
    entries = tree(atom, site, a_front(a_card(language="hi"), a_card(language="en-IN"))).findall(f"{A}entry")
    assert [entry.get(f"{XML}lang") for entry in entries] == ["hi", None]


@pytest.mark.parametrize("output", ALL, ids=lambda output: output.__name__)
def test_the_same_front_gives_the_same_bytes(
    output: Any, site: Site, a_card: CardBuilder, a_front: FrontBuilder
) -> None:
    front = a_front(a_card(), a_card())
    assert content(output, site, front) == content(output, site, replace(front))


def test_says_in_machine_form_how_the_label_is_worded_and_where_to_check(
    site: Site, a_card: CardBuilder, a_front: FrontBuilder
) -> None:
    note = "news.example/log\n8\nAAAA=\n\n— news.example/log <b>&\n"
    given = a_front(cards=(a_card(leaf=7), a_card()))
    given = replace(given, checkpoint=note)
    feed = json.loads(content(json_feed, site, given))
    logged, other = (item["_nightdesk"] for item in feed["items"])
    assert (logged["wording"], logged["entry"]) == ("auto-1-en", 7)
    assert logged["proof"] == feed["items"][0]["url"] + "proof/"
    assert other["proof"] is None
    assert feed["_nightdesk"]["checkpoint"] == note
    for output in (atom, rss):
        read = tree(output, site, given)
        first, second = read.iter(f"{ND}label")
        assert (first.get("wording"), first.get("entry"), first.get("proof")) == ("auto-1-en", "7", logged["proof"])
        assert second.get("proof") is None
        assert [one.text for one in read.iter(f"{ND}checkpoint")] == [note]
