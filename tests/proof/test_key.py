"""Keys are written as Go's sumdb/note writes them; a key that is not the one its text names is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.proof import key as keys
from nightdesk.proof.key import LOG_KEY, WITNESS_KEY
from nightdesk.proof.refusal import ProofError

# The example of golang.org/x/mod/sumdb/note, "Example".
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"


def test_the_published_example_reads_and_writes_back() -> None:
    key = keys.read_vkey(PETER)
    assert (key.name, key.kind, key.id.hex(), key.text) == ("PeterNeumann", LOG_KEY, "c74f20a3", PETER)
    signer = keys.read_secret(PETER_SECRET)
    assert signer.verifier == key
    assert signer.secret_text == PETER_SECRET


@given(st.binary(min_size=32, max_size=32), st.sampled_from([LOG_KEY, WITNESS_KEY]))
def test_every_key_reads_back_from_its_texts(seed: bytes, kind: int) -> None:
    signer = keys.signer_of_seed("नाइट.example/log", seed, kind)
    assert keys.read_vkey(signer.verifier.text) == signer.verifier
    assert keys.read_secret(signer.secret_text).verifier == signer.verifier
    assert signer.verifier.has_signed(b"x", signer.sign(b"x"))
    assert not signer.verifier.has_signed(b"y", signer.sign(b"x"))
    assert not signer.verifier.has_signed(b"x", signer.sign(b"x")[:-1])


def test_one_key_has_another_id_under_another_name_or_as_another_kind() -> None:
    seed = bytes(32)
    signers = [
        keys.signer_of_seed("a", seed),
        keys.signer_of_seed("b", seed),
        keys.signer_of_seed("a", seed, WITNESS_KEY),
    ]
    assert len({signer.id for signer in signers}) == 3


def test_a_signer_never_shows_its_key() -> None:
    signer = keys.read_secret(PETER_SECRET)
    assert PETER_SECRET.rpartition("+")[2] not in f"{signer!r}{signer}"


@pytest.mark.parametrize("at", range(len(PETER)))
def test_no_letter_of_a_vkey_can_be_changed(at: int) -> None:
    other = "B" if PETER[at] != "B" else "C"
    with pytest.raises(ProofError):
        keys.read_vkey(PETER[:at] + other + PETER[at + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "", "+", "++", "a+b", PETER + "\n", " " + PETER, PETER[:-1], PETER + "=", PETER + "AAAA",
        "a+00000000+" + keys.to_base64(b"\x02" + bytes(32)), "a+00000000+", "a+00000000+AQ==",
        PETER.replace("PeterNeumann", "Peter Neumann"), PETER.replace("PeterNeumann", "Peter\u2003Neumann"),
    ],
)  # fmt: skip
def test_what_is_no_vkey_is_refused(text: str) -> None:
    with pytest.raises(ProofError):
        keys.read_vkey(text)


@pytest.mark.parametrize("text", ["", PETER, PETER_SECRET[:-4], PETER_SECRET.replace("c74f20a3", "c74f20a4")])
def test_what_is_no_private_key_is_refused_and_not_repeated_in_the_message(text: str) -> None:
    with pytest.raises(ProofError) as refusal:
        keys.read_secret(text)
    assert "AYEKFALVFGyNhPJEMzD1QIDr" not in str(refusal.value)


def test_a_vkey_file_has_the_current_key_first() -> None:
    other = keys.signer_of_seed("PeterNeumann", bytes(32)).verifier
    assert keys.read_vkeys(f"{other.text}\n{PETER}\n") == (other, keys.read_vkey(PETER))
    with pytest.raises(ProofError, match="no key"):
        keys.read_vkeys("\n")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\u3000b", "a\x00b", "a\ud800"])
def test_a_name_that_no_signature_line_could_hold_is_refused(name: str) -> None:
    with pytest.raises(ProofError, match="name"):
        keys.signer_of_seed(name, bytes(32))


@given(st.binary(max_size=60))
def test_base64_has_one_spelling(content: bytes) -> None:
    assert keys.from_base64(keys.to_base64(content)) == content


@pytest.mark.parametrize("text", ["AB==", "AA=", "AA", "A A=", "AA==\n", "_-8=", "AA==AA==", "é", "٠٠=="])
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ProofError, match="base64"):
        keys.from_base64(text)
