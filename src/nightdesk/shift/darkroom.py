"""Pictures are made into prints in a process of its own: a decoder is where hostile bytes do their harm."""

import sys
from pathlib import Path

import msgspec

from ..terms.picture import Print
from .child import Child, ChildFailed, command_of, work

COMMAND = command_of(__name__)
"""Takes a list of `Negative` on standard input, and writes one `Developed` for each to standard output."""
_LIMIT_SECONDS = 60.0
_MEMORY_BYTES = 2 << 30


class Negative(msgspec.Struct, frozen=True):
    """A picture to make prints of: its bytes, and how the names of its files begin."""

    seal: str
    name: str
    content: bytes


class Developed(msgspec.Struct, frozen=True):
    """Its files; none, and why, where the bytes could not be read to their end."""

    seal: str
    files: tuple[tuple[Print, bytes], ...] = ()
    trouble: str = ""


_ENCODE = msgspec.msgpack.Encoder().encode
_GIVEN = msgspec.msgpack.Decoder(list[Negative]).decode
_MADE = msgspec.msgpack.Decoder(list[Developed]).decode


class Developing:
    """Some pictures in the hands of a child process."""

    def __init__(self, negatives: list[Negative], aside: Path, command: tuple[str, ...] = COMMAND) -> None:
        self._negatives = negatives
        self._child = Child(_ENCODE(negatives), aside, command, _LIMIT_SECONDS)

    def look(self) -> list[Developed] | None:
        """One for each picture once all are done, None before. Raises ChildFailed where one of them broke the child."""
        made = self._child.look()
        try:
            return None if made is None else _MADE(made)
        except msgspec.DecodeError as error:
            raise ChildFailed(0, f"what came back are no prints: {error}") from error

    def wait(self, seconds: float) -> None:
        """Return when it has ended, or so many seconds later."""
        self._child.wait(seconds)

    def end(self) -> None:
        """Whatever it does, it stops."""
        self._child.end()


def _develop(given: bytes) -> bytes:
    """The child's work."""
    from ..edition.picture_prints import prints  # noqa: PLC0415  # the desk never loads a decoder

    made = []
    for one in _GIVEN(given):
        try:
            made.append(Developed(one.seal, tuple(prints(one.content, one.name))))
        except (OSError, ValueError, SyntaxError, MemoryError) as error:
            made.append(Developed(one.seal, trouble=f"{type(error).__name__}: {error}"))
    return _ENCODE(made)


if __name__ == "__main__":
    sys.exit(work(_develop, _LIMIT_SECONDS, _MEMORY_BYTES))
