"""What is called broken is broken in just that way."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from nightdesk_sample.broken import BREAKAGES
from nightdesk_sample.compose import compose
from nightdesk_sample.copy import Copy, make_copy
from nightdesk_sample.story import Agency
from nightdesk_sample.writers import WRITERS

XML = sorted(BREAKAGES["entity-bomb"].formats)
JSON = sorted(BREAKAGES["duplicate-keys"].formats)
Good = Callable[[str], bytes]


@pytest.fixture
def good(agency: Agency) -> Good:
    """A good document of a format, English with curly quotes."""
    story = compose(3, seed=1, agency=agency, minute=60)
    copy: Copy = make_copy(agency, story, story.takes[0], datetime(2026, 11, 23, tzinfo=UTC))
    return lambda format_: WRITERS[format_].write(copy, ())


@pytest.mark.parametrize("format_", WRITERS)
def test_a_truncated_document_can_be_read_by_nobody(format_: str, good: Good) -> None:
    broken = BREAKAGES["truncated"].breaks(good(format_))
    assert good(format_).startswith(broken)
    with pytest.raises((ElementTree.ParseError, json.JSONDecodeError, UnicodeDecodeError)):
        json.loads(broken) if format_ in JSON else ElementTree.fromstring(broken)


@pytest.mark.parametrize("format_", XML)
def test_cp1252_under_a_latin1_label_reads_right_once_taken_as_cp1252(format_: str, good: Good) -> None:
    broken = BREAKAGES["cp1252-as-latin1"].breaks(good(format_))
    assert b'encoding="iso-8859-1"' in broken[:60]
    assert any(0x80 <= byte <= 0x9F for byte in broken)
    assert broken.decode("cp1252").partition("?>")[2] == good(format_).decode().partition("?>")[2]


@pytest.mark.parametrize("format_", XML)
def test_cp1252_under_a_utf8_label_is_not_utf8(format_: str, good: Good) -> None:
    broken = BREAKAGES["cp1252-as-utf8"].breaks(good(format_))
    assert b'encoding="UTF-8"' in broken[:60]
    with pytest.raises(UnicodeDecodeError):
        broken.decode()


@pytest.mark.parametrize("format_", XML)
def test_control_characters_are_all_that_is_wrong(format_: str, good: Good) -> None:
    broken = BREAKAGES["control-characters"].breaks(good(format_))
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(broken)
    assert broken.translate(None, b"\x0b\x07") == good(format_)


@pytest.mark.parametrize("format_", XML)
def test_the_bomb_is_declared_and_lit(format_: str, good: Good) -> None:
    broken = BREAKAGES["entity-bomb"].breaks(good(format_))
    assert b"<!ENTITY e" in broken
    assert b"&e;" in broken


@pytest.mark.parametrize("format_", JSON)
def test_duplicate_keys_stand_at_the_top(format_: str, good: Good) -> None:
    pairs = json.loads(BREAKAGES["duplicate-keys"].breaks(good(format_)), object_pairs_hook=lambda pairs: pairs)
    keys = [key for key, _ in pairs]
    assert keys.count("version") == 2


def test_the_error_page_is_html_and_nothing_is_nothing(good: Good) -> None:
    assert b"<html>" in BREAKAGES["error-page"].breaks(good("rss2"))
    assert BREAKAGES["zero-bytes"].breaks(good("rss2")) == b""
