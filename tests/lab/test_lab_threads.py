"""`nightdesk lab threads` from file to file, and how well it does on the given stream."""

import gzip
import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nightdesk.lab.threads import COMMAND

SHARED = Path(__file__).parents[3] / "shared"


def run(folder: Path, stories: list[dict[str, Any]]) -> dict[str, str]:
    (folder / "in").write_text("".join(json.dumps(one) + "\n" for one in stories))
    result = CliRunner().invoke(COMMAND, [str(folder / "in"), str(folder / "out")])
    assert result.exit_code == 0, result.output
    return dict(line.split("\t") for line in (folder / "out").read_text().splitlines())


def test_every_story_has_a_thread(tmp_path: Path) -> None:
    text = "The footbridge over the river Veda in Palar district collapsed on Monday"
    stories = [
        {"id": "a", "title": "Veda bridge falls", "text": text, "time": 0, "section": "", "language": "en"},
        {
            "id": "b",
            "title": "Museum of coins",
            "text": "Vidhara shows its mint",
            "time": 5,
            "section": "",
            "language": "en",
        },
        {"id": "c", "title": "Veda bridge fell", "text": text + " in rain", "time": 9, "section": "", "language": "en"},
    ]
    assert run(tmp_path, stories) == {"a": "a", "b": "b", "c": "a"}


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    assert run(tmp_path, []) == {}


def test_the_given_stream_is_threaded_as_well_as_promised(tmp_path: Path) -> None:
    corpus = SHARED / "corpora" / "related"
    if not corpus.exists():
        pytest.skip("the shared corpus of related stories is not here")
    with gzip.open(corpus / "ecbplus-dev.jsonl.gz", "rt") as lines:
        read = sorted(map(json.loads, lines), key=lambda story: float(story["sim_epoch"]))
    stories = [
        {
            "id": one["id"],
            "title": one["title"],
            "text": one["text"],
            "time": one["sim_epoch"],
            "section": "",
            "language": "en",
        }
        for one in read
    ]
    gold = dict(line.split("\t") for line in (corpus / "ecbplus-dev.clusters.tsv").read_text().splitlines())
    score = runpy.run_path(str(SHARED / "tools" / "score_related.py"))["score_cluster"]
    assert score(gold, run(tmp_path, stories))["bcubed_f1"] >= 0.92
