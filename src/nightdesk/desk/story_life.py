"""The life of a story as one table. There is no second place where a story changes its state."""

from types import MappingProxyType

from ..terms.signal import Signal
from ..terms.story import State

_ALIVE = (State.UNSEEN, State.HELD, State.PUBLISHED, State.WITHHELD)
_TAKES = (Signal.NEW, Signal.UPDATE, Signal.CORRECTION)

NEXT = MappingProxyType(
    {
        # A usable take is shown, wherever the story stood; UNSEEN with UPDATE: we joined the story late.
        **{(state, take): State.PUBLISHED for state in (*_ALIVE, State.EXPIRED) for take in _TAKES},
        # The agency, or a person, lets go what was held or withheld.
        (State.HELD, Signal.RELEASE): State.PUBLISHED,
        (State.WITHHELD, Signal.RELEASE): State.PUBLISHED,
        # An embargo binds every version, also those already out; a newer version governs also where an older expired.
        **{(state, Signal.HOLD): State.HELD for state in (*_ALIVE, State.EXPIRED)},
        **{(state, Signal.WITHHOLD): State.WITHHELD for state in (*_ALIVE, State.EXPIRED)},
        # A kill is legal from everywhere, also before its story: it overtook it.
        **{(state, Signal.KILL): State.KILLED for state in State},
        # Also before it was shown, so that the order of arrival makes no difference.
        **{(state, Signal.EXPIRE): State.EXPIRED for state in _ALIVE},
        **{(state, Signal.TAKEDOWN): State.TAKEN_DOWN for state in (*_ALIVE, State.EXPIRED)},
        (State.TAKEN_DOWN, Signal.RESTORE): State.PUBLISHED,
        # The one row that leads out of KILLED: a profile's `unkill: auto`, or a person's release with a reason.
        (State.KILLED, Signal.UNKILL): State.PUBLISHED,
    }
)


def next_state(state: State, signal: Signal) -> State:
    """The state after `signal`; a pair that is not in the table changes nothing."""
    return NEXT.get((state, signal), state)
