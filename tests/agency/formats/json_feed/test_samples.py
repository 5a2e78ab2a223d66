"""Each sample gives the items that stand beside it."""

from pathlib import Path

import pytest

from agency.json_samples import ENDING, check_json_sample, json_samples
from nightdesk.agency.formats.json_feed import FORMAT

HERE = Path(__file__).parent


@pytest.mark.parametrize("sample", json_samples(HERE), ids=lambda path: str(path.relative_to(HERE)))
def test_a_sample_gives_what_stands_beside_it(sample: Path) -> None:
    check_json_sample(sample, FORMAT)


def test_every_broken_sample_is_refused_with_a_reason() -> None:
    broken = sorted((HERE / "broken").glob(f"*{ENDING}"))
    assert broken
    assert all('"code"' in path.read_text("utf-8") for path in broken)
