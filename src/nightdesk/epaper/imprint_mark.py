"""What stands in the foot of every page: the log's checkpoint as words, as a tape and as a code.

Paper cannot be changed afterwards: whoever keeps a page holds the state of the log on that day. The code holds the
checkpoint itself (origin, size, root: the body of the signed note), not an address: it is read without a network.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import segno

from ..proof.tape_path import tape_path
from ..terms.issue import Issue
from .issue_words import IssueWords


@dataclass(frozen=True, slots=True)
class Mark:
    """`lines` are empty where the site keeps no log; `tape` and `code` are SVG, each with words for who cannot see."""

    lines: tuple[str, ...] = ()
    tape: str = ""
    tape_about: str = ""
    code: str = ""
    code_about: str = ""


def mark_of(issue: Issue, words: IssueWords) -> Mark:
    """The mark of an issue: the checkpoint that stood when it was decided."""
    seen = issue.checkpoint
    if seen is None:
        return Mark()
    site = issue.site
    time = f"{words.day_of(seen.signed, site.zone)} {words.clock(seen.signed, site.zone, site.zone_label)}"
    line = words.log_line.format(origin=seen.origin, size=words.number(seen.size), time=time)
    root = " ".join(seen.root[at : at + 16] for at in range(0, 64, 16))
    tape = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 312 40" width="312" height="40">'
        '<rect width="312" height="40" fill="#11161C"/><g fill="none" stroke="#FAFBF9" stroke-linecap="round">'
        f'<path stroke-width="4" d="{tape_path(seen.root)}"/>'
        '<path stroke-width="1.6" stroke-dasharray="0 6" d="M3 17H312"/></g></svg>'
    )
    return Mark((line, root), tape, f"{words.log}: {seen.root}", code_of(issue.note.partition("\n\n")[0] + "\n"), line)


@lru_cache(maxsize=512)
def code_of(text: str) -> str:
    """The text as a QR code in SVG, correction level M.

    Always under the chequered mask: every reader takes any, and to weigh all eight takes longer than all the rest.
    """
    made = BytesIO()
    segno.make_qr(text, error="m", boost_error=False, mask=0).save(
        made, kind="svg", border=2, xmldecl=False, omitsize=True
    )
    return made.getvalue().decode()
