"""Content-Type as servers really send it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.agency.content_type import ContentType, read_content_type


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("text/xml", "text/xml", ""),
        ("Application/RSS+XML; Charset=UTF-8", "application/rss+xml", "utf-8"),
        ("text/xml;charset='windows-1252' ; q=1", "text/xml", "windows-1252"),
        ('text/xml; charset=" utf-8 "; charset=latin1', "text/xml", "utf-8"),
        ("text/xml; charset", "text/xml", ""),
        ("; charset=utf-8", "", "utf-8"),
        ("xml", "", ""),
        ("", "", ""),
    ],
)
def test_type_and_charset_are_read_and_nothing_is_invented(value: str, media_type: str, charset: str) -> None:
    assert read_content_type(value) == ContentType(media_type, charset)


@given(st.text())
def test_no_value_makes_it_fail(value: str) -> None:
    assert isinstance(read_content_type(value), ContentType)
