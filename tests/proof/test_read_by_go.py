"""A log of ours is read by code that knows nothing of us: the Go project's sumdb packages, as Debian ships them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from fakes.played_day import PlayedDay
from fakes.public_log import NEIGHBOUR, PublicLog
from nightdesk.store import leaf as leaf_table

SOURCES = Path("/usr/share/gocode")
PROGRAM = Path(__file__).with_name("go") / "read_log.go"


@pytest.fixture(scope="module")
def go_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    go = shutil.which("go")
    if go is None:
        pytest.skip("go is not installed (Debian: golang-go)")
    if not (SOURCES / "src/golang.org/x/mod/sumdb").is_dir():
        pytest.skip("golang.org/x/mod is not installed (Debian: golang-golang-x-mod-dev)")
    built = tmp_path_factory.mktemp("go") / "read_log"
    places = {"GO111MODULE": "off", "GOPATH": str(SOURCES), "GOPROXY": "off", "GOFLAGS": "", "GOTOOLCHAIN": "local"}
    subprocess.run([go, "build", "-o", built, PROGRAM], check=True, env={**os.environ, **places}, timeout=300)
    return built


@pytest.fixture
def log(tmp_path: Path) -> PublicLog:
    log = PublicLog(tmp_path / "log", witnesses=[NEIGHBOUR])
    at = 0
    # Batches of every size a sitting has, over the edge of the first tile and of the second.
    for batch in [*range(1, 30), 64, 64, 1, 61, 2]:
        log.append(*[b'{"leaf":%d}' % number for number in range(at, at + batch)])
        at += batch
    return log


def read(reader: Path, log: PublicLog, *proofs: Path) -> subprocess.CompletedProcess[str]:
    command = [reader, "-witness", NEIGHBOUR.verifier.text, log.folder, *proofs]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_go_verifies_checkpoint_cosignature_tiles_entries_and_every_proof(go_reader: Path, log: PublicLog) -> None:
    files = []
    for proof in log.proofs[::13]:
        files.append(log.folder.parent / f"v{proof.index}.tlog-proof")
        files[-1].write_bytes(proof.content)
    answer = read(go_reader, log, *files)
    assert answer.stderr == ""
    size = len(log.entries)
    assert json.loads(answer.stdout) == {"size": size, "records": size, "proof_files": len(files), "cosigned": 1}
    assert size > 512


@pytest.mark.slow
def test_go_verifies_the_log_and_every_proof_of_the_demos_site(go_reader: Path, tmp_path: Path) -> None:
    played = PlayedDay(tmp_path / "site")
    played.desk.close()
    public = played.house.public
    proofs = sorted(public.rglob("*.tlog-proof"))
    command = [go_reader, "-vkey", public / "log" / "vkey", public / "log", *proofs]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert answer.stderr == ""
    told = json.loads(answer.stdout)
    assert told["size"] == told["records"] == leaf_table.size(played.house.database.read())
    assert told["proof_files"] == len(proofs) > 150
    played.close()


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/1/000.p/2", "tile/entries/001"])
def test_go_refuses_the_log_when_one_bit_of_a_file_is_changed(go_reader: Path, log: PublicLog, path: str) -> None:
    file = log.folder / path
    content = bytearray(file.read_bytes())
    content[20] ^= 1
    file.write_bytes(content)
    assert read(go_reader, log).returncode == 1
