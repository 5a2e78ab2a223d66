"""A bounded memory of whole answers, checked against the disk again and again.

An entry is one address with up to four variants (by the encodings the asker takes). It is trusted for
LOOK_AGAIN_SECONDS after its files were last looked at; then they are looked at again (two stats), so that a change by
another process is seen within that time. A change by our own publisher is told by `forget` and seen at once.

Two generations stand in for a least-recently-used list: a hit in the young one costs a dict lookup and nothing else.
When the young one holds half of the room, the old one is let go; what is asked for meanwhile moves back to the young.
"""

import os
from collections.abc import Iterable

import msgspec

LOOK_AGAIN_SECONDS = 0.1
HELD_BYTES = 64 * 1024 * 1024
VARIANTS = 4

Mark = tuple[int, int, int]
"""Time of change, inode and size: a file written aside and renamed over another changes all three."""


def mark_of(facts: os.stat_result) -> Mark:
    """The mark of a file whose facts were just read."""
    return facts.st_mtime_ns, facts.st_ino, facts.st_size


class HeldVariant(msgspec.Struct, frozen=True, kw_only=True):
    """One answer ready for the wire: heads end where the moment of sending is to be written.

    `marks` are the files it was made from; `absent` the files that would have made a better one, had they been there.
    """

    head: bytes
    head_unchanged: bytes
    body: bytes
    etag: bytes
    marks: tuple[tuple[str, Mark], ...]
    absent: tuple[str, ...] = ()

    def is_current(self) -> bool:
        """Whether each file it was made from is as it was, and no better encoding has come."""
        try:
            if any(mark_of(os.stat(file)) != mark for file, mark in self.marks):
                return False
        except OSError:
            return False
        return not any(os.access(file, os.F_OK) for file in self.absent)

    @property
    def size_bytes(self) -> int:
        """What it takes from the room, headers included."""
        return len(self.head) + len(self.head_unchanged) + len(self.body)


class HeldEntry:
    """One address: the file below `public/` that answers it, and the variants made so far."""

    __slots__ = ("inside", "looked", "variants")

    def __init__(self, inside: str) -> None:
        self.inside = inside
        self.looked = [0.0] * VARIANTS
        self.variants: list[HeldVariant | None] = [None] * VARIANTS


class HeldAnswers:
    """Keyed by the raw path of the request line, as bytes. `forget` may be called from another thread."""

    def __init__(self, room_bytes: int = HELD_BYTES) -> None:
        self._half = room_bytes // 2
        self._young: dict[bytes, HeldEntry] = {}
        self._old: dict[bytes, HeldEntry] = {}
        self._young_bytes = 0
        self._keys: dict[str, set[bytes]] = {}
        self.hits = 0

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get(self, key: bytes, encodings: int, now: float) -> HeldVariant | None:
        """The answer, if it is held and still what the disk says; `now` is any steady clock's seconds."""
        entry = self._young.get(key) or self._again_young(key)
        if entry is None:
            return None
        variant = entry.variants[encodings]
        if variant is None:
            return None
        if now - entry.looked[encodings] > LOOK_AGAIN_SECONDS:
            if not variant.is_current():
                self._drop(key)
                return None
            entry.looked[encodings] = now
        self.hits += 1
        return variant

    def put(self, key: bytes, inside: str, encodings: int, variant: HeldVariant, now: float) -> None:
        """Hold an answer whose files were looked at `now`."""
        if variant.size_bytes > self._half:
            return
        entry = self._young.get(key) or self._again_young(key)
        if entry is not None and entry.inside != inside:
            self._drop(key)
            entry = None
        if entry is None:
            entry = self._young[key] = HeldEntry(inside)
            self._keys.setdefault(inside, set()).add(key)
        entry.variants[encodings] = variant
        entry.looked[encodings] = now
        self._make_room(variant.size_bytes)

    def forget(self, paths: Iterable[str]) -> None:
        """Let go of what was made from these files, named relative to `public/` (`.br` and `.gz` go with theirs)."""
        for path in paths:
            for key in tuple(self._keys.get(path.removesuffix(".br").removesuffix(".gz"), ())):
                self._drop(key)

    def _again_young(self, key: bytes) -> HeldEntry | None:
        entry = self._old.pop(key, None)
        if entry is not None:
            self._young[key] = entry
            self._make_room(sum(variant.size_bytes for variant in entry.variants if variant is not None))
        return entry

    def _make_room(self, added_bytes: int) -> None:
        """Count what came; when that fills half the room, let the old generation go and start a new young one."""
        self._young_bytes += added_bytes
        if self._young_bytes <= self._half:
            return
        gone, self._old = self._old, self._young
        self._young, self._young_bytes = {}, 0
        for key, entry in gone.items():
            self._unname(key, entry)

    def _drop(self, key: bytes) -> None:
        for generation in (self._young, self._old):
            entry = generation.pop(key, None)
            if entry is not None:
                self._unname(key, entry)

    def _unname(self, key: bytes, entry: HeldEntry) -> None:
        keys = self._keys.get(entry.inside)
        if keys is not None:
            keys.discard(key)
            if not keys:
                self._keys.pop(entry.inside, None)
