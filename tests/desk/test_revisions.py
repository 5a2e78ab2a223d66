"""Which of two revisions is newer does not depend on which came first; and when two are the same."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MINUTE, SIX, an_item, digest_of
from nightdesk.desk.revisions import comes_after, is_older, newer, rank, revision, with_kill
from nightdesk.terms.instant import UNTIL_RELEASED
from nightdesk.terms.item import Item, PubStatus
from nightdesk.terms.record import Rank
from nightdesk.terms.signal import Signal


def rank_of(item: Item) -> Rank:
    """Where it stands."""
    return rank(item, digest_of(item))


def key_of(item: Item) -> str:
    """The key under which the ledger knows it."""
    return revision(item, digest_of(item))


RANKS = st.builds(
    Rank,
    version=st.integers(1, 3),
    moment=st.integers(1, 3),
    severity=st.integers(0, 3),
    until=st.integers(0, 1),
    correction=st.integers(0, 1),
    digest=st.sampled_from("ab"),
    key=st.sampled_from("ab"),
)


@given(RANKS, RANKS)
def test_of_two_numbered_revisions_exactly_one_is_older_or_they_are_the_same(one: Rank, other: Rank) -> None:
    assert is_older(one, other) + is_older(other, one) == (one != other)
    assert newer(one, other) == newer(other, one)


@given(RANKS, RANKS, RANKS)
def test_older_than_the_older_is_older(one: Rank, two: Rank, three: Rank) -> None:
    if is_older(one, two) and is_older(two, three):
        assert is_older(one, three)


def test_the_ladder_of_what_decides() -> None:
    made = {"version_created": SIX}
    ladder = [
        an_item(version=1, version_created=SIX + 99 * MINUTE, status=PubStatus.CANCELED),
        an_item(version=2, **made),
        an_item(version=2, **made, sent=SIX + MINUTE),
        an_item(version=2, **made, signals=(Signal.CORRECTION,)),
        an_item(version=2, **made, embargo=SIX, sent=SIX),
        an_item(version=2, **made, embargo=SIX + MINUTE),
        an_item(version=2, **made, embargo=UNTIL_RELEASED),
        an_item(version=2, **made, status=PubStatus.WITHHELD),
        an_item(version=2, **made, status=PubStatus.CANCELED),
        an_item(version=2, version_created=SIX + MINUTE),
        an_item(version=3, version_created=SIX - 99 * MINUTE),
    ]
    for lower, higher in pairwise(map(rank_of, ladder)):
        assert is_older(lower, higher)
        assert not is_older(higher, lower)


def counted(minutes: int | None, **fields: Any) -> Rank:
    """Of a revision that only its time tells apart."""
    made = None if minutes is None else SIX + minutes * MINUTE
    return rank_of(an_item(version_kind="counted", version_created=made, **fields))


def test_without_numbers_the_times_decide() -> None:
    assert is_older(counted(1), counted(2))
    assert not is_older(counted(2), counted(1))


@pytest.mark.parametrize("head", [counted(2), counted(None), rank_of(an_item(version=9))])
def test_without_number_and_time_the_order_of_arrival_is_all_there_is(head: Rank) -> None:
    assert not is_older(counted(None), head)


def test_a_number_says_nothing_to_what_has_none() -> None:
    assert is_older(counted(1), rank_of(an_item(version=1, version_created=SIX + 2 * MINUTE)))
    assert is_older(rank_of(an_item(version=99, version_created=SIX)), counted(1))


def test_what_comes_after_a_kill_is_a_higher_number_or_a_later_time() -> None:
    kill = rank_of(an_item(version=7, status=PubStatus.CANCELED))
    assert comes_after(rank_of(an_item(version=8, version_created=SIX - MINUTE)), kill)
    assert not comes_after(rank_of(an_item(version=7, version_created=SIX + MINUTE)), kill)
    assert comes_after(counted(1), counted(0))
    assert not comes_after(counted(0), counted(0))
    assert not comes_after(rank_of(an_item(version=9)), counted(None))


@given(st.permutations([rank_of(an_item(version=v)) for v in (3, 7, 5)] + [counted(m) for m in (1, 4)]))
def test_of_many_kills_the_greatest_of_each_kind_is_kept(kills: list[Rank]) -> None:
    kept: tuple[Rank, ...] = ()
    for kill in kills:
        kept = with_kill(kept, kill)
    assert set(kept) == {rank_of(an_item(version=7)), counted(4)}


def test_the_same_words_over_another_service_are_the_same_revision() -> None:
    assert key_of(an_item(sent=SIX)) == key_of(an_item(sent=SIX + MINUTE, slugline="other", urgency=1))


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"text": "Other."},
        {"headline": "Other"},
        {"status": PubStatus.WITHHELD},
        {"revision_token": "etag-2"},
        {"embargo": SIX},
        {"embargo": UNTIL_RELEASED},
        {"expires": SIX},
        {"signals": (Signal.CORRECTION,)},
        {"publishable": False},
        {"version_kind": "counted"},
    ],
)
def test_what_governs_showing_makes_another_revision(change: dict[str, Any]) -> None:
    assert key_of(an_item(**change)) != key_of(an_item())


def test_an_agency_that_numbers_nothing_may_go_back_to_an_earlier_text() -> None:
    first, last = (an_item(version_kind="counted", version_created=SIX + m * MINUTE) for m in (0, 2))
    assert key_of(first) != key_of(last)
    numbered = [an_item(version_created=SIX + m * MINUTE) for m in (0, 2)]
    assert key_of(numbered[0]) == key_of(numbered[1])
