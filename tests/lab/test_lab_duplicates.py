"""`nightdesk lab duplicates` from file to file."""

import json
from pathlib import Path

from click.testing import CliRunner

from nightdesk.lab.duplicates import COMMAND

TEXT = (
    "The collapse of a footbridge over the river Veda in Palar district has cut off eleven villages, the district "
    "administration said on Monday, and boats of the fire brigade are carrying people to the weekly market."
)


def test_a_pair_stands_once_the_later_story_first(tmp_path: Path) -> None:
    stories = [
        {"id": "a", "title": "Bridge falls", "text": TEXT, "time": 0, "section": "", "language": "en", "agency": "ani"},
        {"id": "b", "title": "", "text": "Nothing of the sort", "time": 60, "section": "", "language": "en"},
        {
            "id": "c",
            "title": "Bridge falls",
            "text": TEXT,
            "time": 90,
            "section": "",
            "language": "en",
            "agency": "pti",
        },
    ]
    (tmp_path / "in").write_text("".join(json.dumps(one) + "\n" for one in stories))
    result = CliRunner().invoke(COMMAND, [str(tmp_path / "in"), str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out").read_text() == "c\ta\tsame\n"


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("")
    assert CliRunner().invoke(COMMAND, [str(tmp_path / "in"), str(tmp_path / "out")]).exit_code == 0
    assert (tmp_path / "out").read_text() == ""
