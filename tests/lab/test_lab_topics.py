"""`nightdesk lab topics` from file to file."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from nightdesk.errors import UsageError
from nightdesk.lab.topics import COMMAND

STORIES = [
    ("1", "Wheat harvest rises in the plains"),
    ("2", "Crude oil prices fall as refinery reopens"),
    ("3", "Wheat exporters wait for ships"),
    ("4", "Crude climbs after pipeline leak"),
]


def run(folder: Path, *, labels: str | None = None, stories: list[tuple[str, str]] = STORIES) -> Result:
    lines = [
        json.dumps({"id": one, "title": title, "text": "", "time": 0, "section": "", "language": "en"})
        for one, title in stories
    ]
    (folder / "in").write_text("".join(f"{line}\n" for line in lines))
    asked = [str(folder / "in"), str(folder / "out")]
    if labels is not None:
        (folder / "labels").write_text(labels)
        asked += ["--train", str(folder / "labels")]
    return CliRunner().invoke(COMMAND, asked)


def test_the_shipped_model_writes_media_topics(tmp_path: Path) -> None:
    assert run(tmp_path, stories=[("1", "Bowler takes six wickets in final")]).exit_code == 0
    first, *rest = (tmp_path / "out").read_text().splitlines()
    assert first == "1\tmedtop:15000000"
    assert all(line.startswith("1\tmedtop:") for line in rest)


def test_the_learner_labels_the_stories_that_have_no_label(tmp_path: Path) -> None:
    assert run(tmp_path, labels="# gold\n1\twheat\n1\tgrain\n2\tcrude\n").exit_code == 0
    found = [line.split("\t") for line in (tmp_path / "out").read_text().splitlines()]
    assert {one for one, _ in found} == {"3", "4"}
    assert next(label for one, label in found if one == "4") == "crude"
    assert next(label for one, label in found if one == "3") in ("wheat", "grain")


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    assert run(tmp_path, stories=[]).exit_code == 0
    assert run(tmp_path, stories=[], labels="").exit_code == 0
    assert (tmp_path / "out").read_text() == ""


def test_a_label_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    for labels, said in (("1\twheat\n2 crude\n", "labels:2"), ("9\twheat\n", "no story of IN has the id '9'")):
        result = run(tmp_path, labels=labels)
        assert isinstance(result.exception, UsageError)
        assert said in str(result.exception)
