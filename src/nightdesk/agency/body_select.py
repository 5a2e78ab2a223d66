"""Which parts of a body a profile prints or leaves out, and how deep a string of HTML goes before it is parsed."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_FEW: Final = 512
# Elements without content, or that the next of their kind closes: old mark-up leaves thousands of them open.
_UNCOUNTED: Final = frozenset(
    "p li dt dd td th tr thead tbody tfoot option optgroup colgroup caption rp rt br hr img wbr input meta link base "
    "col embed source track area param".split()
)


@dataclass(frozen=True, slots=True)
class Selector:
    """`tag`, `.class` or `tag.class`; "" for the part that is not asked for."""

    tag: str
    class_name: str

    def matches(self, name: str, classes: str | None) -> bool:
        """Whether an element of that name and class attribute is meant."""
        if self.tag and self.tag != name:
            return False
        return not self.class_name or (classes is not None and self.class_name in classes.split())


@lru_cache(maxsize=64)
def selectors(written: tuple[str, ...]) -> tuple[Selector, ...]:
    """The selectors of a profile."""
    parts = (text.strip().partition(".") for text in written)
    return tuple(Selector(tag.lower(), class_name) for tag, _, class_name in parts if tag or class_name)


def count_open_tags(html: str) -> int:
    """At least how many elements stand open at the deepest place, 0 where there are too few tags to matter.

    HTML parsers take time by the square of the depth, so it is judged before they run.
    """
    if html.count("<") <= _FEW:
        return 0
    opened: Counter[str] = Counter()
    count = deepest = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _UNCOUNTED:
            continue
        if not match[1]:
            opened[name] += 1
            count += 1
            deepest = max(deepest, count)
        elif opened[name]:
            opened[name] -= 1
            count -= 1
    return deepest
