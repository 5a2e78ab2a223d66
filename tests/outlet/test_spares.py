"""A new page goes up in one rename; what a spare cannot do is done without it."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nightdesk.outlet.spares import Spares


def _spares(home: Path) -> Spares:
    (home / "tmp").mkdir()
    (home / "public" / "news").mkdir(parents=True)
    with ThreadPoolExecutor(1) as pool:
        spares = Spares(home / "tmp", pool)
        spares.refill()
    return spares


def test_a_new_page_goes_up_with_its_folder_and_nothing_is_left_of_the_spare(tmp_path: Path) -> None:
    spares = _spares(tmp_path)
    before = len(os.listdir(tmp_path / "tmp"))
    assert spares.put(f"{tmp_path}/public/news/a-story/index.html", b"the page")
    assert (tmp_path / "public/news/a-story/index.html").read_bytes() == b"the page"
    assert len(os.listdir(tmp_path / "tmp")) == before - 1


def test_a_page_whose_folder_is_there_is_not_a_spares_business(tmp_path: Path) -> None:
    spares = _spares(tmp_path)
    (tmp_path / "public/news/a-story").mkdir()
    assert not spares.put(f"{tmp_path}/public/news/a-story/index.html", b"the page")


def test_other_files_than_index_pages_are_not_a_spares_business(tmp_path: Path) -> None:
    assert not _spares(tmp_path).put(f"{tmp_path}/public/news/a-story/feed.xml", b"<rss/>")


def test_a_page_two_folders_deep_in_nowhere_is_left_to_the_ordinary_way(tmp_path: Path) -> None:
    assert not _spares(tmp_path).put(f"{tmp_path}/public/sport/a-story/index.html", b"the page")
    assert not (tmp_path / "public/sport").exists()


def test_when_all_are_used_up_the_ordinary_way_is_left(tmp_path: Path) -> None:
    spares = _spares(tmp_path)
    shown = [spares.put(f"{tmp_path}/public/news/story-{number}/index.html", b"x") for number in range(20)]
    assert shown == sorted(shown, reverse=True)
    assert shown[0]
    assert not shown[-1]
