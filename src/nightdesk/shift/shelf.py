"""The shelf: the prints of pictures, under the seal of the bytes they were made from. They can be made again."""

import os
from pathlib import Path

import msgspec

from ..outlet.writing import put_up, write
from ..terms.picture import Print
from .darkroom import Developed

_LIST = "prints.json"
_ENCODE = msgspec.json.Encoder().encode
_PRINTS = msgspec.json.Decoder(tuple[Print, ...]).decode


class Shelf:
    """`media/` of the site. Raises OSError where it cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prints(self, seal: str) -> tuple[Print, ...]:
        """The files made of a picture; none where it has not been made into any."""
        try:
            return _PRINTS((self._of(seal) / _LIST).read_bytes())
        except (FileNotFoundError, msgspec.DecodeError):
            return ()

    def content(self, seal: str, name: str) -> bytes | None:
        """The bytes of one of them; None where it is not there."""
        try:
            return (self._of(seal) / name).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, developed: Developed) -> None:
        """Put the prints of a picture there: whole, or not at all."""
        folder = self._of(developed.seal)
        folder.mkdir(parents=True, exist_ok=True)
        for one, content in developed.files:
            write(f"{folder}/{one.name}", content)
        draft = f"{folder}/{_LIST}.{os.getpid()}"
        write(draft, _ENCODE(tuple(one for one, _ in developed.files)))
        put_up(draft, f"{folder}/{_LIST}")

    def _of(self, seal: str) -> Path:
        return self._folder / seal[:2] / seal
