"""Signed notes: known keys are believed, wrong signatures condemn, strangers are not heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.proof import note as notes
from nightdesk.proof.key import WITNESS_KEY, read_secret, read_vkey, signer_of_seed
from nightdesk.proof.note import Note, SignatureLine
from nightdesk.proof.refusal import ProofError

# The example of golang.org/x/mod/sumdb/note, "Example".
PETER = read_vkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
PUBLISHED = f"{TEXT}\n{LINE}".encode()

US = signer_of_seed("nights.example/log", bytes(32))
OTHER = signer_of_seed("nights.example/log", bytes([1] * 32))


def test_the_published_vector_verifies() -> None:
    note = notes.read_note(PUBLISHED)
    assert note.text == TEXT
    assert notes.verified(note, [PETER]) == (PETER,)


def test_the_published_vector_is_made_again_from_its_private_key() -> None:
    assert notes.signed(TEXT, [read_secret(PETER_SECRET)]).content == PUBLISHED


def test_a_second_signature_by_a_stranger_is_not_heard() -> None:
    note = notes.read_note(PUBLISHED + ENOCH_LINE.encode())
    assert [line.name for line in note.signatures] == ["PeterNeumann", "EnochRoot"]
    assert notes.verified(note, [PETER]) == (PETER,)
    assert note.content == PUBLISHED + ENOCH_LINE.encode()


@pytest.mark.parametrize("at", range(0, len(PUBLISHED)))
def test_no_byte_of_the_published_vector_can_be_changed(at: int) -> None:
    changed = bytes([*PUBLISHED[:at], PUBLISHED[at] ^ 1, *PUBLISHED[at + 1 :]])
    with pytest.raises(ProofError):
        notes.verified(notes.read_note(changed), [PETER])


def test_all_known_keys_that_signed_are_named() -> None:
    note = notes.signed("text\n", [US, OTHER])
    assert notes.verified(note, [OTHER.verifier, PETER, US.verifier]) == (US.verifier, OTHER.verifier)


def test_a_note_that_no_known_key_signed_is_refused() -> None:
    with pytest.raises(ProofError, match="none of the keys we trust"):
        notes.verified(notes.signed("text\n", [OTHER]), [US.verifier])
    with pytest.raises(ProofError, match="no keys given"):
        notes.verified(notes.signed("text\n", [OTHER]), [])


def test_a_wrong_signature_of_a_known_key_condemns_the_note_even_beside_a_right_one() -> None:
    right = notes.sign("text\n", US)
    wrong = SignatureLine(OTHER.verifier.name, OTHER.id, notes.sign("another\n", OTHER).signature)
    with pytest.raises(ProofError, match="does not belong"):
        notes.verified(Note("text\n", (right, wrong)), [US.verifier, OTHER.verifier])
    assert notes.verified(Note("text\n", (right, wrong)), [US.verifier]) == (US.verifier,)


def test_the_same_name_or_the_same_id_alone_is_not_a_known_key() -> None:
    line = notes.sign("text\n", US)
    for stranger in (
        SignatureLine("x.example", line.id, line.signature),
        SignatureLine(line.name, bytes(4), line.signature),
    ):
        with pytest.raises(ProofError, match="none of the keys"):
            notes.verified(Note("text\n", (stranger,)), [US.verifier])


def test_a_witness_key_signs_no_log_and_vouches_for_none() -> None:
    witness = signer_of_seed("w.example", bytes(32), WITNESS_KEY)
    with pytest.raises(ProofError, match="cosigns checkpoints and signs nothing else"):
        notes.sign("text\n", witness)
    with pytest.raises(ProofError, match="give it as a witness"):
        notes.verified(notes.signed("text\n", [US]), [US.verifier, witness.verifier])


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]) | st.just("\n")))
def test_every_text_can_be_signed_and_read_back(text: str) -> None:
    note = notes.signed(text + "\n", [US])
    assert notes.read_note(note.content) == note
    assert notes.verified(notes.read_note(note.content), [US.verifier]) == (US.verifier,)


@given(st.binary(max_size=300))
def test_whatever_comes_is_refused_in_one_way(content: bytes) -> None:
    with pytest.raises(ProofError):
        notes.verified(notes.read_note(content), [PETER])


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b"text\n\n", b"text\n", b"text\n\n\n", PUBLISHED[:-1], PUBLISHED + b"\n", PUBLISHED + b"x",
        PUBLISHED.replace(b"\n", b"\r\n"), PUBLISHED.replace(b"your", b"you\x1br"), PUBLISHED.replace(b"your", b"\xff"),
        PUBLISHED.replace("— ".encode(), b"-- "), PUBLISHED.replace(b"nAM=", b"nAN="),
        PUBLISHED.replace(b"nAM=", b"nAM"),
        PUBLISHED.replace(b"PeterNeumann x", b"PeterNeumann  x"), PUBLISHED.replace(b"PeterNeumann ", b" "),
        f"{TEXT}\n— PeterNeumann x08gow==\n".encode(), b"\x00" + PUBLISHED, b"x" * (1 << 20) + PUBLISHED,
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused(content: bytes) -> None:
    with pytest.raises(ProofError):
        notes.read_note(content)


@pytest.mark.parametrize("text", ["", "no newline", "tab\there\n", "escape\x1b[2J\n", "return\r\n"])
def test_what_no_note_may_hold_is_not_signed(text: str) -> None:
    with pytest.raises(ProofError):
        notes.sign(text, US)


def test_as_many_signatures_as_go_reads_and_no_more() -> None:
    line = notes.sign("text\n", US).text
    assert len(notes.read_note(f"text\n\n{line * 100}".encode()).signatures) == 100
    with pytest.raises(ProofError, match="more than 100"):
        notes.read_note(f"text\n\n{line * 101}".encode())
