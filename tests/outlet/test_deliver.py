"""Pages become files that are whole at every moment, with twins that say the same and never outlive them."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from nightdesk.outlet.deliver import LEAST_BYTES, Press, deliver
from nightdesk.terms.page import Page

LONG = b"The example council met on Monday and agreed nothing. " * 60
OTHER = LONG[::-1]


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    folder.mkdir()
    return folder


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


@pytest.fixture
def press(public: Path, aside: Path) -> Iterator[Press]:
    one = Press(public, aside)
    yield one
    one.close()


Deliver = Callable[[list[Page]], object]


@pytest.fixture(params=["at once", "behind its back"])
def delivered(request: pytest.FixtureRequest, public: Path, aside: Path, press: Press) -> Deliver:
    """Deliver and wait for the twins: by the function a rebuild uses, and by the press of a night."""

    def at_once(pages: list[Page]) -> None:
        deliver(public, aside, pages)

    def behind(pages: list[Page]) -> None:
        press.deliver(pages)
        press.finish()

    return at_once if request.param == "at once" else behind


def names(public: Path) -> set[str]:
    """Every file and folder below."""
    return {path.relative_to(public).as_posix() for path in public.rglob("*")}


def test_a_page_is_written_with_twins_that_say_the_same(public: Path, delivered: Deliver) -> None:
    delivered([Page("news/a/index.html", LONG)])
    page = public / "news/a/index.html"
    assert page.read_bytes() == LONG
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == LONG
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == LONG


def test_the_same_page_makes_the_same_bytes_at_any_time(public: Path, delivered: Deliver) -> None:
    delivered([Page("a.html", LONG)])
    first = {name: (public / name).read_bytes() for name in names(public)}
    delivered([Page("a.html", None)])
    delivered([Page("a.html", LONG)])
    assert {name: (public / name).read_bytes() for name in names(public)} == first


@pytest.mark.parametrize("name", ["face.woff2", "icon.png", "picture.jpg"])
def test_what_is_packed_already_has_no_twins(public: Path, delivered: Deliver, name: str) -> None:
    delivered([Page(name, LONG)])
    assert names(public) == {name}


def test_a_page_that_shrank_loses_the_twins_of_its_longer_self(public: Path, delivered: Deliver) -> None:
    delivered([Page("a.html", LONG)])
    delivered([Page("a.html", LONG[: LEAST_BYTES - 1])])
    assert names(public) == {"a.html"}


def test_a_removed_page_takes_its_twins_and_its_empty_folders_with_it(public: Path, delivered: Deliver) -> None:
    delivered([Page("news/a/index.html", LONG), Page("news/a/proof/index.html", LONG), Page("news/b/index.html", LONG)])
    delivered([Page("news/a/index.html", None)])
    assert {name for name in names(public) if name.startswith("news/a/index")} == set()
    assert (public / "news/a/proof/index.html").exists()
    delivered([Page("news/a/proof/index.html", None)])
    assert not (public / "news/a").exists()
    assert (public / "news/b/index.html").exists()
    delivered([Page("news/b/index.html", None)])
    assert names(public) == set()
    assert public.exists()


def test_removing_what_is_not_there_is_nothing(public: Path, delivered: Deliver) -> None:
    delivered([Page("news/never/index.html", None), Page("a.html", b"a")])
    assert names(public) == {"a.html"}


def test_what_takes_away_comes_first_wherever_it_stands_in_the_list(public: Path, delivered: Deliver) -> None:
    delivered([Page("news/a/index.html", LONG)])
    delivered([Page("news/a/index.html", OTHER), Page("news/a/index.html", None)])
    assert (public / "news/a/index.html").read_bytes() == OTHER


def test_a_notice_takes_the_text_away_before_it_is_written(public: Path, aside: Path) -> None:
    deliver(public, aside, [Page("a/index.html", LONG)])
    aside.rmdir()  # nothing can be written now
    with pytest.raises(OSError, match="No such file"):
        deliver(public, aside, [Page("a/index.html", b"a notice", instead=True)])
    assert names(public) == set()


def test_nobody_ever_reads_half_a_page(public: Path, delivered: Deliver) -> None:
    versions = [bytes([letter]) * 300_000 for letter in b"abcdef"]
    page = public / "front/index.html"
    delivered([Page("front/index.html", versions[0])])
    done = threading.Event()
    torn = []

    def read() -> None:
        while not done.is_set():
            content = page.read_bytes()
            if content not in versions:
                torn.append(content[:20])

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(4):
        for version in versions:
            delivered([Page("front/index.html", version)])
    done.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_no_twin_ever_says_another_text_than_its_page(public: Path, press: Press) -> None:
    for number in range(50):
        press.deliver([Page("a.html", LONG if number % 2 else OTHER)])
    press.finish()
    assert gzip.decompress((public / "a.html.gz").read_bytes()) == (public / "a.html").read_bytes() == LONG


def test_no_twin_comes_after_its_page_was_removed(public: Path, press: Press) -> None:
    pages = [Page(f"{number}.html", LONG * 20) for number in range(8)]
    press.deliver(pages)
    press.deliver([Page(page.path, None) for page in pages])
    press.finish()
    assert names(public) == set()


def test_twins_are_counted_until_they_are_there(public: Path, press: Press) -> None:
    press.deliver([Page(f"{number}.html", LONG * 20) for number in range(8)])
    assert press.asked == 8
    press.finish()
    assert press.made == 8
    assert len(names(public)) == 24


def test_many_pages_are_delivered_by_many_hands(public: Path, aside: Path) -> None:
    pages = [Page(f"{number}/index.html", b"%d " % number + LONG) for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert deliver(public, aside, pages, pool) == 120
    for page in pages:
        assert gzip.decompress((public / f"{page.path}.gz").read_bytes()) == page.content


def test_nothing_is_left_aside(public: Path, aside: Path, press: Press, delivered: Deliver) -> None:
    delivered([Page("a/b/c.html", LONG)])
    press.close()
    assert names(aside) == set()
    assert public.exists()


_FULL = """
import resource, signal, sys
from pathlib import Path
from nightdesk.outlet.deliver import deliver
from nightdesk.terms.page import Page
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    deliver(Path(sys.argv[1]), Path(sys.argv[2]), [Page("a/index.html", b"new" * 10_000)])
except OSError as error:
    print(error.strerror)
"""


def test_a_page_that_could_not_be_written_whole_leaves_the_old_one(public: Path, aside: Path) -> None:
    deliver(public, aside, [Page("a/index.html", LONG)])
    command = [sys.executable, "-c", _FULL, str(public), str(aside)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "too large" in said
    assert (public / "a/index.html").read_bytes() == LONG
    deliver(public, aside, [Page("a/index.html", OTHER)])  # and what was left aside is in nobody's way
    assert (public / "a/index.html").read_bytes() == OTHER
    assert names(aside) == set()
