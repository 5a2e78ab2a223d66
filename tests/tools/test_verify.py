"""`nightdesk verify`."""

import re
import shutil
from pathlib import Path

import pytest

from fakes.public_log import NEIGHBOUR
from fakes.site import FOUR, Site, run


@pytest.fixture
def page(site: Site, samples: Path) -> Path:
    (facts,) = site.run("ingest", "--wire", "ews", "--now", FOUR, "--json", samples / "bridge-1.xml").facts
    return Path(facts["items"][0]["file"])


def changed(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"closed for nine days", b"closed for nine day"))


def test_a_page_of_ours_is_the_same_by_the_proof_beside_it_and_the_key_of_its_site(page: Path) -> None:
    ran = run("verify", page)
    assert ran.code == 0
    assert ran.out.startswith("same  page ")
    assert "as it was logged" in ran.out
    assert "compare it with one you have from elsewhere" in ran.out


def test_a_saved_page_is_checked_with_what_was_saved_beside_it(page: Path, site: Site, tmp_path: Path) -> None:
    saved, proof = tmp_path / "saved.html", tmp_path / "saved.tlog-proof"
    shutil.copy(page, saved)
    shutil.copy(page.with_name("v1.tlog-proof"), proof)
    key = site.public / "log" / "vkey"
    ran = run("verify", saved, proof, "--key", key)
    called = "The key is that of 127.0.0.1:8080/log ("
    assert (ran.code, called in ran.out, f"), from {key}.\n" in ran.out) == (0, True, True)
    assert "site's own" not in ran.out
    ran = run("verify", saved, proof, "--key", key.read_text().strip())
    assert (ran.code, called in ran.out, "), as given.\n" in ran.out) == (0, True, True)
    without = run("verify", saved, proof)
    assert (without.code, "--key" in without.err) == (2, True)
    assert run("verify", saved, "--key", key).code == 2
    assert run("verify", saved, proof, "--key", "no key").code == 2
    assert run("verify", saved, proof, "--key", NEIGHBOUR.verifier.text).code == 2
    (facts,) = run("verify", saved, proof, "--key", key, "--witness", NEIGHBOUR.verifier.text, "--json").facts
    assert not facts["same"]
    assert facts["checks"][-1]["check"] == "log"


def test_one_changed_sign_is_not_the_same(page: Path) -> None:
    changed(page)
    ran = run("verify", page)
    assert ran.code == 1
    assert ran.out.startswith("NOT THE SAME")
    (facts,) = run("verify", page, "--json").facts
    assert (facts["same"], facts["checks"][-1]["check"]) == (False, "digest")
    assert run("verify", page, "--text-only").code == 1


def test_it_says_what_was_compared_and_what_is_no_part_of_the_proof(page: Path) -> None:
    (told,) = [line for line in run("verify", page).out.splitlines() if line.startswith("Compared:")]
    assert told.startswith("Compared: headline, text, story, version, address. Not part of the proof: label, byline,")
    (facts,) = run("verify", page, "--json").facts
    assert "text" in facts["compared"]
    assert "label" in facts["notCompared"]


def test_a_forged_entry_is_told_by_what_differs(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(rb"\"why\":\"new\"", rb"\"why\":\"odd\""))
    ran = run("verify", page)
    assert ran.code == 1
    assert "what differs is said below" in ran.out.splitlines()[0]
    (way,) = re.findall("it leads to ([0-9a-f]{64}), signed is ([0-9a-f]{64})", ran.out.splitlines()[-2])
    assert way[0] != way[1]


def test_what_a_reader_would_not_see_in_the_text_is_refused(page: Path) -> None:
    page.write_bytes(
        page.read_bytes()
        .replace(b"</p>\n", b"<span hidden></span></p>\n", 1)
        .replace(b'data-wire="h"', b'data-wire="h" hidden')
    )
    ran = run("verify", page)
    assert (ran.code, "the marked text holds what a reader would not see" in ran.out) == (1, True)


def test_a_page_saved_by_a_browser_is_still_the_same(page: Path) -> None:
    saved = b'<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
    page.write_bytes(page.read_bytes().replace(b'<meta charset="utf-8">', saved))
    assert saved in page.read_bytes()
    assert run("verify", page).code == 0
    changed(page)
    assert run("verify", page).code == 1


def test_one_changed_sign_of_the_proof_is_not_the_same(page: Path) -> None:
    proof = page.with_name("v1.tlog-proof")
    proof.write_bytes(re.sub(rb"\nindex (\d+)\n", rb"\nindex 1\1\n", proof.read_bytes()))
    assert run("verify", page).code == 1
    assert run("verify", page, "--text-only").code == 0


def test_a_page_without_a_log_entry_is_told_from_one_that_has_it(page: Path) -> None:
    lines = page.read_bytes().split(b"\n")
    page.write_bytes(b"\n".join(line for line in lines if b"wire-leaf" not in line))
    ran = run("verify", page)
    assert (ran.code, ran.out.startswith("same")) == (1, True)
    assert "no log entry" in ran.out
    assert run("verify", page, "--text-only").code == 0
    changed(page)
    assert run("verify", page, "--text-only").out.startswith("NOT THE SAME")


def test_a_page_that_claims_nothing_proves_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><p>Words.</p>")
    assert run("verify", page).code == 1
    absent = run("verify", tmp_path / "absent.html")
    assert (absent.code, "cannot be read" in absent.err) == (2, True)
