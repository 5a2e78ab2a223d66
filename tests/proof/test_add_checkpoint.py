"""A witness reads what a log asks of it, strictly."""

from pathlib import Path

import pytest

from fakes.public_log import PublicLog
from nightdesk.proof.add_checkpoint import AddCheckpoint, read_request
from nightdesk.proof.checkpoint import read_text
from nightdesk.proof.merkle import is_consistent
from nightdesk.proof.note import read_note
from nightdesk.proof.refusal import ProofError

# The example of C2SP tlog-witness.
EXAMPLE = """\
old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+\
zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rov\
nzv++qbSzm9Q=
"""
PROOF_LINE = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"


def test_the_example_of_the_specification_reads_and_writes_back() -> None:
    request = read_request(EXAMPLE.encode())
    assert (request.old_size, len(request.proof)) == (20852014, 4)
    assert read_text(read_note(request.checkpoint).text).size == 20852163
    assert request.content == EXAMPLE.encode()


def test_a_batch_gives_the_proof_that_its_checkpoint_continues_the_last(tmp_path: Path) -> None:
    log = PublicLog(tmp_path)
    log.append(b"one", b"two", b"three")
    before = log.growth
    grown = before.grow([bytes(32)] * 4)
    request = read_request(AddCheckpoint(3, tuple(grown.consistency_proof()), log.append(b"x").content).content)
    assert is_consistent(3, before.root, 7, grown.after.root, request.proof)


@pytest.mark.parametrize(
    "content",
    [
        "", "old 1\n", EXAMPLE[4:], EXAMPLE.replace("old 2", "old 02"), EXAMPLE.replace("old ", "old  "),
        EXAMPLE.replace("old 20852014", "old 0"), EXAMPLE.replace("old", "Old"), EXAMPLE.replace("kaw=\n", "kaw\n"),
        EXAMPLE.replace("\n", "\r\n"), EXAMPLE.replace(PROOF_LINE, PROOF_LINE * 61),
        EXAMPLE.replace(PROOF_LINE, "AAAA\n"),
        EXAMPLE.replace(PROOF_LINE, "\n"), EXAMPLE.rstrip("\n"), EXAMPLE.partition("—")[0], "é" + EXAMPLE,
        EXAMPLE + "x" * (1 << 20),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(content: str) -> None:
    with pytest.raises(ProofError):
        read_request(content.encode())


def test_63_hashes_are_the_most_a_proof_can_have() -> None:
    assert len(read_request(EXAMPLE.replace(PROOF_LINE, PROOF_LINE * 60).encode()).proof) == 63
