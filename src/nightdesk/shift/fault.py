"""One disagreement between the ledger, its own counts and the public site, said as a sentence with the remedy."""

import msgspec

REMAKE = "make the site again with `nightdesk rebuild`"
REPORT = "keep a copy of the ledger and report it"


class Fault(msgspec.Struct, frozen=True):
    """`check` is a fixed word for the kind; `text` says what, where and the remedy; `about` a story, folder or file."""

    check: str
    text: str
    about: str = ""
