"""`nightdesk lab places` from file to file."""

import json
from pathlib import Path

from click.testing import CliRunner

from nightdesk.lab.places import COMMAND


def run(folder: Path, datelines: list[str], *options: str) -> list[str]:
    lines = [
        json.dumps({"id": str(number), "title": "", "text": "", "time": 0, "language": "en", "dateline": dateline})
        for number, dateline in enumerate(datelines)
    ]
    (folder / "in").write_text("".join(f"{line}\n" for line in lines))
    result = CliRunner().invoke(COMMAND, [str(folder / "in"), str(folder / "out"), *options])
    assert result.exit_code == 0, result.output
    return (folder / "out").read_text().splitlines()


def test_a_label_a_line_the_surest_first(tmp_path: Path) -> None:
    assert run(tmp_path, ["Kolhapur, Nov 3 (PTI)"]) == ["0\tcountry:IN", "0\tstate:IN-MH", "0\tcity:kolhapur"]


def test_home_is_where_most_datelines_are(tmp_path: Path) -> None:
    abroad = ["CHICAGO, March 3", "HOUSTON, March 3", "BOSTON, March 3", "SALEM, March 3"]
    assert "3\tcountry:US" in run(tmp_path, abroad)
    assert "3\tcountry:IN" in run(tmp_path, abroad, "--home", "IN")
    assert "0\tcountry:IN" in run(tmp_path, ["SALEM, March 3"])


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    assert run(tmp_path, []) == []
