"""Fronts: what leads, what is on them and why, and how they lead to their archives."""

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from edition import samples
from nightdesk.edition.front_page import front_page
from nightdesk.edition.home_plan import home_plan
from nightdesk.edition.index_pages import index_page
from nightdesk.terms.story import Card, Front, Reach

CITIES = [edition.slug for edition in samples.SITE.editions]


def page_of(front: Front, language: str = "en-IN") -> LexborHTMLParser:
    [page] = front_page(samples.a_site(language), front)
    return LexborHTMLParser(page.content or b"")


def hrefs(page: LexborHTMLParser, selector: str) -> list[str | None]:
    return [node.attributes["href"] for node in page.css(selector)]


def test_each_story_stands_once_on_the_front_apart_from_the_cities() -> None:
    page = page_of(samples.HOME)
    found = hrefs(page, ".top a.wire") + hrefs(page, ".shelf a.wire")
    assert len(found) == len(set(found))
    assert len(found) > 25


def test_the_most_urgent_of_the_fresh_leads_and_of_equals_the_newest() -> None:
    def lead(*cards: Card) -> str:
        found = home_plan(samples.SITE, cards, CITIES).lead
        assert found is not None
        return found.headline

    teased = {"teaser": "Pune, April 27 …"}
    newest = samples.a_card("newest", 1, **teased)
    urgent = samples.a_card("urgent", 60, urgency=3, **teased)
    as_urgent = samples.a_card("as urgent", 30, urgency=3, **teased)
    stale = samples.a_card("stale", 60 * 13, urgency=1, **teased)
    assert lead(newest, urgent) == "urgent"
    assert lead(newest, as_urgent, urgent) == "as urgent"
    assert lead(newest, stale) == "newest"


def test_a_clock_that_runs_ahead_does_not_age_all_others() -> None:
    ahead = samples.a_card("ahead", -60 * 24 * 30, shown=samples.NOW, teaser="x")
    urgent = samples.a_card("urgent", 60, urgency=3, teaser="x")
    found = home_plan(samples.SITE, (ahead, urgent), CITIES).lead
    assert found is not None
    assert found.headline == "urgent"


def test_an_alert_develops_for_six_hours_and_never_leads_beside_a_full_story() -> None:
    full = samples.a_card("full", 1, teaser="Pune …")
    alert = samples.a_card("alert", 300, alert=True, urgency=1)
    old = samples.a_card("old alert", 420, alert=True, urgency=1)
    plan = home_plan(samples.SITE, (full, alert, old), CITIES)
    assert plan.lead == full
    assert plan.developing == (alert,)


def test_a_city_shows_its_newest_story_that_is_not_at_the_top_already() -> None:
    page = page_of(samples.HOME)
    cities = {node.css_first("h3").text(): node.css_first("a.wire") for node in page.css(".cities li")}
    assert "Sangli" not in cities
    assert cities["Kolhapur"].text() == samples.MARATHI.card.headline
    assert cities["Kolhapur"].attributes["lang"] == "mr"


def test_cities_outside_the_settings_have_their_place_too() -> None:
    reach = Reach("city", "ratnagiri", "Ratnagiri")
    cards = (*samples.CARDS[:20], samples.a_card("Boats stay in", 900, cities=(reach,)))
    page = page_of(samples.a_front(cards=cards, neighbours=(reach,)))
    assert 'href="/city/ratnagiri/"' in page.html


def test_a_city_front_says_its_rule_and_each_story_its_reason() -> None:
    page = page_of(samples.KOLHAPUR)
    assert page.css_first("h1").text() == "Kolhapur कोल्हापूर"
    assert "belongs to Kolhapur" in page.css_first(".place").text()
    reasons = [node.text() for node in page.css(".river .why")]
    assert len(reasons) == len(samples.KOLHAPUR.cards)
    assert reasons[0] == "Dateline: कोल्हापूर"
    assert hrefs(page, ".near a") == ["/city/sangli/", "/city/satara/", "/city/belagavi/", "/city/"]
    assert page.css_first('nav [aria-current="true"]').attributes["href"] == "/city/"


