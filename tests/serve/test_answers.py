"""The folder as answers: what changes on disk is seen, and a kill at once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nightdesk.serve.answers import Answers
from nightdesk.serve.asked import BROTLI, GZIP, Asked
from nightdesk.serve.held import LOOK_AGAIN_SECONDS, HeldAnswers

from .public_folder import KILLED, LIVE, LIVE_PATH, build, page, remove, write

PATH = LIVE_PATH.encode()
FILE = LIVE_PATH[1:] + "index.html"
BR = Asked(encodings=BROTLI)


@pytest.fixture
def site(tmp_path: Path) -> Answers:
    return Answers(build(tmp_path / "public"), "https://paper.example")


def hold(site: Answers, now: float = 100.0) -> None:
    assert site.answer("GET", PATH, b"", BR, now).status == 200
    assert site.held.get(PATH, BROTLI, now) is not None


def test_what_our_publisher_forgets_is_read_again_at_once(site: Answers, tmp_path: Path) -> None:
    hold(site)
    remove(tmp_path / "public", FILE)
    site.forget([FILE])
    assert site.held.get(PATH, BROTLI, 100.0) is None


@pytest.mark.parametrize("ending", ["", ".br", ".gz"])
def test_a_copy_s_name_forgets_the_page(site: Answers, ending: str) -> None:
    hold(site)
    site.forget([FILE + ending])
    assert site.held.get(PATH, BROTLI, 100.0) is None


def _kill(public: Path) -> None:
    remove(public, FILE)


def _kill_half(public: Path) -> None:
    (public / FILE).unlink()


def _update(public: Path) -> None:
    write(public, FILE, page("Rowers, updated"))


def _update_the_copy_later(public: Path) -> None:
    (public / (FILE + ".br")).write_bytes(b"another")


@pytest.mark.parametrize("change", [_kill, _kill_half, _update, _update_the_copy_later])
def test_what_another_process_changes_is_seen_in_time(
    site: Answers, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    hold(site)
    change(tmp_path / "public")
    assert LOOK_AGAIN_SECONDS <= 0.25
    assert site.held.get(PATH, BROTLI, 100.0 + LOOK_AGAIN_SECONDS * 1.01) is None


def test_what_nobody_changed_is_held_on(site: Answers) -> None:
    hold(site)
    for look in range(1, 50):
        assert site.held.get(PATH, BROTLI, 100.0 + look) is not None
    assert site.hits == 50


def test_a_better_copy_that_comes_later_is_found(site: Answers, tmp_path: Path) -> None:
    copy = tmp_path / "public" / (FILE + ".br")
    compressed = copy.read_bytes()
    copy.unlink()
    assert b"content-encoding" not in dict(site.answer("GET", PATH, b"", BR, 100.0).headers)
    copy.write_bytes(compressed)
    assert site.held.get(PATH, BROTLI, 101.0) is None
    assert dict(site.answer("GET", PATH, b"", BR, 101.0).headers)[b"content-encoding"] == b"br"


@pytest.mark.parametrize("age_seconds", [2, 3600])
def test_a_copy_of_an_earlier_version_is_never_sent(site: Answers, tmp_path: Path, age_seconds: int) -> None:
    plain = tmp_path / "public" / FILE
    written = plain.stat().st_mtime
    for ending in (".br", ".gz"):
        os.utime(f"{plain}{ending}", (written, written - age_seconds))
    plain.write_bytes(page("Withheld"))
    os.utime(plain, (written, written))
    said = site.answer("GET", PATH, b"", Asked(encodings=BROTLI | GZIP), 100.0)
    assert said.body == page("Withheld")
    write(tmp_path / "public", FILE, page("Withheld"))
    assert site.held.get(PATH, BROTLI | GZIP, 101.0) is None
    assert dict(site.answer("GET", PATH, b"", BR, 101.0).headers)[b"content-encoding"] == b"br"


def test_notices_redirects_and_misses_are_never_held(site: Answers) -> None:
    for path in (f"/sport/{KILLED}/", f"/sport/words-{KILLED}/", f"/sport/{LIVE}/", "/sport", "/no", "/../x"):
        site.answer("GET", path.encode(), b"", BR, 100.0)
    assert len(site.held) == 0


def test_a_story_restored_after_its_notice_is_seen_at_once(site: Answers, tmp_path: Path) -> None:
    path = f"/sport/{KILLED}/".encode()
    assert site.answer("GET", path, b"", BR, 100.0).status == 410
    write(tmp_path / "public", f"sport/{KILLED}/index.html", page("Back"))
    assert site.answer("GET", path, b"", BR, 100.0).status == 200


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/x%0d%0aa:b"])
def test_a_pointer_never_leads_off_the_site(site: Answers, tmp_path: Path, evil: str) -> None:
    write(tmp_path / "public", f"sport/{LIVE}/index.html", page("Moved", "", canonical=evil))
    said = site.answer("GET", f"/sport/{LIVE}/".encode(), b"", BR, 100.0)
    location = dict(said.headers).get(b"location", b"/")
    assert location.startswith(b"/")
    assert not location.startswith((b"//", b"/\\"))
    assert b"\r" not in location


def test_memory_stays_within_its_room(tmp_path: Path) -> None:
    public = tmp_path / "public"
    room = 64 * 1024
    held = HeldAnswers(room)
    site = Answers(public, "http://paper.example", held=held)
    for number in range(60):
        write(public, f"p{number}/index.html", bytes(5000), siblings=False)
        for again in range(3):
            site.answer("GET", f"/p{number}/".encode(), b"", Asked(), float(again))
    assert 0 < len(held) * 5000 <= room
    assert held.get(b"/p59/", 0, 1.0) is not None
    assert held.get(b"/p0/", 0, 1.0) is None


def test_what_is_asked_for_often_outlives_what_is_not(tmp_path: Path) -> None:
    public = tmp_path / "public"
    held = HeldAnswers(64 * 1024)
    site = Answers(public, "http://paper.example", held=held)
    write(public, "front/index.html", bytes(5000), siblings=False)
    site.answer("GET", b"/front/", b"", Asked(), 0.0)
    for number in range(40):
        write(public, f"p{number}/index.html", bytes(5000), siblings=False)
        site.answer("GET", f"/p{number}/".encode(), b"", Asked(), 0.0)
        assert held.get(b"/front/", 0, 0.0) is not None


def test_a_folder_that_is_not_there_yet_is_only_empty(tmp_path: Path) -> None:
    site = Answers(tmp_path / "later", "http://paper.example")
    assert site.answer("GET", b"/", b"", Asked(), 0.0).status == 404


def test_hsts_is_for_https_alone(tmp_path: Path) -> None:
    names = {
        url: {name for name, _ in Answers(tmp_path, url).security} for url in ("http://a.example", "https://a.example")
    }
    assert names["https://a.example"] - names["http://a.example"] == {b"strict-transport-security"}
