"""A proof file proves one leaf offline; any change of it proves nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.proof.vectors.make import vectors

from fakes.public_log import LOG_SIGNER, NEIGHBOUR, ORIGIN, PublicLog
from nightdesk.proof.checkpoint import Checkpoint, sign_checkpoint
from nightdesk.proof.cosignature import cosign
from nightdesk.proof.growth import growth_from_edges
from nightdesk.proof.key import read_vkeys, signer_of_seed
from nightdesk.proof.leaf import commitment, leaf_bytes, opens, read_leaf
from nightdesk.proof.merkle import leaf_hash
from nightdesk.proof.note import Note, sign
from nightdesk.proof.refusal import ProofError
from nightdesk.proof.tile import partial_tiles
from nightdesk.proof.tlog_proof import TlogProof, read_proof, verify_proof

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors" / "log.json").read_text("utf-8"))
KEYS = [LOG_SIGNER.verifier]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> PublicLog:
    log = PublicLog(tmp_path_factory.mktemp("log"), witnesses=[NEIGHBOUR])
    for batch in (1, 3, 64, 2, 1):
        log.append(*[b"%d" % number for number in range(log.growth.size, log.growth.size + batch)])
    return log


def test_every_leaf_is_proven_by_its_own_file(log: PublicLog) -> None:
    for index, entry in enumerate(log.entries):
        proof = read_proof(log.proofs[index].content)
        assert proof == log.proofs[index]
        proven = verify_proof(proof, entry, KEYS, [NEIGHBOUR.verifier], 1)
        assert (proven.index, proven.checkpoint.origin, len(proven.cosigned)) == (index, ORIGIN, 1)


def test_no_file_proves_another_leaf(log: PublicLog) -> None:
    for index, entry in enumerate(log.entries):
        with pytest.raises(ProofError, match="does not lead"):
            verify_proof(log.proofs[index - 1], entry, KEYS)


def test_any_bit_changed_and_nothing_is_proven(log: PublicLog) -> None:
    content = log.proofs[40].content
    # The cosignature is a stranger's line to those who do not know the witness, so it is given here.
    for at in range(len(content)):
        changed = bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]])
        with pytest.raises(ProofError):
            verify_proof(read_proof(changed), log.entries[40], KEYS, [NEIGHBOUR.verifier], 1)


@given(st.data())
def test_a_cut_or_doubled_file_proves_nothing(log: PublicLog, data: st.DataObject) -> None:
    content = log.proofs[40].content
    begin = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(begin + 1, len(content)))
    # A line of signature given twice is still that signature, so the doubled parts end before the signatures.
    signatures = content.index("— ".encode())
    cut = content[:begin] + content[end:]
    doubled = content[:end] + content[begin:]
    for changed in [cut, doubled] if begin < signatures else [cut]:
        with pytest.raises(ProofError):
            verify_proof(read_proof(changed), log.entries[40], KEYS, [NEIGHBOUR.verifier], 1)


def test_a_proof_needs_a_key_we_trust_and_the_witnesses_we_ask_for(log: PublicLog) -> None:
    stranger = signer_of_seed(ORIGIN, bytes(32))
    with pytest.raises(ProofError, match="none of the keys"):
        verify_proof(log.proofs[4], log.entries[4], [stranger.verifier])
    with pytest.raises(ProofError, match="2 are needed"):
        verify_proof(log.proofs[4], log.entries[4], KEYS, [NEIGHBOUR.verifier], 2)


HEAD = "c2sp.org/tlog-proof@v1\nindex 0\n"


@pytest.mark.parametrize(
    "head",
    [
        "", "c2sp.org/tlog-proof@v2\nindex 0\n", "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\n",
        "index 0\n", "c2sp.org/tlog-proof@v1\nindex 00\n", "c2sp.org/tlog-proof@v1\nindex -1\n", HEAD + "AAAA\n",
        "c2sp.org/tlog-proof@v1\nindex  0\n", "c2sp.org/tlog-proof@v1\r\nindex 0\n", HEAD + "é\n", HEAD + "\n",
        "\n" + HEAD, HEAD + ("A" * 43 + "=\n") * 64,
    ],
)  # fmt: skip
def test_what_is_no_proof_is_refused(head: str) -> None:
    note = sign_checkpoint(Checkpoint(ORIGIN, 1, leaf_hash(b"x")), [LOG_SIGNER])
    assert verify_proof(read_proof(f"{HEAD}\n".encode() + note.content), b"x", KEYS)
    with pytest.raises(ProofError):
        verify_proof(read_proof(f"{head}\n".encode() + note.content), b"x", KEYS)


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_a_proof_in_a_long_log_is_small(size: int) -> None:
    edge = growth_from_edges(size, [bytes(32) * tile.width for tile in partial_tiles(size)])
    grown = edge.grow([leaf_hash(b"%d" % number) for number in range(64)])
    note = sign_checkpoint(Checkpoint(ORIGIN, grown.after.size, grown.after.root), [LOG_SIGNER])
    longest = max(
        len(TlogProof(i, tuple(grown.inclusion_proof(i)), note.content).content) for i in range(size, size + 64)
    )
    assert longest <= 1200
    witnessed = Note(note.text, (sign(note.text, LOG_SIGNER), cosign(note.text, 1, NEIGHBOUR)))
    assert longest + len(witnessed.content) - len(note.content) <= 1350


def test_the_published_vectors_are_those_that_their_maker_makes() -> None:
    assert vectors() == VECTORS


@pytest.mark.parametrize("vector", VECTORS["proven"], ids=lambda vector: vector["name"])
def test_a_published_vector_is_proven_and_opens(vector: dict[str, Any]) -> None:
    content = vector["leaf"].encode()
    proven = verify_proof(read_proof(vector["proof"].encode()), content, read_vkeys(VECTORS["vkey"]))
    assert (proven.index, proven.checkpoint.size) == (vector["index"], VECTORS["size"])
    leaf = read_leaf(content)
    assert leaf_bytes(leaf) == content
    assert leaf_hash(content).hex() == vector["hash"]
    for field, opened in vector["opened"].items():
        assert opens(leaf, field, opened["salt"], opened["content"].encode())
        assert commitment(field, opened["salt"], opened["content"].encode()) == opened["c"]


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["name"])
def test_a_published_vector_of_what_must_be_refused_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(ProofError):
        verify_proof(read_proof(vector["proof"].encode()), vector["leaf"].encode(), read_vkeys(VECTORS["vkey"]))
