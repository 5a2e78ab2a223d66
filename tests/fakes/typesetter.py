"""A typesetter that needs no Typst: two stories a page, their words plain in every file. Run as a command; how it
behaves is its first argument."""

import sys
import time

import msgspec

from nightdesk.shift.typesetting import Made
from nightdesk.terms.issue import Issue, PaperPage, Piece, Printed

A_PAGE = 2
REFUSED = 3


def command(manner: str = "well") -> tuple[str, ...]:
    """What a house runs to have its issues set in that manner: well, refuses, breaks, garbles or sleeps."""
    return sys.executable, __file__, manner


def set_plainly(issue: Issue) -> Made:
    """The same issue gives the same bytes."""
    order = [ranked.story for ranked in issue.budget.ranked]
    words = {story.id: "\n".join((story.headline, *story.blocks)) for story in issue.stories}
    words |= {gone.id: f"gone: {gone.kind}" for gone in issue.gone}
    corrected = "\n".join(f"{one.headline} ({one.printed}, page {one.page})" for one in issue.corrections)
    pages = []
    for start in range(0, len(order), A_PAGE):
        stories = order[start : start + A_PAGE]
        said = "\n".join(words[story] for story in stories)
        pages.append(
            PaperPage(
                number=start // A_PAGE + 1,
                title="Stories",
                width=842,
                height=1191,
                pieces=tuple(
                    Piece(story=story, x=36, y=36 + 500 * place, width=770, height=480)
                    for place, story in enumerate(stories)
                ),
                image=f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{said}</desc></svg>'.encode(),
            )
        )
    whole = "\n".join((*words.values(), corrected)).encode()
    return Made(Printed(pages=tuple(pages), pdf=b"%PDF-\n" + whole), b"EPUB\n" + whole)


def main() -> int:
    """The command."""
    issue = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Issue)
    match sys.argv[1]:
        case "refuses":
            sys.stderr.write("the sheet is torn: use another one")
            return REFUSED
        case "breaks":
            raise RuntimeError("a bug")
        case "garbles":
            sys.stdout.write("this is no issue")
        case "sleeps":
            time.sleep(600)
        case _:
            sys.stdout.buffer.write(msgspec.msgpack.encode(set_plainly(issue)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
