"""A witness cosigns what only grew, says why not to all else, and never signs what it could not keep."""

import asyncio
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes.public_log import LOG_SIGNER, ORIGIN, PublicLog
from nightdesk.clock import fixed_clock
from nightdesk.proof.add_checkpoint import AddCheckpoint
from nightdesk.proof.cosignature import cosignatures, quorum_of
from nightdesk.proof.from_tiles import consistency_proof
from nightdesk.proof.growth import Growth
from nightdesk.proof.key import read_vkey, signer_of_seed
from nightdesk.proof.merkle import leaf_hash
from nightdesk.proof.note import Note, read_signatures
from nightdesk.proof.tile import Tile
from nightdesk.watch.witness import RefusedError, Witness, make_witness
from nightdesk.watch.witness_server import serve_witness

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECONDS = int(NOON.timestamp())
STRANGER = signer_of_seed(ORIGIN, bytes(32))


@dataclass(frozen=True)
class Said:
    """An answer over HTTP."""

    status: int
    body: str
    kind: str


def post(address: str, body: bytes) -> Said:
    request = urllib.request.Request(f"{address}/add-checkpoint", data=body, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10) as got:
            return Said(got.status, got.read().decode(), got.headers.get_content_type())
    except urllib.error.HTTPError as error:
        with error:
            return Said(error.code, error.read().decode(), error.headers.get_content_type())


