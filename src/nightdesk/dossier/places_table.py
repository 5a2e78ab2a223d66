"""The names by which texts speak of countries and Indian states: their own, their people's, and seats of power.

The table is `data/places.tsv`, written by hand. A name is compared in the form that `words` gives it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from .words import Word, words

Kind = Literal["name", "people", "seat"]
_KINDS: tuple[Kind, ...] = ("name", "people", "seat")
NOT_A_PLACE = "-"

_ALSO_PEOPLE = frozenset(
    "jordan chad israel kenya washington houston boston dallas london sydney virginia carolina sofia cuba paris milan "
    "lima riga troy austin adelaide indiana tennessee montana dakota georgia kent kiev bali".split()
)
"""Names that people bear too: after a first name they are no place ("Michael Jordan")."""

_SHORT = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One way to speak of a country or state. `forms` are its words, `code` its ISO code or "-" for what is none."""

    forms: tuple[str, ...]
    code: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: whose it is, as the text writes it, and at which word."""

    code: str
    kind: Kind
    surface: str
    at: int


def mentions(found: Sequence[Word], language: str, *, shouted: bool = False) -> list[Mention]:
    """Every name of a country or state among the words, the longest where several begin.

    `shouted` is a text in capitals alone, in which "US" and "UP" are no names.
    """
    names = _names("hi" if language == "hi" else "mr" if language == "mr" else "en")
    told: list[Mention] = []
    index = 0
    while index < len(found):
        name = _name_at(found, index, names.get(found[index].form, ()), shouted)
        if name is None:
            index += 1
            continue
        last = index + len(name.forms)
        if name.code != NOT_A_PLACE and not _is_person(found, index, name):
            told.append(Mention(name.code, name.kind, " ".join(word.surface for word in found[index:last]), index))
        index = last
    return told


def name_of(code: str) -> str:
    """The first name of a country or state in the table, the code itself where it has none."""
    return _titles().get(code, code)


def _name_at(found: Sequence[Word], index: int, names: tuple[Name, ...], shouted: bool) -> Name | None:
    for name in names:
        there = found[index : index + len(name.forms)]
        if tuple(word.form for word in there) == name.forms and _is_written_as_name(there, shouted):
            return name
    return None


def _is_written_as_name(there: Sequence[Word], shouted: bool) -> bool:
    """With a capital, where the letters have any; two or three letters in capitals alone: US, UK, UAE."""
    if not there[0].surface.isascii():
        return True
    if not (there[0].surface[0].isupper() and there[-1].surface[0].isupper()):
        return False
    surface = there[0].surface.removesuffix("'s").removesuffix("’s")
    if len(there) == 1 and len(surface.replace(".", "")) <= _SHORT and there[0].form in _abbreviations():
        return surface.isupper() and ("." in surface or not shouted)
    return True


def _is_person(found: Sequence[Word], index: int, name: Name) -> bool:
    if index == 0 or len(name.forms) > 1 or found[index].form not in _ALSO_PEOPLE:
        return False
    before = found[index - 1]
    return before.name and before.end + 1 == found[index].at and not before.surface.isupper()


@cache
def _names(tongue: str) -> Mapping[str, tuple[Name, ...]]:
    by_first: dict[str, list[Name]] = {}
    for code, kind, written in _rows():
        forms = tuple(word.form for word in words(written, tongue if not written.isascii() else "en"))
        if forms and (tongue != "en" or written.isascii() or written[0] < "\u0900"):
            by_first.setdefault(forms[0], []).append(Name(forms, code, kind))
    return {form: tuple(sorted(names, key=lambda one: -len(one.forms))) for form, names in by_first.items()}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(
        word.form
        for _, _, written in _rows()
        if written.isupper() and len(written.replace(".", "")) <= _SHORT
        for word in words(written, "en")
    )


@cache
def _titles() -> Mapping[str, str]:
    titles: dict[str, str] = {}
    for code, _, written in _rows():
        titles.setdefault(code, written)
    return titles


@cache
def _rows() -> tuple[tuple[str, Kind, str], ...]:
    """Code, kind and one name of the table."""
    rows: list[tuple[str, Kind, str]] = []
    for line in files(__package__).joinpath("data/places.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *columns = line.split("\t")
            for kind, column in zip(_KINDS, columns, strict=True):
                rows += [(code, kind, name) for name in column.split("|") if name]
    return tuple(rows)


def codes_of(name: str) -> tuple[str, ...]:
    """The countries and states that bear the name itself: "West Germany" is DE; cities and peoples are not asked."""
    key = tuple(word.form for word in words(name, "en"))
    return (
        tuple(one.code for one in _names("en").get(key[0], ()) if one.forms == key and one.kind == "name")
        if key
        else ()
    )
