"""What request headers ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.serve.asked import BROTLI, GZIP, Asked, accepted_encodings, is_unchanged, matches, read_asked


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (b"gzip, deflate, br, zstd", BROTLI | GZIP),
        (b"BR", BROTLI),
        (b"br;q=0.0, gzip;q=0.001", GZIP),
        (b"br ; q=1", BROTLI),
        (b"br;q=high", 0),
        (b"*", 0),
        (b"", 0),
    ],
)
def test_only_what_is_asked_for_is_accepted(value: bytes, wanted: int) -> None:
    assert accepted_encodings(value) == wanted


@given(st.binary(max_size=80))
def test_no_header_makes_an_error(value: bytes) -> None:
    assert accepted_encodings(value) in range(4)
    asked = Asked(if_none_match=value, if_modified_since=value)
    assert is_unchanged(asked, b'"tag"', 0) in (True, False)
    assert is_unchanged(Asked(if_modified_since=value), b'"tag"', 0) in (True, False)


def test_a_header_sent_twice_is_one_list() -> None:
    asked = read_asked([(b"accept-encoding", b"gzip"), (b"accept-encoding", b"br"), (b"if-none-match", b'"a"')])
    assert (asked.encodings, asked.if_none_match) == (BROTLI | GZIP, b'"a"')


def test_tags_are_compared_whole() -> None:
    assert matches(b'"abc"', b'"abc"')
    assert not matches(b'"abcd"', b'"abc"')
    assert not matches(b"abc", b'"abc"')
