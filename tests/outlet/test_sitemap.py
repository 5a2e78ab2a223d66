"""Sitemaps name what engines may list, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from nightdesk.outlet.sitemap import MOST_URLS, news_sitemap, sitemap_index, sitemap_shard
from nightdesk.terms.page import Page
from nightdesk.terms.site import Site
from nightdesk.terms.story import Card

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
N = "{http://www.google.com/schemas/sitemap-news/0.9}"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schema" / "sitemap.xsd"))
CardBuilder = Callable[..., Card]


def valid(page: Page) -> Any:
    assert page.content is not None
    root = etree.fromstring(page.content)
    SCHEMA.assertValid(root)
    return root


def addresses(page: Page) -> list[str]:
    return [one.text for one in valid(page).iter(f"{S}loc")]


def test_the_schema_refuses_what_is_wrong(site: Site, a_card: CardBuilder) -> None:
    root = valid(sitemap_shard(site, 1, [a_card()]))
    root.find(f"{S}url/{S}lastmod").text = "2026-03-02T06:00:00"
    assert not SCHEMA.validate(root)


def test_a_shard_lists_its_stories_with_their_last_change(site: Site, a_card: CardBuilder, six: datetime) -> None:
    page = sitemap_shard(site, 7, [a_card(id="aaa", updated=six + timedelta(hours=1))])
    assert page.path == "sitemap/7.xml"
    assert addresses(page) == ["https://post.example/national/council-agrees-nothing-aaa/"]
    assert valid(page).findtext(f"{S}url/{S}lastmod") == "2026-03-02T07:00:00+05:30"


def test_what_engines_may_not_index_is_in_no_sitemap(site: Site, a_card: CardBuilder, six: datetime) -> None:
    cards = [a_card(id=index, index=index) for index in ("index", "noindex", "no-news")]
    assert [one.split("-")[-1] for one in addresses(sitemap_shard(site, 1, cards))] == ["index/", "news/"]
    assert [one.split("-")[-1] for one in addresses(news_sitemap(site, cards, six))] == ["index/"]


def test_an_empty_shard_is_still_a_sitemap(site: Site, six: datetime) -> None:
    assert addresses(sitemap_shard(site, 1, [])) == []
    assert addresses(news_sitemap(site, [], six)) == []
    assert addresses(sitemap_index(site, 0, [])) == []


def test_a_shard_refuses_more_than_it_may_hold(site: Site, a_card: CardBuilder) -> None:
    with pytest.raises(ValueError, match=r"sitemap/3\.xml holds at most 1000 stories, not 1001"):
        sitemap_shard(site, 3, [a_card()] * (MOST_URLS + 1))


def test_the_index_lists_every_shard_from_the_oldest(site: Site, six: datetime) -> None:
    page = sitemap_index(site, 2, [six, six + timedelta(hours=1)])
    assert page.path == "sitemap.xml"
    assert addresses(page) == ["https://post.example/sitemap/1.xml", "https://post.example/sitemap/2.xml"]
    assert [one.text for one in valid(page).iter(f"{S}lastmod")] == [
        "2026-03-02T06:00:00+05:30",
        "2026-03-02T07:00:00+05:30",
    ]
    with pytest.raises(ValueError, match="shorter"):
        sitemap_index(site, 2, [six])


def test_the_news_sitemap_holds_two_days_and_not_a_minute_more(site: Site, a_card: CardBuilder, six: datetime) -> None:
    ages = {"new": 0, "old": 48 * 60 - 1, "gone": 48 * 60, "ahead": -1}
    cards = [a_card(id=id_, published=six - timedelta(minutes=age)) for id_, age in ages.items()]
    assert [one.split("-")[-1] for one in addresses(news_sitemap(site, cards, six))] == ["new/", "old/"]


def test_the_news_sitemap_holds_the_newest_thousand(site: Site, a_card: CardBuilder, six: datetime) -> None:
    cards = [a_card(published=six - timedelta(seconds=age)) for age in range(MOST_URLS + 20)]
    assert addresses(news_sitemap(site, cards[::-1], six)) == [
        f"https://post.example{card.path}" for card in cards[:1000]
    ]


def test_lastmod_is_said_only_where_the_text_has_changed(site: Site, a_card: CardBuilder, six: datetime) -> None:
    same, changed = a_card(published=six), a_card(published=six - timedelta(hours=1), updated=six)
    root = valid(news_sitemap(site, [same, changed], six))
    assert [url.findtext(f"{S}lastmod") for url in root] == [None, "2026-03-02T06:00:00+05:30"]


@pytest.mark.parametrize(
    ("tag", "said"), [("en-IN", "en"), ("hi", "hi"), ("mr-Deva-IN", "mr"), ("zh-Hant", "zh-tw"), ("zh", "zh-cn")]
)
def test_the_language_is_said_as_news_engines_want_it(
    tag: str, said: str, site: Site, a_card: CardBuilder, six: datetime
) -> None:
    root = valid(news_sitemap(site, [a_card(language=tag)], six))
    assert root.findtext(f"{S}url/{N}news/{N}publication/{N}language") == said


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=st.text(st.characters(exclude_categories=("Cs",)), max_size=60).map(lambda words: f"x{words}"))
def test_any_headline_makes_a_valid_news_sitemap(headline: str, site: Site, a_card: CardBuilder, six: datetime) -> None:
    assert valid(news_sitemap(site, [a_card(headline=headline)], six)).find(f".//{N}title").text
