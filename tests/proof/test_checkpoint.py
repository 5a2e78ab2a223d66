"""A checkpoint says one thing in one way, under the log's own name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.public_log import LOG_SIGNER, ORIGIN
from nightdesk.proof import checkpoint as checkpoints
from nightdesk.proof.checkpoint import Checkpoint
from nightdesk.proof.key import signer_of_seed
from nightdesk.proof.merkle import EMPTY_ROOT
from nightdesk.proof.note import signed
from nightdesk.proof.refusal import ProofError

# The example of C2SP tlog-checkpoint.
SOFA = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
ROOT = bytes(range(32))


def test_the_example_of_the_specification_reads_and_writes_back() -> None:
    checkpoint = checkpoints.read_text(SOFA)
    assert (checkpoint.origin, checkpoint.size, checkpoint.extensions) == ("example.com/behind-the-sofa", 20852163, ())
    assert checkpoint.text == SOFA


@given(st.integers(1, 2**63 - 1), st.lists(st.text(st.characters(min_codepoint=33), min_size=1), max_size=3))
def test_every_checkpoint_reads_back(size: int, extensions: list[str]) -> None:
    checkpoint = Checkpoint(ORIGIN, size, ROOT, tuple(extensions))
    assert checkpoints.read_text(checkpoint.text) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", SOFA[:-1], SOFA + "\n", SOFA + "x", "\n" + SOFA, SOFA.replace("20852163", "020852163"),
        SOFA.replace("20852163", "+20852163"), SOFA.replace("20852163", "2_0"), SOFA.replace("20852163", "-1"),
        SOFA.replace("20852163", "٢"), SOFA.replace("20852163", str(2**63)), SOFA.replace("20852163", "0"),
        SOFA.replace("20852163", "9" * 5000), SOFA.replace("q2I=", "q2J="), SOFA.replace("CsUY", ""),
        SOFA + "\nextension\n",
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ProofError):
        checkpoints.read_text(text)


def test_an_empty_log_has_the_empty_root() -> None:
    assert checkpoints.read_text(Checkpoint(ORIGIN, 0, EMPTY_ROOT).text).size == 0


def test_a_signed_checkpoint_opens_with_any_of_the_logs_keys() -> None:
    checkpoint = Checkpoint(ORIGIN, 7, ROOT)
    old = signer_of_seed(ORIGIN, bytes(32))
    content = checkpoints.sign_checkpoint(checkpoint, [LOG_SIGNER]).content
    assert checkpoints.open_checkpoint(content, [old.verifier, LOG_SIGNER.verifier]) == checkpoint
    with pytest.raises(ProofError, match="none of the keys"):
        checkpoints.open_checkpoint(content, [old.verifier])


def test_a_log_signs_under_its_own_origin_only() -> None:
    with pytest.raises(ProofError, match="own origin"):
        checkpoints.sign_checkpoint(Checkpoint("other.example/log", 7, ROOT), [LOG_SIGNER])
    forged = signed(Checkpoint("other.example/log", 7, ROOT).text, [LOG_SIGNER])
    with pytest.raises(ProofError, match="another log"):
        checkpoints.open_checkpoint(forged.content, [LOG_SIGNER.verifier])


@pytest.mark.parametrize("origin", [f"{ORIGIN}\n9", ""])
def test_a_checkpoint_that_would_read_as_another_is_not_signed(origin: str) -> None:
    with pytest.raises(ProofError):
        checkpoints.sign_checkpoint(Checkpoint(origin, 7, ROOT), [LOG_SIGNER])


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://nights.example", "nights.example/log"),
        ("https://nights.example/", "nights.example/log"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000/log"),
        ("https://example.com/news", "example.com/news/log"),
    ],
)
def test_the_origin_is_the_address_of_log_without_scheme(url: str, origin: str) -> None:
    assert checkpoints.origin_of(url) == origin


@pytest.mark.parametrize("url", ["", "nights.example", "https://", "https://a b", "https://a.example/c++"])
def test_an_address_that_can_be_no_key_name_is_refused(url: str) -> None:
    with pytest.raises(ProofError):
        checkpoints.origin_of(url)
