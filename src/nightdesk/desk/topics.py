"""The code by which a subject says its topic: IPTC Media Topics and the older Subject Codes, nobody's own numbers."""

import re

from ..terms.item import Subject

_CODE = re.compile(r"(?:^|[:/#])(\d{8})$")
_SCHEMES = ("medtop", "mediatopic", "subj", "iptc", "tobject", "nitf")


def topic_code(subject: Subject) -> str:
    """The eight digits of a Media Topic or Subject Code; "" for an agency's own numbers."""
    found = _CODE.search(subject.code)
    if found is None:
        return ""
    said = f"{subject.scheme} {subject.code[: found.start(1)]}".lower().strip()
    return found[1] if not said or any(scheme in said for scheme in _SCHEMES) else ""
