"""What counts as the same word, and what a line of words asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.store.search_words import MOST_WORDS, fold, read_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferries", "ferry"),
        ("clashes", "CLASH"),
        ("classes", "class"),
        ("taxes", "tax"),
        ("India’s", "India"),
        ("India's", "india"),
        ("farmers", "farmer"),
        ("Señor Peña", "senor pena"),
        ("Pen\u0303a", "Peña"),
        ("क़ीमत", "कीमत"),
        ("चाँद", "चांद"),
        ("२०२५", "2025"),
        ("क्\u200dष", "क्ष"),
        ("علي", "علی"),
        ("كتاب", "کتاب"),
    ],
)
def test_what_readers_take_for_the_same_word_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("नदी", "नद"), ("पानी", "पाना"), ("crisis", "crisi"), ("bus", "bu")])
def test_what_readers_take_for_two_words_stays_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_line_has_words_phrases_and_what_must_not_be_there() -> None:
    words = read_words('ferry "Koyna reservoir" -cricket -"one day" “in curls”')
    assert words.wanted == ("ferry", "koyna reservoir", "in curl")
    assert words.unwanted == ("cricket", "one day")
    assert words.typed == ("ferry", "Koyna reservoir", "in curls")
    assert not words.cut


@pytest.mark.parametrize("line", ["", "   ", '""', '"', "-", '-""', "& * ( ) ^", "\0", "।", "-cricket"])
def test_a_line_without_a_word_wants_nothing(line: str) -> None:
    assert read_words(line).wanted == ()


def test_a_quotation_that_is_never_closed_is_a_phrase_to_its_end() -> None:
    assert read_words('dam "full to').wanted == ("dam", "full to")


def test_the_first_words_are_used_and_the_rest_is_said_to_be_left() -> None:
    words = read_words(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
    assert len(words.wanted) == MOST_WORDS
    assert words.cut
    assert read_words("a" * 500).cut


@given(st.text(max_size=300))
def test_no_line_breaks_the_reading_and_folding_twice_is_folding_once(line: str) -> None:
    words = read_words(line)
    assert len(words.wanted) == len(words.typed)
    assert len(words.wanted) + len(words.unwanted) <= MOST_WORDS
    for one in words.wanted:
        assert "\ue000" not in one
        assert one == " ".join(one.split())
