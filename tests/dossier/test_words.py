"""Words: whole in every script, comparable, and names told from capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.words import words


def forms(text: str, language: str = "en") -> list[str]:
    return [word.form for word in words(text, language) if not word.stop]


def names(text: str, language: str = "en") -> list[str]:
    return [word.surface for word in words(text, language) if word.name]


def test_a_devanagari_word_keeps_its_vowel_signs() -> None:
    assert [word.surface for word in words("मुंबई में बारिश।", "hi")] == ["मुंबई", "में", "बारिश"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("क़ानून", "कानून", "hi"),
        ("चाँद", "चांद", "hi"),
        ("१२३", "123", "hi"),
        ("लोगों", "लोग", "hi"),
        ("मंत्रियों", "मंत्री", "hi"),
        ("पोलिसांनी", "पोलिस", "mr"),
        ("सरकारच्या", "सरकार", "mr"),
        ("दिल्लीत", "दिल्ली", "mr"),
        ("minister's", "Minister", "en"),
        ("minister’s", "ministers", "en"),
        ("parties", "party", "en"),
        ("1,50,000", "150000", "en"),
        ("U.S.", "US", "en"),
        ("Beyonce\u0301", "Beyoncé", "en"),
        ("Beyoncé", "Beyonce", "en"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str, language: str) -> None:
    assert [word.form for word in words(one, language)] == [word.form for word in words(other, language)]


@pytest.mark.parametrize(("one", "other"), [("virus", "viru"), ("glass", "glas"), ("crisis", "crisi"), ("gas", "ga")])
def test_an_s_of_the_word_itself_stays(one: str, other: str) -> None:
    assert forms(one) != forms(other)


def test_stop_words_are_marked_in_every_language() -> None:
    assert forms("The minister said that it was his") == ["minister"]
    assert forms("मंत्री ने कहा कि यह है", "hi") == ["मंत्री"]
    assert forms("मंत्री म्हणाले की हे आहे", "mr") == ["मंत्री"]


def test_a_country_is_no_pronoun() -> None:
    assert forms("Talks with US officials") == ["talk", "us", "official"]
    assert forms("They told us nothing") == []


def test_a_capital_inside_a_sentence_marks_a_name() -> None:
    assert names("Police said that Maria Keller of Harbour Lines had resigned.") == [
        "Maria",
        "Keller",
        "Harbour",
        "Lines",
    ]


def test_the_capital_of_a_sentence_marks_none() -> None:
    assert names("Farmers marched in Velpur. Traders watched them go by.") == ["Velpur"]


def test_a_name_that_begins_a_sentence_is_known_by_the_rest() -> None:
    text = "Keller spoke first. Later they thanked Keller. Anton Reis left."
    assert names(text) == ["Keller", "Keller", "Anton", "Reis"]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert names("He met Mr. Keller and J. Reis of St. Alban.") == ["Keller", "Reis", "St", "Alban"]


def test_a_headline_in_capitals_marks_no_names() -> None:
    assert names("Farmers March In Velpur Over Water") == []
    assert names("FARMERS MARCH IN VELPUR") == []


@given(st.text(max_size=200), st.sampled_from(["en", "hi-IN", "mr", "xx", ""]))
def test_every_word_stands_where_it_says(text: str, language: str) -> None:
    end = 0
    for word in words(text, language):
        assert word.at >= end
        assert text[word.at : word.end] == word.surface
        end = word.end


@given(st.text(alphabet="ab'’.,S1 \n", max_size=80))
def test_forms_are_small_and_without_signs(text: str) -> None:
    assert all(word.form == word.form.lower() and "'" not in word.form for word in words(text, "en"))


def test_a_hostile_run_of_letters_is_cut() -> None:
    long = "x" * 200_000
    assert [len(word.form) for word in words(f"{long} {'a.' * 50_000} {'1,' * 50_000}", "en")] == [64, 64, 64]
