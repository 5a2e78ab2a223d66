"""Names and small values of ninjs, whatever branch of the standard, and whatever a sender's JSON makes of numbers."""

from collections.abc import Callable
from typing import Any, Final

from ...errors import BrokenItem
from ...proof.wire_text import collapse
from ...terms.item import Repair
from ..charset import mend

Fields = dict[str, Any]
"""An object with its names in lower case: 1.x and 2.x write them so, 3.x in camel case, senders mix them."""

_LONGEST_VERSION: Final = 12


def folded(value: dict[str, Any]) -> Fields:
    """The object with lower-case names. Two names that differ in case alone are refused like one name twice."""
    fields = {name.lower(): part for name, part in value.items()}
    if len(fields) != len(value):
        names = [name.lower() for name in value]
        twice = next(name for name in names if names.count(name) > 1)
        raise BrokenItem(
            "duplicate-keys", "two names that differ in capitals only; the agency must send one of them", f"field {twice}"
        )
    return fields


def objects(value: Any) -> list[Fields]:
    """The objects of a list, or of 1.x's named object, each with its name; what is no object is left out."""
    if isinstance(value, dict):
        named = [{"name": name, **part} for name, part in value.items() if isinstance(part, dict)]
        # Not a collection but one object where the standard wants a list of them.
        return [folded(part) for part in named] if named else [folded(value)]
    return [folded(part) for part in value if isinstance(part, dict)] if isinstance(value, list) else []


class Reader:
    """Takes strings out of one item's fields, mended where the document is not known to be clean."""

    __slots__ = ("_mend", "repairs")

    def __init__(self, is_clean: bool) -> None:
        self.repairs: list[Repair] = []
        self._mend: Callable[[str, str], str] | None = None if is_clean else self._mended

    def raw(self, value: Any, place: str) -> str:
        """A string as sent, "" for null; numbers are strings to some senders. Anything else is refused."""
        if isinstance(value, str):
            return self._mend(value, place) if self._mend else value
        if value is None:
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        raise BrokenItem("field", "must be a string; the agency must send it anew", f"field {place}")

    def line(self, value: Any, place: str) -> str:
        """A string on one line."""
        return collapse(self.raw(value, place)) if value else ""

    def gentle(self, value: Any, place: str) -> str:
        """A line where there is one; "" for anything that is none: for fields that no story fails for."""
        return self.line(value, place) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""

    def optional(self, value: Any, place: str) -> str | None:
        """`gentle`, None where it is empty."""
        return self.gentle(value, place) or None

    def _mended(self, text: str, place: str) -> str:
        text, found = mend(text)
        self.repairs += [Repair(repair.rule, f"{place} {repair.place}") for repair in found]
        return text


def version_of(value: Any) -> int | None:
    """A version number, also as a string; None where there is none or it is no number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < 10**_LONGEST_VERSION else None
    if isinstance(value, str):
        value = value.strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) <= _LONGEST_VERSION else None
    return None
