"""What became of a thread when a story came, each act with its reason; and what part a story plays in its thread."""

import re
from typing import Literal

import msgspec

from ..terms.cutting import Cutting

Part = Literal["first", "follow-up", "wrap-up"]

_WRAP = re.compile(
    r"\b(?:wrap|wrap-?up|round-?up|highlights|timeline|recap|lead[ -]?all|overall lead|at a glance)\b"
    r"|राउंडअप|घटनाक्रम|आढावा",
    re.IGNORECASE,
)

_DIGEST = re.compile(
    r"\bnews (?:at a glance|digest|in brief|briefs|bulletin|summary|schedule)\b"
    r"|\b(?:top|main) (?:news|stories|headlines)\b"
    r"|\b(?:morning|evening) (?:briefing|bulletin|digest)\b|मुख्य समाचार|प्रमुख समाचार|ठळक बातम्या|ठळक घडामोडी",
    re.IGNORECASE,
)


class Started(msgspec.Struct, frozen=True, tag=True):
    """The story begins a thread, which has its id for good."""

    story: str
    thread: str
    reason: str


class Joined(msgspec.Struct, frozen=True, tag=True):
    """The story goes on with a thread."""

    story: str
    thread: str
    reason: str


class Merged(msgspec.Struct, frozen=True, tag=True):
    """`thread` is the same event as the older `into`: its stories are there now, and its id points there."""

    thread: str
    into: str
    reason: str


class Parted(msgspec.Struct, frozen=True, tag=True):
    """`stories` of `thread` are another event: the thread `new`, which is named after the first of them."""

    thread: str
    new: str
    stories: tuple[str, ...]
    reason: str


Act = Started | Joined | Merged | Parted


class Filed(msgspec.Struct, frozen=True):
    """What the ledger keeps of a story beside its features, so that threads can be rebuilt without its text."""

    weights: bytes
    slug: str = ""
    tied: tuple[str, ...] = ()


class Placing(msgspec.Struct, frozen=True):
    """What became of a story: the acts in order, its thread after them, and what part it plays there."""

    acts: tuple[Act, ...]
    thread: str
    part: Part
    filed: Filed


def says_wrap_up(cutting: Cutting) -> bool:
    """Whether headline or slug call the story a summing-up."""
    return bool(_WRAP.search(cutting.title) or _WRAP.search(cutting.slug.replace("-", " ")))


def is_digest(cutting: Cutting) -> bool:
    """Whether the headline says that the story sums up the news of a day: it is of many events, and of no thread."""
    return bool(_DIGEST.search(cutting.title))
