"""Numbers that the processes of a fault run share: what time it is, how far the sender may go, how far it is."""

import mmap
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_MOMENT, _ALLOWED, _SENT, _AWAKE = range(4)


class Board:
    """Memory shared by everything forked after it was made. Each number is one aligned word, written whole."""

    def __init__(self) -> None:
        self._words = memoryview(mmap.mmap(-1, 64)).cast("q")

    def clock(self) -> datetime:
        """The run's clock: it stands where the sender put it."""
        return _EPOCH + timedelta(microseconds=self._words[_MOMENT])

    def put_clock(self, moment: datetime) -> None:
        """From now on it is `moment`."""
        self._words[_MOMENT] = (moment - _EPOCH) // _TICK

    @property
    def allowed(self) -> int:
        """So many volleys may be sent."""
        return self._words[_ALLOWED]

    @allowed.setter
    def allowed(self, volleys: int) -> None:
        self._words[_ALLOWED] = volleys

    @property
    def sent(self) -> int:
        """So many volleys have been sent, and all that came of them is in the ledger."""
        return self._words[_SENT]

    @sent.setter
    def sent(self, volleys: int) -> None:
        self._words[_SENT] = volleys

    @property
    def awake(self) -> bool:
        """True once the desk that runs now has made again what the last one left."""
        return bool(self._words[_AWAKE])

    @awake.setter
    def awake(self, yes: bool) -> None:
        self._words[_AWAKE] = int(yes)
