"""What was found is kept: each offending input, made as small as it stays offending, is a sample from then on."""

import gzip
import hashlib
import re
from pathlib import Path
from time import monotonic

import msgspec

from .cases import LIMIT_SECONDS, MadeCase, run_case
from .nasty import TRANSPORT_CHARSETS
from .try_out import WIRES, TryOut

FOUND = Path(__file__).parent / "found"
_SHRINK_SECONDS = 10.0
_LEAST_CUT = 8
_PACKED_FROM_BYTES = 20_000


def samples(folder: Path = FOUND) -> list[Path]:
    """The inputs found so far; a long one is kept packed."""
    return sorted((*folder.glob("*.bin"), *folder.glob("*.bin.gz")))


def content_of(path: Path) -> bytes:
    """The delivery's bytes."""
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def keep(folder: Path, case: MadeCase, site: str) -> Path:
    """Write the input; its name says what broke, and two inputs of one place differ in the seal."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", site)[:80]
    name = f"{name}-{hashlib.sha256(case.content).hexdigest()[:8]}.bin"
    is_long = len(case.content) > _PACKED_FROM_BYTES
    path = folder / (f"{name}.gz" if is_long else name)
    path.write_bytes(gzip.compress(case.content, 9, mtime=0) if is_long else case.content)
    return path


def smaller(try_out: TryOut, case: MadeCase, site: str) -> MadeCase:
    """The case without what it does not need to fail at the same place; gives up after a few seconds."""
    until = monotonic() + _SHRINK_SECONDS
    size = len(case.content) // 2
    while size >= _LEAST_CUT and monotonic() < until:
        at = 0
        while at < len(case.content) and monotonic() < until:
            content = case.content[:at] + case.content[at + size :]
            less = MadeCase(content, case.charset, case.wire, case.pages, case.fronts)
            if run_case(try_out, less).site == site:
                case = less
            else:
                at += size
        size //= 2
    return case


def every_way(content: bytes) -> list[MadeCase]:
    """A found input as it is replayed: over every wire, under every name of an encoding, all the way."""
    charsets = dict.fromkeys(TRANSPORT_CHARSETS)
    return [MadeCase(content, charset, wire, True, True) for charset in charsets for wire in WIRES]


class Finding(msgspec.Struct, frozen=True):
    """One line of what a run reports."""

    kind: str
    site: str
    number: int
    seconds: float
    said: str
    kept: str = ""
    limit: float = LIMIT_SECONDS
