"""An address is made once, of letters every reader can type; the id alone names the story."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.desk.address import address, agency_slug, headline_words, story_id


@given(st.text(), st.text())
def test_an_id_is_twelve_figures_and_consonants(provider: str, guid: str) -> None:
    assert re.fullmatch(r"[0-9bcdfghjkmnpqrstvwxyz]{12}", story_id(provider, guid))


def test_an_id_is_lasting() -> None:
    # Changing this changes every address of every site there is.
    assert story_id("ews", "EWS.1") == "m5c82jjfqfm2"


def test_provider_and_guid_do_not_run_into_each_other() -> None:
    assert story_id("ab", "c") != story_id("a", "bc")


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Russia confirms for first time", "russia-confirms-for-first-time"),
        ("It’s 11,000 — “some” say", "its-11-000-some-say"),
        ("Café Zürich reopens", "cafe-zurich-reopens"),
        ("भारत", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("CON", "con"),
        ("", ""),
    ],
)
def test_the_words_are_the_headlines_own(headline: str, words: str) -> None:
    assert headline_words(headline) == words


@given(st.text(max_size=400))
def test_words_are_short_and_safe_in_any_address_and_file_system(headline: str) -> None:
    words = headline_words(headline)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", words)
    assert len(words) <= 64


def test_an_address_ends_in_the_id_and_has_a_section() -> None:
    assert address("sport", "Rain stops play", "id") == "/sport/rain-stops-play-id/"
    assert address("", "", "id") == "/news/id/"


def test_every_agency_has_a_slug() -> None:
    assert agency_slug("Press Trust of India") == "press-trust-of-india"
    assert re.fullmatch(r"[0-9a-f]{8}", agency_slug("भाषा"))
