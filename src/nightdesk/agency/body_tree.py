"""Which container may stand in which: missing parents are put in, so that any nesting becomes valid HTML."""

from typing import Final

Key = int | tuple[str, "Key"]
Container = tuple[str, Key]
Path = tuple[Container, ...]
"""The containers around a block, outermost first, each with a key that tells it from its namesakes."""

DEEPEST: Final = 32
"""Containers below this are left out: browsers and validators give up long before a hostile sender does."""

# These may stand only in those.
_WITHIN: Final = {
    "li": frozenset({"ul", "ol"}),
    "tr": frozenset({"table"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "caption": frozenset({"table"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
}
_PARENT: Final = {"li": "ul", "tr": "table", "td": "tr", "th": "tr", "caption": "table", "dt": "dl", "dd": "dl"}
# These take no text and no other container; it goes into such a child of theirs.
_INNER: Final = {"ul": "li", "ol": "li", "dl": "dd", "table": "tr", "tr": "td"}
_OF_TABLES: Final = frozenset({"table", "tr", "td", "th", "caption"})


def place(path: Path, name: str, key: Key) -> Path:
    """`path` with the container `name` opened in it; `path` itself where it can have no place there."""
    if len(path) >= DEEPEST or (name in _OF_TABLES and any(outer == "caption" for outer, _ in path)):
        return path
    within = _WITHIN.get(name)
    if within is None:
        return (*settle(path, key), (name, key))
    context, context_key = path[-1] if path else ("", 0)
    if context in within:
        return (*path, (name, key))
    # Siblings without a parent share the one that is put in: its key comes from the container around them.
    parent = place(path, _PARENT[name], ("for", context_key))
    return (*parent, (name, key))


def settle(path: Path, key: Key) -> Path:
    """`path` down to a container that takes text: from a list into an item of it, from a table into a cell."""
    while path and (inner := _INNER.get(path[-1][0])):
        key = ("in", key)
        path = (*path, (inner, key))
    return path
