"""Paths: what they mean, and that nothing but our own kind of path means anything."""

from pathlib import PurePosixPath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.serve.address import Address, Refused, read_address, story_folder

SEGMENT = st.text("abcxyz0129-_अ", min_size=1, max_size=12)


@given(st.binary(max_size=60))
def test_no_bytes_lead_outside_the_folder(raw: bytes) -> None:
    address = read_address(b"/" + raw)
    if isinstance(address, Address):
        assert all(part not in ("", ".", "..") and not set(part) & set("/\\\x00") for part in address.segments)
        assert not PurePosixPath(address.inside).is_absolute()


@given(st.lists(SEGMENT, max_size=4), st.booleans())
def test_our_own_addresses_are_read_as_they_were_written(segments: list[str], folder: bool) -> None:
    folder = folder or not segments
    raw = "/" + "/".join(quote(segment) for segment in segments) + ("/" if folder and segments else "")
    assert read_address(raw.encode()) == Address(tuple(segments), folder)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (b"", 400),
        (b"*", 400),
        (b"http://a/", 400),
        (b"/a b", 400),
        (b"/\xc3\xa9", 400),
        (b"/%c3", 400),
        (b"/.git", 404),
        (b"/a/.well-known/b", 404),
        (b"/a.css.br", 404),
        (b"/" + b"a" * 5000, 414),
    ],
)
def test_a_refusal_says_its_kind(path: bytes, status: int) -> None:
    assert read_address(path) == Refused(status)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        (b"/sport/words-and-7k2f9x0c1d3e/", "sport/7k2f9x0c1d3e"),
        (b"/sport/7k2f9x0c1d3e", "sport/7k2f9x0c1d3e"),
        (b"/sport/a%0a-7k2f9x0c1d3e/", None),
        (b"/sport/words7k2f9x0c1d3e/", None),
        (b"/sport/words-7k2f9x0c1d3/", None),
        (b"/sport/words-7K2F9X0C1D3E/", None),
        (b"/words-7k2f9x0c1d3e/", None),
        (b"/a/b/words-7k2f9x0c1d3e/", None),
        (b"/", None),
    ],
)
def test_the_id_at_the_end_names_the_story(path: bytes, folder: str | None) -> None:
    address = read_address(path)
    assert (story_folder(address) if isinstance(address, Address) else None) == folder
