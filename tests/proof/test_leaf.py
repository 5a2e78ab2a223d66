"""One leaf has one form; commitments bind, and say nothing once the salt is gone."""

import hashlib
import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.proof import leaf as leaves
from nightdesk.proof.refusal import ProofError
from nightdesk.proof.wire_text import canonical
from nightdesk.terms.leaf import HeadSeal, Leaf, LeafType, RawSeal, Salts, TextSeal

SALTS = leaves.salts_from(bytes(range(48)))
A_LEAF = Leaf(t="publish", story="urn:newsml:ians.example:1", ver="1", url="/news/7k2f9x0c1d3e", recv=1, shown=2)

HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)
COUNTS = st.integers(0, 2**53 - 1)
TEXTS = st.text(max_size=40)
LEAVES = st.builds(
    Leaf,
    t=st.sampled_from(get_args(LeafType)),
    head=st.none() | st.builds(HeadSeal, c=HEX),
    text=st.none() | st.builds(TextSeal, blocks=COUNTS, c=HEX, len=COUNTS),
    raw=st.none() | st.builds(RawSeal, alg=st.just("sha256"), c=HEX, len=COUNTS, type=TEXTS),
    **{field: st.none() | TEXTS for field in ("label", "parser", "ref", "story", "url", "ver", "why", "wire")},
    **{field: st.none() | COUNTS for field in ("prev", "recv", "shown")},
)


@given(LEAVES)
def test_a_leaf_is_canonical_json_by_the_standard_library_and_reads_back(leaf: Leaf) -> None:
    content = leaves.leaf_bytes(leaf)
    plain = msgspec.to_builtins(leaf)
    assert content == json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert leaves.read_leaf(content) == leaf


@given(LEAVES, st.data())
def test_a_changed_byte_is_another_leaf_or_none(leaf: Leaf, data: st.DataObject) -> None:
    content = bytearray(leaves.leaf_bytes(leaf))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        other = leaves.read_leaf(bytes(content))
    except ProofError:
        return
    assert other != leaf


@given(st.binary(max_size=200))
def test_whatever_comes_is_refused_in_one_way(content: bytes) -> None:
    with pytest.raises(ProofError):
        leaves.read_leaf(content)


def changed(**fields: Any) -> bytes:
    plain = {**msgspec.to_builtins(A_LEAF), **fields}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


GOOD = changed()
NOT_CANONICAL = {
    "a space": GOOD.replace(b'"recv":1', b'"recv": 1'),
    "a newline at the end": GOOD + b"\n",
    "keys not sorted": GOOD.replace(b'"recv":1,"ref":null', b'"ref":null,"recv":1'),
    "an escape to spare": GOOD.replace(b'"ver":"1"', b'"ver":"\\u0031"'),
    "a slash escaped": GOOD.replace(b"/news/", b"\\/news\\/"),
    "a key twice": GOOD.replace(b'"recv":1', b'"recv":1,"recv":1'),
    "a key missing": GOOD.replace(b'"why":null,', b""),
    "a key too many": GOOD.replace(b'"recv":1', b'"recv":1,"reef":1'),
    "a float": changed(recv=1.5),
    "a whole float": changed(recv=1.0),
    "a number with an exponent": GOOD.replace(b'"recv":1', b'"recv":1e0'),
    "minus zero": GOOD.replace(b'"recv":1', b'"recv":-0'),
    "a negative number": changed(recv=-1),
    "a number JavaScript cannot hold": changed(recv=2**53),
    "a number beyond 64 bits": changed(recv=10**30),
    "a true": changed(recv=True),
    "a lone surrogate": GOOD.replace(b'"ver":"1"', b'"ver":"\\ud800"'),
    "a raw surrogate": GOOD.replace(b'"ver":"1"', b'"ver":"\xed\xa0\x80"'),
    "another format": changed(v=2),
    "an unknown act": changed(t="delete"),
    "a digest in capitals": changed(head={"c": "A" * 64}),
    "a seal with a field too many": changed(head={"c": "a" * 64, "x": 1}),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "a list": b"[]",
    "nesting without end": b"[" * 60_000,
}


def test_the_leaf_that_the_broken_ones_are_made_of_is_good() -> None:
    assert leaves.read_leaf(GOOD) == A_LEAF


@pytest.mark.parametrize("content", NOT_CANONICAL.values(), ids=NOT_CANONICAL)
def test_refuses_what_is_not_canonical(content: bytes) -> None:
    with pytest.raises(ProofError):
        leaves.read_leaf(content)


