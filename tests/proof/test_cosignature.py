"""A witness's cosignature names a time and a checkpoint; a quorum counts witnesses, not names."""

import pytest

from fakes.public_log import LOG_SIGNER, NEIGHBOUR, ORIGIN
from nightdesk.proof.checkpoint import Checkpoint, sign_checkpoint
from nightdesk.proof.cosignature import Cosigned, cosign, cosignatures, quorum_of
from nightdesk.proof.key import WITNESS_KEY, signer_of_seed
from nightdesk.proof.note import Note, SignatureLine, read_note
from nightdesk.proof.refusal import ProofError

NOTE = sign_checkpoint(Checkpoint(ORIGIN, 7, bytes(range(32))), [LOG_SIGNER])
UNIVERSITY = signer_of_seed("university.example/w", bytes([9] * 32), WITNESS_KEY)


def cosigned(*lines: SignatureLine) -> Note:
    return read_note(Note(NOTE.text, (*NOTE.signatures, *lines)).content)


def test_a_cosignature_is_over_header_time_and_the_whole_text() -> None:
    line = cosign(NOTE.text, 1679315147, NEIGHBOUR)
    assert line.signature[:8] == (1679315147).to_bytes(8, "big")
    message = b"cosignature/v1\ntime 1679315147\n" + NOTE.text.encode()
    assert NEIGHBOUR.verifier.has_signed(message, line.signature[8:])


def test_cosignatures_of_known_witnesses_are_found_with_their_time() -> None:
    note = cosigned(cosign(NOTE.text, 100, NEIGHBOUR), cosign(NOTE.text, 200, UNIVERSITY))
    assert cosignatures(note, [UNIVERSITY.verifier]) == (Cosigned(UNIVERSITY.verifier, 200),)
    assert len(quorum_of(note, [UNIVERSITY.verifier, NEIGHBOUR.verifier], 2)) == 2


def test_of_two_by_one_witness_the_later_counts_once() -> None:
    note = cosigned(cosign(NOTE.text, 200, NEIGHBOUR), cosign(NOTE.text, 100, NEIGHBOUR))
    assert cosignatures(note, [NEIGHBOUR.verifier]) == (Cosigned(NEIGHBOUR.verifier, 200),)
    with pytest.raises(ProofError, match="1 of our witnesses have cosigned; 2 are needed"):
        quorum_of(note, [NEIGHBOUR.verifier, UNIVERSITY.verifier], 2)


def test_one_key_under_two_names_is_one_witness() -> None:
    twin = signer_of_seed("twin.example/w", bytes([9] * 32), WITNESS_KEY)
    note = cosigned(cosign(NOTE.text, 1, twin), cosign(NOTE.text, 1, UNIVERSITY))
    with pytest.raises(ProofError, match="needed"):
        quorum_of(note, [twin.verifier, UNIVERSITY.verifier], 2)


def test_a_wrong_cosignature_of_a_known_witness_condemns_the_note() -> None:
    elsewhere = cosign(NOTE.text.replace("7", "8"), 100, NEIGHBOUR)
    right = cosign(NOTE.text, 100, NEIGHBOUR)
    later = SignatureLine(right.name, right.id, (101).to_bytes(8, "big") + right.signature[8:])
    short = SignatureLine(right.name, right.id, right.signature[:-1])
    for wrong in (elsewhere, later, short):
        with pytest.raises(ProofError, match="cosignature"):
            cosignatures(cosigned(wrong), [NEIGHBOUR.verifier])
        assert cosignatures(cosigned(wrong), [UNIVERSITY.verifier]) == ()


def test_a_time_beyond_63_bits_is_refused() -> None:
    with pytest.raises(ProofError, match="seconds since 1970"):
        cosign(NOTE.text, 2**63, NEIGHBOUR)
    line = cosign(NOTE.text, 1, NEIGHBOUR)
    huge = SignatureLine(line.name, line.id, b"\xff" * 8 + line.signature[8:])
    with pytest.raises(ProofError, match="a cosignature is"):
        cosignatures(cosigned(huge), [NEIGHBOUR.verifier])


def test_logs_keys_and_witnesses_keys_are_not_mistaken_for_each_other() -> None:
    with pytest.raises(ProofError, match="only a witness's key"):
        cosign(NOTE.text, 1, LOG_SIGNER)
    with pytest.raises(ProofError, match="0x04"):
        cosignatures(NOTE, [LOG_SIGNER.verifier])


def test_only_checkpoints_are_cosigned() -> None:
    with pytest.raises(ProofError, match="checkpoint"):
        cosign("anything\n", 1, NEIGHBOUR)
