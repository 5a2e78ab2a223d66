"""What a sketch keeps of a text, and that the ledger's bytes bring it back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.dossier.shingles import MOST_WORDS, numbers_of, pack, places_of, sketch, unpack
from nightdesk.errors import StoreError

RIVER = "The river Veda rose by 12 feet overnight and 1,250 families left their homes in Palar district"


def test_a_text_shares_its_shingles_with_itself_in_another_dress() -> None:
    plain, loud = sketch("", RIVER, "en"), sketch("", RIVER.upper().replace(" ", "\n  "), "en-IN")
    assert np.array_equal(plain.runs, loud.runs)


def test_two_languages_have_nothing_in_common() -> None:
    assert not np.intersect1d(sketch("", RIVER, "en").runs, sketch("", RIVER, "mr").runs).size


def test_figures_are_the_same_in_every_script_and_in_words() -> None:
    english, words = (
        sketch("", "the toll rose to 1,250 and 2 died", "en"),
        sketch("", "the toll rose to 1250 and two died", "en"),
    )
    assert np.array_equal(english.figures, words.figures)
    hindi, ascii_digits = sketch("", "बाढ़ में १,२५० घर डूबे", "hi"), sketch("", "बाढ़ में 1250 घर डूबे", "hi")
    assert np.array_equal(hindi.figures, ascii_digits.figures)


def test_another_figure_in_the_same_place_is_seen_as_such() -> None:
    one, other = sketch("", "wheat fell 12 paise in Palar", "en"), sketch("", "wheat fell 14 paise in Palar", "en")
    assert np.array_equal(places_of(one.figures), places_of(other.figures))
    assert not np.array_equal(numbers_of(one.figures), numbers_of(other.figures))


def test_a_devanagari_word_is_one_word() -> None:
    assert sketch("", "मुंबई में भारी बारिश", "hi").words == 4


def test_a_text_without_end_is_cut() -> None:
    assert sketch("", "long " * 100_000, "en").words == MOST_WORDS


@given(st.text(), st.text())
def test_the_ledgers_bytes_bring_it_back(title: str, text: str) -> None:
    made = sketch(title, text, "en")
    again = unpack(pack(made))
    for name in ("runs", "title", "figures", "at"):
        assert np.array_equal(getattr(made, name), getattr(again, name))


def test_cut_or_foreign_bytes_are_refused_with_the_remedy() -> None:
    packed = pack(sketch("", RIVER, "en"))
    for broken in (b"", packed[:-1], b"\x09" + packed[1:]):
        with pytest.raises(StoreError, match="rebuild"):
            unpack(broken)
