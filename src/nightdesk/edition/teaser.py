"""The opening words of a story for lists: a prefix of its first block, never a summary."""

from collections.abc import Sequence

CUT_MARK = " …"
LENGTH = 160


def teaser(blocks: Sequence[str], length: int = LENGTH) -> str:
    """The first block whole if it is short, else cut at a word and marked with " …"; "" where there is no block."""
    first = next((block for block in blocks if block), "")
    if len(first) <= length:
        return first
    whole_words = first[: length + 1].rpartition(" ")[0]
    return (whole_words or first[:length]).rstrip(" ") + CUT_MARK
