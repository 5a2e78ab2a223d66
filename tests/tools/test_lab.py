"""`nightdesk lab`: the dossier's functions over a file, as somebody who scores them calls them."""

import json
from pathlib import Path

import pytest

from fakes.site import run

BRIDGE = "Engineers closed the Halvorsen bridge at Port Tarrin after divers found cracks in two piers, Ilse Maren said."
STORIES = (
    {
        "id": "a",
        "title": "Cracks close Halvorsen bridge",
        "text": BRIDGE,
        "time": 1000,
        "section": "",
        "language": "en",
    },
    {"id": "b", "title": "पुल बंद", "text": "पुल में दरार मिली।", "time": 1500, "section": "", "language": "hi"},
    {"id": "c", "title": "Bridge closed", "text": BRIDGE, "time": 2000, "section": "", "language": "en"},
    {
        "id": "d",
        "title": "Ferries for Port Tarrin",
        "text": "The Halvorsen bridge at Port Tarrin stays closed for its cracks. Ferries go instead, Ilse Maren said.",
        "time": 90_000,
        "section": "",
        "language": "en",
    },
)
FUNCTIONS = ("related", "threads", "duplicates", "topics", "places")


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in STORIES), "utf-8")
    return file


def _lines(function: str, stories: Path) -> list[list[str]]:
    out = stories.with_name("out.tsv")
    ran = run("lab", function, stories, out)
    assert ran.code == 0, ran.err
    return [line.split("\t") for line in out.read_text("utf-8").splitlines()]


def test_related_lists_earlier_stories_of_one_language_each_once(stories: Path) -> None:
    listed = _lines("related", stories)
    assert [row[:2] for row in listed] == [["d", "a"]] or [row[:2] for row in listed] == [["d", "c"]]


def test_equal_texts_are_told_once_the_later_first(stories: Path) -> None:
    assert _lines("duplicates", stories) == [["c", "a", "same"]]


def test_every_story_has_a_thread_and_those_of_one_event_the_same(stories: Path) -> None:
    threads = dict(_lines("threads", stories))
    assert threads.keys() == {"a", "b", "c", "d"}
    assert threads["a"] == threads["c"] == threads["d"] != threads["b"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_empty_file_gives_an_empty_one(function: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").touch()
    assert _lines(function, tmp_path / "in.jsonl") == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_written(function: str, stories: Path) -> None:
    stories.write_text(stories.read_text("utf-8") + '{"id": 5, "time": "noon"}\n', "utf-8")
    ran = run("lab", function, stories, stories.with_name("out.tsv"))
    assert ran.code == 1
    assert f"{stories}:5" in ran.err
    assert not stories.with_name("out.tsv").exists()


def test_the_file_that_is_read_is_never_written_to(stories: Path) -> None:
    before = stories.read_bytes()
    assert run("lab", "related", stories, stories).code == 1
    assert stories.read_bytes() == before
    link = stories.with_name("link.tsv")
    link.symlink_to(stories)
    assert run("lab", "threads", stories, link).code == 1
    assert (link.is_symlink(), stories.read_bytes()) == (True, before)
