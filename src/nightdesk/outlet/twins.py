"""The compressed copies beside a page, looked at afterwards: whether they are there, and unpack to it."""

import gzip
import zlib
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # the package has no types

from .deliver import LEAST_BYTES, SELDOM_ASKED_FOR


def is_same(twin: Path) -> bool:
    """Whether a `.br` or `.gz` unpacks to the file it stands beside."""
    try:
        packed, plain = twin.read_bytes(), twin.with_suffix("").read_bytes()
        return bool((brotli.decompress(packed) if twin.suffix == ".br" else gzip.decompress(packed)) == plain)
    except (brotli.error, OSError, EOFError, zlib.error):
        return False


def has_twins(page: Path) -> bool:
    """Whether a page of HTML is one of those that are given compressed copies; False where it is not there."""
    try:
        return page.stat().st_size >= LEAST_BYTES and not str(page).endswith(SELDOM_ASKED_FOR)
    except FileNotFoundError:
        return False


def lacks_a_twin(page: Path) -> bool:
    """Whether a page of HTML should have two compressed copies, and has not both as they should be."""
    twins = (page.with_name(f"{page.name}.br"), page.with_name(f"{page.name}.gz"))
    return page.suffix == ".html" and has_twins(page) and not all(map(is_same, twins))
