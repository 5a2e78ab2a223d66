"""Bytes become text by evidence and by label; each deviation is a named repair, and nothing is ever guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.agency.charset import decode, mend
from nightdesk.agency.profile import Profile
from nightdesk.errors import DeliveryError

PLAIN = Profile()
CAUTIOUS = Profile(charset_fallback="windows-1252")


def read(content: bytes, label: str = "", transport: str = "", profile: Profile = PLAIN) -> tuple[str, list[str]]:
    found = decode(content, label=label, transport_charset=transport, profile=profile)
    return found.text, [repair.rule for repair in found.repairs]


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "ISO8859-1", "us-ascii"])
def test_trap_1_windows_1252_under_a_latin_1_label_is_read_as_what_it_is(label: str) -> None:
    assert read("“€5” é".encode("cp1252"), label) == ("“€5” é", ["charset-windows-1252"])


def test_trap_1_real_latin_1_needs_no_repair() -> None:
    assert read("café".encode("latin-1"), "iso-8859-1") == ("café", [])


def test_trap_2_utf_8_under_a_latin_1_label_is_read_as_utf_8() -> None:
    assert read("नमूना “a”".encode(), "iso-8859-1") == ("नमूना “a”", ["charset-utf-8"])


def test_trap_2_windows_1252_under_a_utf_8_label_is_refused_with_the_remedy() -> None:
    with pytest.raises(DeliveryError) as caught:
        read("“a”".encode("cp1252"), "utf-8")
    assert caught.value.code == "charset"
    assert caught.value.place == "byte 0"
    assert "charset_fallback" in caught.value.reason


def test_trap_2_the_profile_names_the_fallback() -> None:
    assert read("“a”".encode("cp1252"), "utf-8", profile=CAUTIOUS) == ("“a”", ["charset-fallback"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_beats_every_label(encoding: str) -> None:
    text, repairs = read("<a>é</a>".encode(encoding), "koi8-r")
    assert text == "<a>é</a>"
    assert repairs == ["charset-label"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_known_without_a_mark(encoding: str) -> None:
    assert read("<a>é</a>".encode(encoding), encoding[:6]) == ("<a>é</a>", [])


def test_a_utf_16_label_on_plain_bytes_is_not_believed() -> None:
    assert read(b"<a>x</a>", "utf-16") == ("<a>x</a>", ["charset-label"])


def test_the_label_inside_beats_the_transport_and_the_profile() -> None:
    content = "ж".encode("koi8-r")
    assert read(content, "koi8-r", "utf-8") == ("ж", [])
    assert read(content, "", "koi8-r") == ("ж", [])
    assert read(content, "", "", Profile(charset="koi8-r")) == ("ж", [])


@pytest.mark.parametrize("label", ["bogus", "punycode", "unicode_escape", "utf-7", "idna", "rot13", "zlib"])
def test_a_label_that_names_no_character_set_is_not_followed(label: str) -> None:
    assert read(b"+ADw-script+AD4-", label) == ("+ADw-script+AD4-", ["charset-unknown-label"])


@pytest.mark.parametrize(
    ("encoding", "label", "text"),
    [
        ("shift_jis", "Shift_JIS", "日本"),
        ("euc-kr", "EUC-KR", "한국"),
        ("gb18030", "GB2312", "中国"),
        ("big5", "big5", "中國"),
    ],
)
def test_reads_the_encodings_agencies_use(encoding: str, label: str, text: str) -> None:
    assert read(text.encode(encoding), label) == (text, [])


def test_mending_drops_what_no_page_may_hold_and_says_where() -> None:
    text, repairs = mend("a\x00b\x0bc\ud800d\ufffee\U0001ffff")
    assert text == "abcde"
    assert [(repair.rule, repair.place) for repair in repairs] == [("control-chars", "at 1, 3, 5, 7, 9")]


def test_mending_reads_c1_as_windows_1252() -> None:
    text, repairs = mend("\x93a\x94 \x81b")
    assert text == "“a” b"
    assert [repair.rule for repair in repairs] == ["control-chars", "c1-windows-1252"]


def test_mending_leaves_all_that_belongs_to_text() -> None:
    for text in (
        "Tab\tLF\nFF\x0cCR\r",
        "soft\u00adhyphen NBSP\u00a0",
        "क्\u200dष",
        "\u202bعربي\u202c",
        "e\u0301 ﬁ \ufffd 😀",
    ):
        assert mend(text) == (text, ())


@given(st.text())
def test_mending_twice_is_mending_once(text: str) -> None:
    once, _ = mend(text)
    assert mend(once) == (once, ())


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "iso-8859-1", "utf-16", "gb2312", "big5", "nonsense"]))
def test_any_bytes_are_read_or_refused(content: bytes, label: str) -> None:
    code = ""
    try:
        read(content, label, profile=CAUTIOUS)
    except DeliveryError as error:
        code = error.code
    assert code in {"", "charset"}
