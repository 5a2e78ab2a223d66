"""The catalogues: every language says everything, with the same fields, in times and digits of its own."""

import re
from datetime import UTC, datetime

import pytest

from nightdesk.edition.catalogue import direction, primary, words_for
from nightdesk.edition.dossier_words import DossierWords
from nightdesk.edition.hours import Hours
from nightdesk.edition.languages import language_tag
from nightdesk.edition.log_words import LogWords
from nightdesk.edition.words import Words

LANGUAGES = ("en", "hi", "mr", "ur")
_FIELD = re.compile(r"\{(\w+)\}")
AT = datetime(2025, 4, 26, 19, 5, 9, tzinfo=UTC)


def fields_of(value: object) -> set[str]:
    return set(_FIELD.findall(" ".join(value) if isinstance(value, tuple) else str(value)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Words.__struct_fields__)
def test_every_language_says_everything_with_the_fields_of_the_english(language: str, name: str) -> None:
    ours, english = getattr(words_for(language), name), getattr(words_for("en"), name)
    assert ours or name == "digits"
    if not name.startswith("date"):
        assert fields_of(ours) == fields_of(english)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LogWords.__struct_fields__)
def test_the_pages_of_the_log_are_said_whole_in_every_language(language: str, name: str) -> None:
    ours, english = getattr(words_for(language).log, name), getattr(words_for("en").log, name)
    assert ours
    assert fields_of(ours) == fields_of(english)
    assert not isinstance(ours, tuple) or len(ours) == len(english)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DossierWords.__struct_fields__)
def test_related_stories_threads_and_topics_are_said_whole_in_every_language(language: str, name: str) -> None:
    ours, english = getattr(words_for(language).dossier, name), getattr(words_for("en").dossier, name)
    assert ours
    assert fields_of(ours) == fields_of(english)


def test_an_unknown_language_is_spoken_to_in_english() -> None:
    assert words_for("ta-IN").language == "en"
    assert words_for("mr_IN").language == "mr"


def test_numbers_are_grouped_as_in_india_in_the_digits_of_the_language() -> None:
    assert words_for("en").number(0) == "0"
    assert words_for("en").number(999) == "999"
    assert words_for("en").number(2106) == "2,106"
    assert words_for("en").number(12345678) == "1,23,45,678"
    assert words_for("mr").number(2106) == "२,१०६"


def test_moments_are_printed_in_the_zone_of_the_site_with_its_name() -> None:
    hours = Hours("Asia/Kolkata", "IST", words_for("en"))
    assert hours.full(AT) == "April 27, 2025 00:35 IST"
    assert hours.iso(AT) == "2025-04-27T00:35:09+05:30"
    assert 'title="00:35, UTC+05:30"' in hours.element(AT)
    assert "00:35:09 IST" in hours.hour(AT, seconds=True)
    assert "<span>Sunday, April 27, 2025</span>" in hours.folio(AT)


@pytest.mark.parametrize(
    ("language", "day"), [("mr", "२७ एप्रिल, २०२५"), ("hi", "27 अप्रैल 2025"), ("ur", "27 اپریل 2025")]
)
def test_days_are_printed_as_the_language_writes_them(language: str, day: str) -> None:
    assert Hours("Asia/Kolkata", "IST", words_for(language)).day(AT) == day


def test_a_zone_label_from_the_settings_cannot_break_the_page() -> None:
    assert "<b>" not in Hours("Asia/Kolkata", "<b>", words_for("en")).element(AT)


def test_languages_written_from_the_right_are_known() -> None:
    assert [direction(tag) for tag in ("ur", "ar-EG", "ks", "ks-Deva", "sd-Arab", "mr", "en-IN", "")] == [
        *("rtl", "rtl", "rtl", "ltr", "rtl", "ltr", "ltr", "ltr")
    ]
    assert primary("EN-in") == "en"


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("en_IN", "en-IN"),
        ("eng", "en"),
        ("MR", "mr"),
        ("hin-Deva", "hi-Deva"),
        ('en"x', ""),
        ("english", ""),
        (None, ""),
    ],
)
def test_only_well_formed_tags_reach_a_page(sent: str | None, printed: str) -> None:
    assert language_tag(sent) == printed
