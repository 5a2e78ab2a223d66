"""The difference says exactly what changed, in words a reader knows, in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.edition.word_diff import BlockChange, Piece, WordDiff, word_diff
from nightdesk.proof.wire_text import collapse
from nightdesk.terms.version_text import VersionText


def marked(change: BlockChange | None) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in change.pieces) if change else ""


def between(before: str, after: str) -> str:
    [change] = word_diff(VersionText("", (before,)), VersionText("", (after,))).blocks
    return marked(change)


def without(kind: str, change: BlockChange) -> str:
    return "".join(piece.text for piece in change.pieces if piece.kind != kind)


def test_a_changed_figure_is_one_struck_and_one_new_word() -> None:
    assert between("All 41 people were brought ashore.", "All 43 people were brought ashore.") == (
        "All[- 41-][+ 43+] people were brought ashore."
    )


def test_points_at_the_edge_of_a_word_are_no_part_of_it() -> None:
    assert between("He said (on Sunday).", "He said (on Monday).") == "He said (on[- Sunday-][+ Monday+])."
    assert between("at 38 per cent", "at 38.5 per cent") == "at[- 38-][+ 38.5+] per cent"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("पातळी दोन फुटांनी घटली", "पातळी तीन फुटांनी घटली", "पातळी[- दोन-][+ तीन+] फुटांनी घटली"),
        ("क्षेत्रात पाऊस", "क्षेत्रांत पाऊस", "[-क्षेत्रात-][+क्षेत्रांत+] पाऊस"),
        ("पहला चरण।", "दूसरा चरण।", "[-पहला-][+दूसरा+] चरण।"),
        ("بارش ہوئی۔", "بارش رکی۔", "بارش[- ہوئی-][+ رکی+]۔"),
    ],
)
def test_a_word_with_signs_and_conjuncts_is_never_parted(before: str, after: str, said: str) -> None:
    assert between(before, after) == said


def test_a_lone_short_word_in_common_does_not_break_a_change() -> None:
    assert between(
        "Ships left of Goa harbour quietly in the rain", "Boats came of Pune station quietly in the rain"
    ) == ("[-Ships left of Goa harbour-][+Boats came of Pune station+] quietly in the rain")


def test_unchanged_blocks_are_counted_and_left_out() -> None:
    before = VersionText("All 41 ashore", ("One.", "Two was here.", "Three."))
    after = VersionText("All 43 ashore", ("One.", "Two is here.", "Three.", "Four came."))
    found = word_diff(before, after)
    assert marked(found.headline) == "All[- 41-][+ 43+] ashore"
    assert [marked(change) for change in found.blocks] == ["Two[- was-][+ is+] here.", "[+Four came.+]"]
    assert (found.same_blocks, found.by_words) == (2, True)


def test_equal_texts_have_no_difference() -> None:
    text = VersionText("A", ("b", "c"))
    assert word_diff(text, text) == WordDiff(headline=None, blocks=(), same_blocks=2, by_words=True)
    assert word_diff(text, text).is_empty


def test_a_headline_that_came_later_is_all_new() -> None:
    assert word_diff(VersionText("", ()), VersionText("Now it has one", ())).headline == BlockChange(
        (Piece("new", "Now it has one"),)
    )


_WORD = st.text(st.sampled_from("ab(.” किय।"), max_size=6)
_BLOCK = st.lists(_WORD, max_size=9).map(" ".join).map(collapse).filter(bool)
_TEXT = st.builds(VersionText, _BLOCK | st.just(""), st.lists(_BLOCK, max_size=5).map(tuple))


@given(_TEXT, _TEXT)
def test_each_version_can_be_read_out_of_the_difference(before: VersionText, after: VersionText) -> None:
    found = word_diff(before, after)
    assert found == word_diff(before, after)
    if found.headline:
        assert (without("new", found.headline), without("gone", found.headline)) == (before.headline, after.headline)
    olds = [text for change in found.blocks if (text := without("new", change))]
    news = [text for change in found.blocks if (text := without("gone", change))]
    assert len(olds) + found.same_blocks == len(before.blocks)
    assert len(news) + found.same_blocks == len(after.blocks)
    assert is_in_order(olds, before.blocks)
    assert is_in_order(news, after.blocks)


def is_in_order(some: list[str], all_of_them: tuple[str, ...]) -> bool:
    rest = iter(all_of_them)
    return all(one in rest for one in some)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((" ".join(["a b"] * 50_000),), (" ".join(["b a"] * 50_000),)),
        (tuple(f"old {number}" for number in range(20_000)), tuple(f"new {number}" for number in range(19_000))),
        (tuple(["same words"] * 9_000), tuple(["words same"] * 9_000)),
        (("." * 200_000,), ("." * 199_999 + "x",)),
        (
            tuple(" ".join(f"w{n * k % 97}" for k in range(300)) for n in range(1, 200)),
            tuple(" ".join(f"w{n * k % 89}" for k in range(300)) for n in range(1, 200)),
        ),
    ],
)
def test_hostile_lengths_take_bounded_time(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    started = time.process_time()
    found = word_diff(VersionText("", before), VersionText("", after))
    assert time.process_time() - started < 4
    assert found.blocks


def test_texts_that_are_too_large_are_shown_as_blocks() -> None:
    before = " ".join(f"old{number}" for number in range(3_000))
    after = " ".join(f"new{number}" for number in range(3_000))
    found = word_diff(VersionText("", (before,)), VersionText("", (after,)))
    assert [piece.kind for change in found.blocks for piece in change.pieces] == ["gone", "new"]
