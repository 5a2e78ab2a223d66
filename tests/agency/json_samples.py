"""Samples that are JSON themselves: what `x.json` is read into stands in `x.items.json`."""

import json
import os
from pathlib import Path

from agency.deliveries import as_json, read_file
from nightdesk.agency.format import Format

ENDING = ".items.json"


def json_samples(folder: Path) -> list[Path]:
    """The deliveries in a folder of samples."""
    return sorted(path for path in folder.glob("**/*.json") if not path.name.endswith(ENDING))


def check_json_sample(path: Path, form: Format) -> None:
    """The sample gives the items in the file beside it; NIGHTDESK_GOLDEN=1 writes that file."""
    found = as_json(read_file(path, form))
    beside = path.with_name(path.stem + ENDING)
    if os.environ.get("NIGHTDESK_GOLDEN"):
        beside.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(beside.read_text("utf-8"))
