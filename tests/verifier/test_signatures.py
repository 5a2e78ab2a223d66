"""The one-file verifier's Ed25519 and signed notes: published vectors verify, forgeries and doubtful encodings do not."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.verifier import check_page

# RFC 8032, 7.1: key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]  # fmt: skip

# The vector of Go's golang.org/x/mod/sumdb/note, which C2SP signed-note was written down from.
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

P = 2**255 - 19
ORDER = check_page.L
# Every point of small order, and the ways to write it that are not its own.
SMALL = [
    *(number.to_bytes(32, "little") for number in (0, 1, P - 1, P, P + 1)),
    *((number | 1 << 255).to_bytes(32, "little") for number in (0, 1, P - 1)),
    *(
        bytes.fromhex(text)
        for text in (
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        )
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032_verify(key: str, message: str, signature: str) -> None:
    assert check_page.verifies(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


def test_the_published_signed_note_verifies_and_no_letter_of_it_may_change() -> None:
    key = check_page.read_key(VKEY)
    assert key is not None
    check_page.check_signature(NOTE.encode(), LINE, [key])
    with pytest.raises(check_page.Wrong):
        check_page.check_signature(NOTE.replace("then", "them").encode(), LINE, [key])
    with pytest.raises(check_page.Wrong):
        check_page.check_signature(NOTE.encode(), LINE.replace("SffcvI", "SffcvJ"), [key])
    with pytest.raises(check_page.Missing):
        check_page.read_key(VKEY.replace("c74f20a3", "c74f20a4"))


@settings(max_examples=40)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_signatures_of_another_library_verify_and_lose_one_bit_no_more(seed: bytes, message: bytes, bit: int) -> None:
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = secret.public_key().public_bytes_raw(), secret.sign(message)
    assert check_page.verifies(key, message, signature)
    flipped = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(64, "little")
    assert not check_page.verifies(key, message, flipped)
    assert not check_page.verifies(key, message + b"x", signature)


def test_a_signature_has_one_form_only() -> None:
    secret = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"one form").digest())
    key, signature = secret.public_key().public_bytes_raw(), secret.sign(b"m")
    more = (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    assert not check_page.verifies(key, b"m", signature[:32] + more)
    assert not check_page.verifies(key, b"m", signature[:-1])
    assert not check_page.verifies(key[:-1], b"m", signature)


@pytest.mark.parametrize("encoded", SMALL, ids=bytes.hex)
def test_a_key_of_small_order_opens_nothing(encoded: bytes) -> None:
    assert check_page.point(encoded) is None
    assert not check_page.verifies(encoded, b"anything", encoded + bytes(32))
