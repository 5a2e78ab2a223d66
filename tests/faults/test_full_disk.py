"""No space left: nothing is acknowledged that is not kept, nobody sees half a page, and space mends it all."""

import gzip
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import brotli  # type: ignore[import-untyped]  # the package has no types
import pytest
from tests.faults.whole_night import Night, a_night, doctor_finds, eventually, make_site

from newsroom import newsml_g2
from nightdesk.outlet.deliver import Press
from nightdesk.outlet.spares import PREFIX
from nightdesk.terms.page import Page

pytestmark = pytest.mark.slow
_STORIES = 24


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[Path]:
    """Twelve megabytes that can be filled."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a file system of its own can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def no_space(disk: Path) -> Generator[None]:
    """Not a byte is free while the block lasts."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    yield
    ballast.unlink()


def a_story(number: int, version: int = 1, text: str = "") -> bytes:
    """A story that does not get smaller by packing, so that its bytes want room."""
    chance = Random(number * 100 + version)
    lines = [" ".join(f"{chance.getrandbits(64):016x}" for _ in range(40)) for _ in range(12)]
    return newsml_g2(f"urn:ews:{number}", version, f"Story number {number} as version {version}", [text, *lines])


def everything_is_shown(night: Night, count: int) -> bool:
    return len(night.shown()) == count and not night.dropped()


def test_acknowledges_nothing_that_a_full_ledger_did_not_keep_and_takes_it_when_there_is_space(
    tmp_path: Path, small_disk: Path
) -> None:
    home, wires = small_disk / "site", tmp_path / "wires"
    make_site(home, wires)
    with a_night(home, wires) as night:
        night.drop("000.xml", a_story(0))
        eventually(lambda: len(night.shown()) == 1)
        with no_space(small_disk):
            for number in range(1, _STORIES):
                night.drop(f"{number:03}.xml", a_story(number))
            answers = [night.push(a_story(100 + number)) for number in range(12)]
            assert answers[-1] == 503
            assert set(answers) <= {200, 503}
            eventually(lambda: bool(night.dropped()))
            held = set(night.kept())
            assert {f"{number:03}.xml" for number in range(_STORIES) if a_story(number) not in held} <= night.dropped()
            pushed = {number for number, answer in enumerate(answers) if answer == 200}
            assert all(a_story(100 + number) in held for number in pushed)
            assert night.page("/").status_code == 200
        again = [night.push(a_story(100 + number)) for number in range(12)]
        assert set(again) == {200}
        eventually(lambda: everything_is_shown(night, _STORIES + 12))
    assert doctor_finds(home) == []


def test_shows_no_half_page_where_the_site_has_no_space_and_all_of_them_when_it_has(
    tmp_path: Path, small_disk: Path
) -> None:
    home, wires = small_disk / "site", tmp_path / "wires"
    make_site(home, wires)
    elsewhere = tmp_path / "ledger.db"
    shutil.move(home / "ledger.db", elsewhere)
    (home / "ledger.db").symlink_to(elsewhere)
    with a_night(home, wires) as night:
        night.drop("000.xml", a_story(0, text="The first text of the council."))
        night.drop("001.xml", a_story(1, text="A harbour is to be built."))
        eventually(lambda: len(night.shown()) == 2)
        with no_space(small_disk):
            for number in range(2, _STORIES):
                night.drop(f"{number:03}.xml", a_story(number))
            night.drop("900.xml", newsml_g2("urn:ews:1", 2, "Withheld", "Not now.", status="withheld"))
            night.drop("901.xml", newsml_g2("urn:ews:0", 2, "Killed", "Never.", status="canceled"))
            eventually(lambda: len(night.kept()) == _STORIES + 2)
            eventually(lambda: not _stands(night, "A harbour is to be built."), 10)
            eventually(lambda: not _stands(night, "The first text of the council."), 10)
            assert _half_pages(night) == []
            assert night.page("/").status_code in (200, 404)
        eventually(lambda: len(night.shown()) == _STORIES - 2)
        eventually(lambda: _all_served(night))
    assert doctor_finds(home) == []


def test_a_compressed_twin_that_found_no_space_is_made_when_there_is_some(small_disk: Path) -> None:
    public, page = small_disk / "public", Page("a/index.html", Random(1).randbytes(3 << 20))
    public.mkdir()
    press = Press(public, small_disk / "tmp")
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * (8 << 20))  # leaves room for the page, not for its twins
    press.deliver([page])
    with pytest.raises(OSError, match="No space left"):
        press.finish()
    assert press.made < press.asked
    press.deliver([Page("a/index.html", None)])  # what takes away needs no space, and waits for no twin
    assert [left for left in (small_disk / "tmp").iterdir() if not left.name.startswith(PREFIX)] == []
    assert list(public.iterdir()) == []
    press.deliver([page])
    ballast.unlink()
    with suppress(OSError):  # the try before the space came
        press.finish()
    press.finish()
    assert sorted(file.name for file in (public / "a").iterdir()) == ["index.html", "index.html.br", "index.html.gz"]
    assert press.made == press.asked
    press.close()


def _all_served(night: Night) -> bool:
    return all(night.page(address).status_code == 200 for address in night.shown())


def _stands(night: Night, words: str) -> bool:
    """True where a story's own page, or a packed twin of it, holds the words."""
    pages = ((path, content) for path, content in night.site_files().items() if "story-" in path)
    return any(words.encode() in _plain(path, content) for path, content in pages)


def _half_pages(night: Night) -> list[str]:
    return [
        path
        for path, content in night.site_files().items()
        if ".html" in path and not _plain(path, content).rstrip().endswith(b"</html>")
    ]


def _plain(path: str, content: bytes) -> bytes:
    if path.endswith(".br"):
        return bytes(brotli.decompress(content))
    return gzip.decompress(content) if path.endswith(".gz") else content