@pytest.mark.parametrize("fields", [{"ver": "\ud800"}, {"recv": 1.5}, {"recv": 2**64}, {"t": "delete"}, {"prev": -1}])
def test_writes_nothing_that_it_would_not_read(fields: dict[str, Any]) -> None:
    with pytest.raises(ProofError):
        leaves.leaf_bytes(msgspec.structs.replace(A_LEAF, **fields))


def test_a_leaf_fits_an_entry_bundle_to_the_last_byte() -> None:
    room = leaves.LEAF_BYTES - len(leaves.leaf_bytes(msgspec.structs.replace(A_LEAF, ref="")))
    assert len(leaves.leaf_bytes(msgspec.structs.replace(A_LEAF, ref="x" * room))) == 65_535
    with pytest.raises(ProofError, match="65536 bytes"):
        leaves.leaf_bytes(msgspec.structs.replace(A_LEAF, ref="x" * (room + 1)))


@pytest.mark.parametrize("guid", ["https://agency.example/minister-resigns", "HTTP://x.example/", " ftp://x.example/a"])
def test_a_story_that_is_a_url_is_logged_by_its_digest(guid: str) -> None:
    assert leaves.story_as_logged(guid) == "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


@pytest.mark.parametrize("guid", ["urn:newsml:ians.example:20250427:1", "tag:pti.example,2025:7", "IANS-4711", ""])
def test_any_other_story_is_logged_as_it_is(guid: str) -> None:
    assert leaves.story_as_logged(guid) == guid


def test_a_commitment_is_over_field_salt_and_content() -> None:
    said = leaves.commitment("head", "ff" * 16, "शीर्षक".encode())
    assert said == hashlib.sha256(b"\x01head\x00" + b"\xff" * 16 + "शीर्षक".encode()).hexdigest()


def test_two_leaves_of_one_text_have_nothing_in_common() -> None:
    other = leaves.salts_from(bytes(range(1, 49)))
    assert leaves.seal_head("Same", SALTS) != leaves.seal_head("Same", other)
    assert leaves.commitment("text", SALTS.text, b"x") != leaves.commitment("raw", SALTS.text, b"x")


@pytest.mark.parametrize("salt", ["", "00" * 15, "00" * 17, "FF" * 16, "zz" * 16, " " * 32, "00 " * 16])
def test_a_salt_has_one_spelling(salt: str) -> None:
    with pytest.raises(ProofError, match="salt"):
        leaves.commitment("head", salt, b"")


def test_salts_are_made_of_48_random_bytes() -> None:
    assert Salts(bytes(range(16)).hex(), bytes(range(16, 32)).hex(), bytes(range(32, 48)).hex()) == SALTS
    with pytest.raises(ProofError):
        leaves.salts_from(bytes(47))


def test_what_was_sealed_opens_and_nothing_else_does() -> None:
    text = canonical("Head", ["One", "Two"])
    leaf = msgspec.structs.replace(
        A_LEAF,
        raw=leaves.seal_raw(b"<nitf/>", "text/xml", SALTS),
        text=leaves.seal_text(text, SALTS),
        head=leaves.seal_head("Head", SALTS),
    )
    assert leaf.text is not None
    assert leaf.text.blocks == 2
    assert leaves.opens(leaf, "raw", SALTS.raw, b"<nitf/>")
    assert leaves.opens(leaf, "text", SALTS.text, text)
    assert leaves.opens(leaf, "head", SALTS.head, b"Head")
    assert not leaves.opens(leaf, "raw", SALTS.raw, b"<nitf />")
    assert not leaves.opens(leaf, "text", SALTS.text, text.replace(b"Two", b"Too"))
    assert not leaves.opens(leaf, "text", SALTS.head, text)
    assert not leaves.opens(leaf, "head", SALTS.head, b"head")
    assert not leaves.opens(A_LEAF, "head", SALTS.head, b"Head")


def test_a_seal_that_lies_about_length_or_blocks_does_not_open() -> None:
    text = canonical("Head", ["One", "Two"])
    seal = leaves.seal_text(text, SALTS)
    for lie in (msgspec.structs.replace(seal, blocks=3), msgspec.structs.replace(seal, len=seal.len + 1)):
        assert not leaves.opens(msgspec.structs.replace(A_LEAF, text=lie), "text", SALTS.text, text)
