"""The broader topics of an IPTC subject: Media Topics by table, the older Subject Codes by their digits."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ..terms.item import Subject

_CODE = re.compile(r"(?:^|[:/#])(\d{8})$")
_SCHEMES = ("medtop", "mediatopic", "subj", "iptc", "tobject", "nitf")
_DEEPEST = 8


def topic_code(subject: Subject) -> str:
    """The eight digits of a Media Topic or Subject Code; "" for an agency's own numbers."""
    found = _CODE.search(subject.code)
    if found is None:
        return ""
    said = f"{subject.scheme} {subject.code[: found.start(1)]}".lower().strip()
    return found[1] if not said or any(scheme in said for scheme in _SCHEMES) else ""


def lineage(code: str) -> Iterator[str]:
    """The topic itself, then each broader one up to its branch ("15000000").

    A Subject Code says its own ancestors: 15008001, 15008000, 15000000. The branches are the same in both.
    """
    broader = _broader()
    for _ in range(_DEEPEST):
        yield code
        if code in broader:
            code = broader[code]
        elif not code.endswith("000"):
            code = code[:5] + "000"
        elif not code.endswith("000000"):
            code = code[:2] + "000000"
        else:
            return


@cache
def _broader() -> dict[str, str]:
    table = files(__package__).joinpath("data/media_topics.tsv").read_text(encoding="utf-8")
    pairs = (line.partition("\t") for line in table.splitlines() if not line.startswith("#"))
    return {code: broader for code, _, broader in pairs}
