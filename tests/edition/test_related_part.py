"""What stands below a story: true reasons, no story twice, honest names, and nothing of it in the agency's element."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from edition import dossier_samples, samples
from nightdesk.edition.imprint import imprint_of
from nightdesk.edition.related_part import why
from nightdesk.edition.story_page import story_page
from nightdesk.proof.read_back import read_back
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.dossier import Related, Shared, StoryDossier, ThreadLink
from nightdesk.terms.story import ShownStory

LANGUAGES = ("en-IN", "hi-IN", "mr-IN", "ur-IN")


def page_of(dossier: StoryDossier, story: ShownStory = samples.ENGLISH, language: str = "en-IN") -> LexborHTMLParser:
    return LexborHTMLParser(story_page(samples.a_site(language), story, dossier).content or b"")


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [collapse(node.text()) for node in page.css(selector)]


def hrefs(page: LexborHTMLParser, selector: str) -> list[str | None]:
    return [node.attributes["href"] for node in page.css(selector)]


def reason(related: Related, language: str = "en-IN") -> str:
    own = samples.ENGLISH.card
    first = msgspec.structs.replace(own, published=own.updated)
    other = msgspec.structs.replace(related.card, published=related.card.updated)
    markup = why(imprint_of(samples.a_site(language)), first, msgspec.structs.replace(related, card=other))
    return LexborHTMLParser(str(markup)).text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_all_of_it_reads_back_to_the_text_delivered(language: str) -> None:
    content = story_page(samples.a_site(language), samples.ENGLISH, dossier_samples.FULL).content or b""
    returned = read_back(content)
    assert returned.headline == samples.ENGLISH.item.headline
    assert returned.blocks == samples.ENGLISH.item.body.blocks
    assert returned.digest == returned.meta == samples.ENGLISH.wire_text
    page = LexborHTMLParser(content)
    assert page.css_first("article .kin") is None
    assert {node.attributes["data-wire"] for node in page.css(".kin")} == {"x"}


def test_a_story_of_which_nothing_is_known_has_the_page_it_had_before() -> None:
    assert story_page(samples.SITE, samples.ENGLISH, StoryDossier()) == story_page(samples.SITE, samples.ENGLISH)
    alone = StoryDossier(thread=ThreadLink("a", 1, 1))
    assert story_page(samples.SITE, samples.ENGLISH, alone) == story_page(samples.SITE, samples.ENGLISH)


def test_each_item_has_a_headline_that_leads_on_a_section_an_agency_a_time_and_a_reason() -> None:
    page = page_of(dossier_samples.FULL)
    assert texts(page, "#related h2") == ["Related stories"]
    assert texts(page, "#related-section h2") == ["National related stories"]
    assert hrefs(page, "#related li a.wire") == [one.card.path for one in dossier_samples.FULL.related]
    assert hrefs(page, "#related-section li a.wire") == [one.card.path for one in dossier_samples.FULL.in_section]
    for item in page.css("#related li, #related-section li"):
        assert all(item.css_first(part) for part in ("a.wire[href]", ".section-tag", ".why", "time[datetime]"))
    assert texts(page, "#related .meta")[:2] == [
        "Business Peninsula 05:43 IST",
        "National Meridian 03:21 IST, corrected",
    ]


@pytest.mark.parametrize(
    ("bond", "minutes", "shared", "phrase"),
    [
        ("event", 14, (), "Same event, 1 minute earlier."),
        ("event", 48, (Shared("person", "Gerasimov"), Shared("place", "Kursk")), ""),
        ("event", 13 + 89, (), "Same event, 89 minutes earlier."),
        ("event", 13 + 90, (), "Same event, 2 hours earlier."),
        ("event", 13 + 60 * 35, (), "Same event, 35 hours earlier."),
        ("event", 13 + 60 * 36, (), "Same event, 2 days earlier."),
        ("event", 5, (), "Same event."),
        ("background", 60, (Shared("term", "treaty"),), "Background. In both: treaty"),
        ("background", 60, (), "Background."),
        ("none", 60, (Shared("place", "Kursk"),), "Same place: Kursk"),
        ("none", 60, (Shared("place", "Kursk"), Shared("place", "Seoul")), "Same places: Kursk, Seoul"),
        ("none", 60, (Shared("person", "Gerasimov"),), "Same person: Gerasimov"),
        ("none", 60, (Shared("name", "TASS"),), "In both: TASS"),
        ("none", 60, (Shared("place", "Kursk"), Shared("term", "treaty")), "In both: Kursk, treaty"),
        ("none", 60, (), "Close to this story in its words."),
    ],
)
def test_the_reason_is_a_whole_phrase(bond: str, minutes: int, shared: tuple[Shared, ...], phrase: str) -> None:
    related = Related(samples.a_card("An earlier story", minutes), shared, bond)  # type: ignore[arg-type]
    assert reason(related) == (phrase or "Same event, 35 minutes earlier. In both: Gerasimov, Kursk")


def test_shared_words_are_set_as_the_agencys_in_the_language_of_the_story() -> None:
    page = page_of(dossier_samples.MARATHI, samples.MARATHI)
    [word, _] = page.css(".why .wire")
    assert word.text() == "राधानगरी, पंचगंगा"
    assert word.attributes["lang"] == "mr"
    assert texts(page, "#related .why")[0] == "Same event, 3 hours earlier. In both: राधानगरी, पंचगंगा"
    at_home = page_of(dossier_samples.MARATHI, samples.MARATHI, "mr-IN")
    assert "lang" not in at_home.css_first(".why .wire").attributes
    assert texts(at_home, "#related .why")[0] == "तीच घटना, ३ तास आधी. दोन्हींत: राधानगरी, पंचगंगा"
    earlier = samples.a_card("مانسون کی تیاری", 300, language="ur")
    shared = (Shared("place", "کیرالا"), Shared("term", "مانسون"))
    arabic = page_of(StoryDossier(related=(Related(earlier, shared),)), samples.URDU)
    assert arabic.css_first(".why .wire").text() == "کیرالا، مانسون"
    assert arabic.css_first(".why .wire").attributes["dir"] == "rtl"


@settings(max_examples=50, deadline=None)
@given(
    related=st.lists(st.integers(0, 12), max_size=9),
    in_section=st.lists(st.integers(0, 12), max_size=9),
    same=st.lists(st.integers(0, 12), max_size=2, unique=True),
    latest=st.lists(st.integers(0, 12), max_size=3, unique=True),
)
def test_no_story_stands_twice_below_a_story_and_never_the_story_itself(
    related: list[int], in_section: list[int], same: list[int], latest: list[int]
) -> None:
    cards = [samples.ENGLISH.card, *(samples.a_card(f"story {number}", 60 + number) for number in range(12))]
    page = page_of(
        StoryDossier(
            related=tuple(Related(cards[number], ()) for number in related),
            in_section=tuple(Related(cards[number], ()) for number in in_section),
            same=tuple(cards[number] for number in same if number),
            latest=tuple(cards[number] for number in latest),
        )
    )
    listed = hrefs(page, ".kin a:not(.meta a)")
    assert len(listed) == len(set(listed))
    assert samples.ENGLISH.card.path not in listed
    assert all(len(section.css("li")) <= 5 for section in page.css(".list"))
    if page.css_first("#latest"):
        assert page.css_first("#related, #related-section") is None


def test_an_empty_list_is_absent_and_the_newest_of_the_section_have_an_honest_name() -> None:
    page = page_of(dossier_samples.LATEST)
    assert page.css_first("#related, #related-section, #thread, #same-story") is None
    assert texts(page, "#latest h2") == ["Latest in National"]
    assert "nothing related to this story was found" in texts(page, "#latest .fine")[0]
    assert page.css_first("#latest .why") is None
    one_list = msgspec.structs.replace(dossier_samples.LATEST, in_section=dossier_samples.FULL.in_section)
    assert [node.attributes["id"] for node in page_of(one_list).css(".list")] == ["related-section"]


def test_leads_to_the_thread_and_to_the_same_story_from_others() -> None:
    page = page_of(dossier_samples.FULL)
    assert hrefs(page, "#thread a") == ["/thread/m27k4x/"]
    assert texts(page, "#thread p") == ["4 stories on this event This is number 3, counted from the first."]
    assert texts(page, "#same-story p") == ["Also sent by Meridian 06:22 IST, सह्याद्री वार्ता 06:27 IST"]
    assert hrefs(page, "#same-story a") == [card.path for card in dossier_samples.FULL.same]
    assert page.css_first("#same-story .wire").text() == "सह्याद्री वार्ता"


def test_hostile_words_in_what_is_known_stay_words() -> None:
    bad = "</section><script>alert(1)</script>"
    card = samples.a_card(bad, 60, agency=bad, path='/a"onclick="b/', section_title=bad, section="<b>")
    dossier = StoryDossier(
        related=(Related(card, (Shared("name", bad),)),),
        same=(samples.a_card("x", 9, agency=bad),),
        thread=ThreadLink('"><script>', 3, 2),
    )
    page = page_of(dossier)
    assert {node.attributes.get("type") for node in page.css("script")} == {"application/ld+json"}
    assert page.css_first("[onclick], .list b") is None
    assert texts(page, "#related .why .wire") == [bad]


def test_a_topic_that_the_story_is_on_is_named_with_its_reason() -> None:
    page = page_of(StoryDossier(), dossier_samples.ON_A_TOPIC, "hi-IN")
    item = page.css(".fronts li")[-1]
    assert item.css_first("a").attributes["href"] == "/topic/weather/"
    assert item.css_first("a").text() == "मौसम"
    assert "Topic sent by the agency: weather" in collapse(item.text())
