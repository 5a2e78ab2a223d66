"""`nightdesk witness`."""

import subprocess
import sys
import urllib.request
from pathlib import Path

from fakes.public_log import LOG_SIGNER, PublicLog
from fakes.site import run
from nightdesk.proof.cosignature import cosignatures
from nightdesk.proof.key import WITNESS_KEY, read_vkey
from nightdesk.proof.note import read_note
from nightdesk.watch.witness import make_witness


def test_the_command_makes_trusts_asks_and_refuses(tmp_path: Path) -> None:
    home, site = tmp_path / "witness", tmp_path / "public"
    log = PublicLog(site / "log")
    log.append(*(b"entry %d" % number for number in range(300)))
    made = run("witness", home, "--init", "--name", "neighbour.example", "--trust", LOG_SIGNER.verifier.text)
    assert made.code == 0
    key = read_vkey(made.out.splitlines()[0])
    assert key.kind == WITNESS_KEY
    assert (home / "witness.key").stat().st_mode & 0o777 == 0o600
    assert run("witness", home, "--init", "--name", "again.example").code == 1
    for _ in range(2):
        ran = run("witness", home, "--ask", site)
        assert ran.code == 0
        assert cosignatures(read_note(ran.out.encode()), [key])
        log.append(*(b"more %d" % number for number in range(300)))
    tile = site / "log" / "tile" / "0" / "003.p" / "132"
    whole = tile.read_bytes()
    tile.write_bytes(bytes(len(whole)))
    refused = run("witness", home, "--ask", site)
    assert (refused.code, "do not make its signed root" in refused.err) == (1, True)
    tile.write_bytes(whole)
    assert run("witness", home, "--ask", site).code == 0
    (tmp_path / "again").mkdir()
    PublicLog(tmp_path / "again" / "log").append(b"a shorter log")
    assert run("witness", home, "--ask", tmp_path / "again").code == 1
    assert run("witness", home, "--ask", tmp_path / "again", "--key", tmp_path / "none").code == 1
    assert run("witness", home, "--ask", home).code == 2


def test_misuse_of_the_command_is_told(tmp_path: Path) -> None:
    make_witness(tmp_path / "witness", "neighbour.example")
    for arguments in ((), ("--init",), ("--name", "x")):
        assert run("witness", tmp_path / "witness", *arguments).code == 2
    assert run("witness", tmp_path / "witness", "--listen", "8100").code == 1
    assert run("witness", tmp_path / "witness", "--trust", make_witness(tmp_path / "two", "two").text).code == 1
    assert run("witness", tmp_path / "none", "--trust", LOG_SIGNER.verifier.text).code == 1


def test_listens_until_it_is_told_to_stop(tmp_path: Path) -> None:
    make_witness(tmp_path / "witness", "neighbour.example")
    command = [sys.executable, "-m", "nightdesk", "witness", str(tmp_path / "witness"), "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.endswith("/add-checkpoint")
        with urllib.request.urlopen(address.replace("add-checkpoint", "vkey"), timeout=10) as got:
            assert read_vkey(got.read().decode().strip()).name == "neighbour.example"
        process.terminate()
        assert process.wait(20) == 0
