"""A teaser is the agency's opening words, cut at a word."""

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.edition.teaser import CUT_MARK, LENGTH, teaser


def test_a_short_opening_stays_whole() -> None:
    assert teaser(("Seoul, April 27 It rained.", "More.")) == "Seoul, April 27 It rained."


def test_a_long_opening_is_cut_at_a_word_and_marked() -> None:
    assert teaser(("one two three four",), length=11) == "one two …"
    assert teaser(("one two three four",), length=13) == "one two three …"


def test_a_story_without_text_has_no_teaser() -> None:
    assert teaser(()) == ""
    assert teaser(("",)) == ""


@given(st.lists(st.text(), max_size=3), st.integers(1, 200))
def test_is_always_a_prefix_of_the_first_block_and_not_too_long(blocks: list[str], length: int) -> None:
    cut = teaser(blocks, length)
    first = next((block for block in blocks if block), "")
    assert cut == first or (cut.endswith(CUT_MARK) and first.startswith(cut.removesuffix(CUT_MARK)))
    assert len(cut) <= length + len(CUT_MARK)


def test_a_word_longer_than_the_teaser_is_cut_inside() -> None:
    assert teaser(("x" * 500,)) == "x" * LENGTH + CUT_MARK
