"""Names and small values of ninjs, whatever branch of the standard, and whatever a sender's JSON makes of numbers."""

from typing import Any, Final

from ...errors import BrokenItem
from ...terms.item import Repair
from ..body_markup import tidy
from ..charset import mend
from ..json_document import first_twice

Fields = dict[str, Any]
"""An object with its names in lower case: 1.x and 2.x write them so, 3.x in camel case, senders mix them."""

_LONGEST_VERSION: Final = 12
_MOST: Final = 10**_LONGEST_VERSION
_BETWEEN: Final = "\x7f"


def folded(value: dict[str, Any]) -> Fields:
    """The object with lower-case names. Two names that differ in case alone are refused like one name twice."""
    fields = {name.lower(): part for name, part in value.items()}
    if len(fields) != len(value):
        twice = first_twice(name.lower() for name in value)
        raise BrokenItem(
            "duplicate-keys",
            "two names that differ in capitals only; the agency must send one of them",
            f"field {twice}",
        )
    return fields


def objects(value: Any) -> list[Fields]:
    """The objects of a list, or of 1.x's named objects, each with its name; what is no object is left out.

    Their names stay as they are: few of them differ between the branches, and those are asked for in both spellings.
    """
    if not value:
        return []
    if isinstance(value, list):
        return [part for part in value if isinstance(part, dict)]
    if isinstance(value, dict):
        named = [{"name": name, **part} for name, part in value.items() if isinstance(part, dict)]
        # Not a collection but one object where the standard wants a list of them.
        return named or [value]
    return []


def media_type_of(part: Fields) -> Any:
    """The media type of a body, a headline or a rendition."""
    return part.get("contentType") or part.get("contenttype") or part.get("mimetype") or part.get("mimeType")


class Reader:
    """Takes strings out of one item's fields and remembers them, so that all are judged at once.

    `is_clean` says whether all of them are as they must be: nothing that no page may hold, no white space to collapse.
    Where not, a careful reader, which looks at each, reads the item again.
    """

    __slots__ = ("_seen", "repairs")

    def __init__(self) -> None:
        self.repairs: list[Repair] = []
        self._seen: list[str] = []

    def is_clean(self) -> bool:
        """Whether every string read so far may stand on a page as it is."""
        seen = _BETWEEN.join(("", *self._seen, ""))
        # From the right: CPython looks for two characters several times faster that way.
        if seen.rfind("  ") >= 0 or seen.rfind(" " + _BETWEEN) >= 0 or seen.rfind(_BETWEEN + " ") >= 0:
            return False
        return not ("\n" in seen or "\t" in seen or "\r" in seen or "\x0c" in seen or mend(seen)[1])

    def raw(self, value: Any, place: str) -> str:
        """A string as sent, "" for null; numbers are strings to some senders. Anything else is refused.

        It is not judged here: bodies judge themselves.
        """
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        raise BrokenItem("field", "must be a string; the agency must send it anew", f"field {place}")

    def line(self, value: Any, place: str) -> str:
        """A string on one line."""
        return self.gentle(self.raw(value, place), place)

    def gentle(self, value: Any, place: str) -> str:
        """A line where there is one; "" for anything that is none: for fields that no story fails for."""
        if isinstance(value, str):
            self._seen.append(value)
            return value
        if value is None or isinstance(value, bool) or not isinstance(value, (int, float)):
            return ""
        return str(value)

    def three(self, one: Any, two: Any, three: Any, place: str) -> tuple[str, str, str]:
        """Three lines at once: pictures come by the dozen."""
        if type(one) is str and type(two) is str and type(three) is str:
            self._seen += (one, two, three)
            return one, two, three
        return self.gentle(one, place), self.gentle(two, place), self.gentle(three, place)

    def optional(self, value: Any, place: str) -> str | None:
        """`gentle`, None where it is empty."""
        return self.gentle(value, place) or None if value is not None else None


class CarefulReader(Reader):
    """Mends each string and collapses its white space."""

    __slots__ = ()

    def is_clean(self) -> bool:
        """What it gives is clean."""
        return True

    def three(self, one: Any, two: Any, three: Any, place: str) -> tuple[str, str, str]:
        """Three lines, each looked at."""
        return self.gentle(one, place), self.gentle(two, place), self.gentle(three, place)

    def gentle(self, value: Any, place: str) -> str:
        """A line as a page may hold it; each mending leaves a repair."""
        text, found = mend(super().gentle(value, place))
        self.repairs += [Repair(repair.rule, f"{place} {repair.place}") for repair in found]
        return tidy(text)


def version_of(value: Any) -> int | None:
    """A version number, also as a string; None where there is none or it is no number."""
    if type(value) is int:
        return value if 0 <= value < _MOST else None
    if isinstance(value, float):
        return version_of(int(value)) if value.is_integer() else None
    if isinstance(value, str):
        value = value.strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) <= _LONGEST_VERSION else None
    return None
