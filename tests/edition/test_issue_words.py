"""The words around the e-paper: whole in every language, and every letter of them in the cuts that set them."""

import re
from io import BytesIO

import pytest

from epaper.issues import DAY, PUNE, a_site
from nightdesk.edition import assets
from nightdesk.edition.catalogue import issue_words_for
from nightdesk.edition.imprint import imprint_of
from nightdesk.edition.issue_names import edition_name, full_day, month_name, size_text, week_day
from nightdesk.edition.issue_words import IssueWords
from nightdesk.terms.site import Edition

LANGUAGES = ("en", "hi", "mr", "ur")
_FIELD = re.compile(r"\{(\w+)\}")


def said_by(words: IssueWords, name: str) -> str:
    value = getattr(words, name)
    return " ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", IssueWords.__struct_fields__)
def test_the_e_paper_is_spoken_of_whole_in_every_language(language: str, name: str) -> None:
    ours, english = said_by(issue_words_for(language), name), said_by(issue_words_for("en"), name)
    assert ours
    assert set(_FIELD.findall(ours)) == set(_FIELD.findall(english))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_has_seven_days(language: str) -> None:
    assert len(issue_words_for(language).weekdays_short) == 7


def test_an_unknown_language_reads_english() -> None:
    assert issue_words_for("ta-IN").language == "en"


@pytest.mark.parametrize(
    ("language", "edition", "day", "month"),
    [
        ("en-IN", "Pune edition", "Sunday, April 27", "April 2025"),
        ("mr-IN", "पुणे आवृत्ती", "रविवार, २७ एप्रिल", "एप्रिल २०२५"),
        ("hi-IN", "पुणे संस्करण", "रविवार, 27 अप्रैल", "अप्रैल 2025"),
    ],
)
def test_editions_and_days_are_called_as_the_language_calls_them(
    language: str, edition: str, day: str, month: str
) -> None:
    imprint = imprint_of(a_site(language))
    assert edition_name(imprint, PUNE) == edition
    assert week_day(imprint, DAY) == day
    assert month_name(imprint, DAY) == month
    assert full_day(imprint, DAY).startswith(day.split(",", maxsplit=1)[0])


def test_the_main_edition_has_our_name_for_it_or_the_one_of_the_settings() -> None:
    imprint = imprint_of(a_site("mr-IN"))
    assert edition_name(imprint, imprint.site.main) == "मुख्य आवृत्ती"
    assert edition_name(imprint, Edition(slug="main", title="The City Late")) == "The City Late"


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1 kB"), (640_001, "641 kB"), (1_049_999, "1.0 MB"), (3_149_999, "3.1 MB"), (3_150_000, "3.2 MB")],
)
def test_sizes_are_told_as_a_reader_with_little_data_wants_them(size: int, text: str) -> None:
    assert size_text(imprint_of(a_site()), size) == text


@pytest.mark.parametrize(
    ("language", "stems"),
    [("en", ["anek-latin"]), ("hi", ["anek-devanagari", "anek-latin"]), ("mr", ["anek-devanagari", "anek-latin"])],
)
def test_every_letter_of_them_is_in_its_cut_and_no_word_falls_apart(language: str, stems: list[str]) -> None:
    tt_font = pytest.importorskip("fontTools.ttLib", reason="fonttools opens the cuts")
    covered: set[int] = set()
    for stem in stems:
        font = tt_font.TTFont(BytesIO(assets._FONTS[stem]))
        covered |= font.getBestCmap().keys()
    words = issue_words_for(language)
    letters = {letter for name in IssueWords.__struct_fields__ for letter in said_by(words, name)}
    assert {letter for letter in letters if ord(letter) not in covered} == set()


@pytest.mark.parametrize("language", ["hi", "mr"])
def test_no_word_of_them_shows_a_halant_that_should_join(language: str) -> None:
    tt_font = pytest.importorskip("fontTools.ttLib", reason="fonttools opens the cuts")
    hb = pytest.importorskip("uharfbuzz", reason="uharfbuzz does the shaping")
    opened = tt_font.TTFont(BytesIO(assets._FONTS["anek-devanagari"]))
    opened.flavor = None
    plain = BytesIO()
    opened.save(plain)
    font = hb.Font(hb.Face(plain.getvalue()))

    def shaped(text: str) -> list[str]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = language
        hb.shape(font, buffer)
        return [font.glyph_to_string(info.codepoint) for info in buffer.glyph_infos]

    halant = shaped("क्")[-1]
    words = issue_words_for(language)
    ours = {
        word
        for name in IssueWords.__struct_fields__
        for word in re.findall(r"[\u0900-\u0963\u0966-\u097f]+", said_by(words, name))
    }
    assert len(ours) > 60
    assert {word for word in ours if halant in shaped(word) or ".notdef" in shaped(word)} == set()