@contextmanager
def listening(witness: Witness) -> Iterator[str]:
    """The witness's server on a free port of this machine, in a thread of its own."""
    told: list[str] = []
    ready, ends = threading.Event(), []

    async def serve() -> None:
        stop = asyncio.Event()
        ends.append((asyncio.get_running_loop(), stop))
        await serve_witness(
            witness, fixed_clock(NOON), "127.0.0.1", 0, stop, lambda url: (told.append(url), ready.set())[0]
        )

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    try:
        yield told[0]
    finally:
        loop, stop = ends[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


def a_witness(folder: Path, name: str = "neighbour.example/witness") -> Witness:
    make_witness(folder, name)
    witness = Witness(folder)
    witness.trust(LOG_SIGNER.verifier)
    return witness


@dataclass
class Asking:
    """A log that asks: grows, proves, and shows its note."""

    log: PublicLog

    def __post_init__(self) -> None:
        self.note = self.log.append(b"one")

    def grow(self, count: int) -> None:
        start = len(self.log.entries)
        self.note = self.log.append(*(b"entry %d" % number for number in range(start, start + count)))

    def request(self, old_size: int) -> bytes:
        proof = consistency_proof(old_size, len(self.log.entries), self._tile) if old_size else []
        return AddCheckpoint(old_size, tuple(proof), self.note.content).content

    def _tile(self, tile: Tile) -> bytes:
        return (self.log.folder / tile.path).read_bytes()


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    return Asking(PublicLog(tmp_path / "log"))


def test_two_witnesses_cosign_over_http_and_a_quorum_of_two_holds(tmp_path: Path, asking: Asking) -> None:
    first, second = a_witness(tmp_path / "first"), a_witness(tmp_path / "second", "university.example")
    lines = []
    with listening(first) as one, listening(second) as two:
        for old, grown in ((0, 6), (1, 300), (7, 0)):
            said = [post(address, asking.request(old)) for address in (one, two)]
            assert [answer.status for answer in said] == [200, 200]
            lines = [read_signatures(answer.body)[0] for answer in said]
            before = asking.note
            if grown:
                asking.grow(grown)
        keys = [first.verifier, second.verifier]
        assert len(quorum_of(Note(before.text, (*before.signatures, *lines)), keys, 2)) == 2
        assert cosignatures(Note(before.text, tuple(lines)), keys)[0].seconds == SECONDS
        with urllib.request.urlopen(f"{one}/vkey", timeout=10) as got:
            assert read_vkey(got.read().decode().strip()) == first.verifier


def test_says_why_not_as_the_specification_has_it(tmp_path: Path, asking: Asking) -> None:
    asking.grow(9)
    with listening(a_witness(tmp_path / "witness")) as address:
        assert post(address, asking.request(0)).status == 200
        assert post(address, asking.request(10)).status == 200, "the same tree again is no conflict"
        asking.grow(5)
        assert post(address, asking.request(0)) == Said(409, "10\n", "text/x.tlog.size")
        assert post(address, asking.request(9)) == Said(409, "10\n", "text/x.tlog.size")
        good = asking.request(10)
        head, _, note = good.partition(b"\n\n")
        first, *hashes = head.split(b"\n")
        bent = b"\n".join([first, *reversed(hashes)])
        assert post(address, bent + b"\n\n" + note).status == 422
        assert post(address, b"old 16\n\n" + note).status == 400
        assert post(address, b"old 10" + b"\n\n" + note).status == 422
        for broken in (b"", b"old ten\n\n" + note, b"new 10\n\n" + note, good[:-30], b"\xff" * 100, good * 2):
            assert post(address, broken).status == 400, broken
        assert post(address, b"x" * (2 << 20)).status == 413
        unknown = PublicLog(tmp_path / "other", signer_of_seed("other.example/log", bytes(32)))
        assert post(address, AddCheckpoint(0, (), other_origin(unknown)).content).status == 404
        forged = PublicLog(tmp_path / "forged", STRANGER)
        assert post(address, AddCheckpoint(0, (), forged.append(b"x").content).content).status == 403
        assert post(address, good).status == 200, "none of it has done any harm"


def other_origin(log: PublicLog) -> bytes:
    from nightdesk.proof.checkpoint import Checkpoint, sign_checkpoint

    signer = signer_of_seed("other.example/log", bytes(32))
    growth = Growth().grow([leaf_hash(b"x")]).after
    return sign_checkpoint(Checkpoint("other.example/log", 1, growth.root), [signer]).content


def test_another_history_is_never_cosigned(tmp_path: Path, asking: Asking) -> None:
    asking.grow(9)
    fork = Asking(PublicLog(tmp_path / "fork"))
    fork.log.append(*(b"other %d" % number for number in range(8)))
    fork.grow(1)
    longer = Asking(PublicLog(tmp_path / "longer"))
    longer.log.append(*(b"other %d" % number for number in range(8)))
    longer.grow(30)
    with listening(a_witness(tmp_path / "witness")) as address:
        assert post(address, asking.request(0)).status == 200
        assert post(address, fork.request(10)) == Said(409, "10\n", "text/x.tlog.size")
        assert post(address, longer.request(10)).status == 422


class Crashing(Witness):
    """A witness whose machine stops right after the tree is on the disk."""

    def _keep(self, origin, trusted) -> None:  # type: ignore[no-untyped-def]
        super()._keep(origin, trusted)
        raise KeyboardInterrupt


def test_a_crash_between_keeping_and_answering_costs_a_second_question(tmp_path: Path, asking: Asking) -> None:
    a_witness(tmp_path / "witness")
    request = AddCheckpoint(0, (), asking.note.content)
    with pytest.raises(KeyboardInterrupt):
        Crashing(tmp_path / "witness").cosigned(request, SECONDS)
    witness = Witness(tmp_path / "witness")
    with pytest.raises(RefusedError) as refused:
        witness.cosigned(request, SECONDS)
    assert (refused.value.status, refused.value.size) == (409, 1)
    again = AddCheckpoint(1, (), asking.note.content)
    line = read_signatures(witness.cosigned(again, SECONDS).decode())[0]
    assert cosignatures(Note(asking.note.text, (line,)), [witness.verifier])


def test_what_cannot_be_kept_is_not_signed(tmp_path: Path, asking: Asking) -> None:
    witness = a_witness(tmp_path / "witness")
    (held,) = (tmp_path / "witness" / "logs").iterdir()
    in_the_way = held.with_name(f"{held.name}.new")
    in_the_way.mkdir()
    with listening(witness) as address:
        said = post(address, asking.request(0))
        assert (said.status, "—" in said.body) == (503, False)
        in_the_way.rmdir()
        assert post(address, asking.request(0)).status == 200
        asking.grow(3)
        held.write_text("half a fi")
        assert post(address, asking.request(1)).status == 503, "a lost memory is not an empty one"


def test_many_at_once_get_one_history(tmp_path: Path) -> None:
    witness = a_witness(tmp_path / "witness")
    forks = []
    for number in range(8):
        log = Asking(PublicLog(tmp_path / f"log-{number}"))
        log.note = log.log.append(b"fork %d" % number)
        forks.append(log.request(0))
    with listening(witness) as address:
        said: list[int] = []
        threads = [threading.Thread(target=lambda body=body: said.append(post(address, body).status)) for body in forks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert sorted(said) == [200] + [409] * 7
