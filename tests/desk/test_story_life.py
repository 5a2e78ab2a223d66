"""Every pair of state and signal, written out; and after a kill nothing but an unkill publishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.desk.story_life import NEXT, next_state
from nightdesk.terms.signal import Signal
from nightdesk.terms.story import State

_LETTERS = {
    ".": None,
    "P": State.PUBLISHED,
    "H": State.HELD,
    "W": State.WITHHELD,
    "K": State.KILLED,
    "E": State.EXPIRED,
    "T": State.TAKEN_DOWN,
}
# A column for each state, in the order of `State`; "." leaves the story as it is.
_TABLE = """
            unseen held published withheld killed expired taken-down
new         P      P    P         P        .      P       .
alert       .      .    .         .        .      .       .
update      P      P    P         P        .      P       .
writethru   .      .    .         .        .      .       .
correction  P      P    P         P        .      P       .
repeat      .      .    .         .        .      .       .
kill        K      K    K         K        K      K       K
withhold    W      W    W         W        .      W       .
hold        H      H    H         H        .      H       .
release     .      P    .         P        .      .       .
expire      E      E    E         E        .      .       .
takedown    T      T    T         T        .      T       .
restore     .      .    .         .        .      .       P
unkill      .      .    .         .        P      .       .
advisory    .      .    .         .        .      .       .
test        .      .    .         .        .      .       .
"""


def _pairs() -> list[tuple[State, Signal, State | None]]:
    head, *rows = [line.split() for line in _TABLE.strip().splitlines()]
    return [
        (State(state), Signal(signal), _LETTERS[letter])
        for signal, *letters in rows
        for state, letter in zip(head, letters, strict=True)
    ]


@pytest.mark.parametrize(("state", "signal", "expected"), _pairs())
def test_each_pair_goes_where_the_table_says(state: State, signal: Signal, expected: State | None) -> None:
    assert next_state(state, signal) is (expected or state)


def test_the_table_here_has_every_pair() -> None:
    assert {(state, signal) for state, signal, _ in _pairs()} == {(a, b) for a in State for b in Signal}


def test_no_pair_of_the_program_is_missing_here() -> None:
    # A row that leads from a state to itself is in the program's table (a second version is shown, too).
    assert set(NEXT) == {(state, signal) for state, signal, expected in _pairs() if expected}


@given(st.lists(st.sampled_from([signal for signal in Signal if signal is not Signal.UNKILL])))
def test_after_a_kill_nothing_but_an_unkill_shows_it_again(signals: list[Signal]) -> None:
    state = next_state(State.PUBLISHED, Signal.KILL)
    for signal in signals:
        state = next_state(state, signal)
    assert state is State.KILLED


@given(st.lists(st.sampled_from([one for one in Signal if one not in (Signal.RESTORE, Signal.KILL, Signal.UNKILL)])))
def test_what_a_person_took_down_only_a_person_brings_back(signals: list[Signal]) -> None:
    state = next_state(State.PUBLISHED, Signal.TAKEDOWN)
    for signal in signals:
        state = next_state(state, signal)
    assert state is State.TAKEN_DOWN