@pytest.mark.parametrize("name", samples.FRONTS)
def test_every_front_names_its_three_feeds(name: str) -> None:
    front = samples.FRONTS[name]
    page = page_of(front)
    wanted = {f"{front.base}feed.xml", f"{front.base}atom.xml", f"{front.base}feed.json"}
    assert set(hrefs(page, 'link[rel="alternate"]')) == wanted


def test_the_front_leads_to_the_newest_archive_page_and_that_back_to_the_front() -> None:
    assert hrefs(page_of(samples.LATEST), ".turn a") == ["/latest/page/3/"]
    newest = msgspec.structs.replace(samples.LATEST, number=3)
    assert front_page(samples.SITE, newest)[0].path == "latest/page/3/index.html"
    assert hrefs(page_of(newest), ".turn a") == ["/latest/", "/latest/page/2/"]
    oldest = msgspec.structs.replace(samples.LATEST, number=1)
    assert hrefs(page_of(oldest), ".turn a") == ["/latest/page/2/"]
    assert page_of(msgspec.structs.replace(samples.LATEST, archive=0)).css_first(".turn") is None


def test_an_archive_page_does_not_change_with_the_hour_or_with_pages_far_above_it() -> None:
    now = msgspec.structs.replace(samples.ARCHIVE, number=1)
    later = msgspec.structs.replace(now, updated=samples.NOW.replace(year=2031), archive=90)
    assert front_page(samples.SITE, now) == front_page(samples.SITE, later)


def test_times_of_another_day_carry_their_day() -> None:
    times = [node.text() for node in page_of(samples.LATEST).css(".river time")]
    assert times[0] == "06:29"
    assert times[-1] == "Apr 26 16:02"
    dated = [node.text() for node in page_of(samples.ARCHIVE).css(".river time")]
    assert dated[:2] == ["Apr 27, 2025 06:29", "06:25"]


@pytest.mark.parametrize("language", ["en-IN", "mr-IN", "hi-IN", "ur-IN"])
def test_a_front_without_stories_says_so_in_the_words_of_the_site(language: str) -> None:
    quiet = page_of(samples.QUIET_CITY, language).css_first(".quiet h2").text()
    assert samples.a_site(language).editions[4].titles.get(language[:2], "Nashik") in quiet
    assert page_of(samples.QUIET_HOME, language).css_first(".quiet") is not None


def test_sections_of_the_settings_stand_first_and_others_after_them() -> None:
    cards = (
        *(samples.a_card(f"filler {number}", number) for number in range(20)),
        *(samples.a_card(f"news {number}", 30 + number, section="news") for number in range(3)),
        *(samples.a_card(f"sport {number}", 40 + number, section="sport") for number in range(3)),
    )
    shelves = home_plan(samples.SITE, cards, CITIES).shelves
    assert [section for section, _ in shelves] == ["national", "sport", "news"]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 14])
def test_a_young_site_has_a_whole_front(count: int) -> None:
    page = page_of(samples.a_front(cards=samples.CARDS[:count]))
    found = hrefs(page, ".top a.wire") + hrefs(page, ".shelf a.wire")
    assert len(set(found)) == count
    assert page.css_first(".lead h2 a") is not None


@pytest.mark.parametrize("kind", ["city", "agency"])
def test_the_lists_of_cities_and_agencies_link_every_front(kind: str) -> None:
    reaches = samples.CITIES if kind == "city" else samples.AGENCIES
    page = index_page(samples.SITE, kind, reaches, samples.NOW)  # type: ignore[arg-type]
    assert page.path == f"{kind}/index.html"
    wanted = [f"/{kind}/{reach.slug}/" for reach in reaches]
    assert hrefs(LexborHTMLParser(page.content or b""), ".names a") == wanted
    nothing = index_page(samples.SITE, kind, (), samples.NOW)  # type: ignore[arg-type]
    assert b'class="quiet"' in (nothing.content or b"")


def test_the_same_front_gives_the_same_bytes() -> None:
    assert front_page(samples.SITE, samples.HOME) == front_page(samples.a_site(), samples.HOME)
