"""`nightdesk lab related`: a file in, a file out, clear about what it cannot read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nightdesk.errors import UsageError
from nightdesk.lab import stories
from nightdesk.lab.related import COMMAND
from nightdesk.lab.stories import read_stories

FERRY = "Ferry crews at Port Alban began a strike over pay, Maria Keller of Harbour Lines said."
LINES = [
    {"id": "a", "title": "Strike", "text": FERRY, "time": 10, "section": "nation", "language": "en"},
    {
        "id": "b",
        "title": "Onions",
        "text": "Growers sold onions in Velpur.",
        "time": 20,
        "section": "",
        "language": "en",
    },
    {"id": 3, "title": "Talks", "text": f"Talks. {FERRY}", "time": 30, "section": 4, "language": None},
]


def a_file(folder: Path, *lines: object) -> Path:
    file = folder / "in.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return file


def made(folder: Path, *lines: object) -> str:
    result = CliRunner().invoke(COMMAND, [str(a_file(folder, *lines)), str(folder / "out.tsv")], catch_exceptions=False)
    assert result.exit_code == 0
    return (folder / "out.tsv").read_text(encoding="utf-8")


def test_writes_each_story_with_the_earlier_ones_it_would_list(tmp_path: Path) -> None:
    rows = [line.split("\t") for line in made(tmp_path, *LINES).splitlines()]
    assert [row[:2] for row in rows] == [["3", "a"]]
    assert 0.5 < float(rows[0][2]) <= 1


def test_the_same_story_is_listed_once_and_never_beside_itself(tmp_path: Path) -> None:
    text = " ".join(f"{FERRY} Berth {number} was empty by the {number}th hour of that night." for number in range(30))
    lines = [
        {"id": name, "title": "Strike", "text": text, "time": at, "language": "en"} for at, name in enumerate("xyz")
    ]
    asked = {"id": "q", "title": "Talks", "text": f"Talks. {FERRY}", "time": 9, "language": "en"}
    rows = [line.split("\t")[:2] for line in made(tmp_path, *lines, asked).splitlines()]
    assert [query for query, _ in rows] == ["q"]


def test_says_the_same_each_time(tmp_path: Path) -> None:
    assert made(tmp_path, *LINES) == made(tmp_path, *LINES)


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    assert made(tmp_path) == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "in.jsonl:2"),
        ('{"title": "no id"}', "id"),
        ('{"id": "a"}', "twice"),
        ('{"id": "tab\\tid"}', "tabs"),
        ('{"id": "b", "time": "noon"}', "time"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, said: str) -> None:
    file = a_file(tmp_path, LINES[0])
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        list(read_stories(file))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl"):
        list(read_stories(tmp_path / "none.jsonl"))


def test_a_file_is_looked_through_before_it_is_used(tmp_path: Path) -> None:
    result = CliRunner().invoke(stories.COMMAND, [str(a_file(tmp_path, *LINES)), "--json"], catch_exceptions=False)
    assert json.loads(result.output) == {"stories": 3, "languages": {"en": 3}}
