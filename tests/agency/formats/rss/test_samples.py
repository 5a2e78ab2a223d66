"""Each sample gives the items that stand beside it."""

from pathlib import Path

import pytest

from agency.deliveries import check_sample
from nightdesk.agency.formats.rss import FORMAT

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("**/*.xml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: str(path.relative_to(HERE)))
def test_a_sample_gives_what_stands_beside_it(sample: Path) -> None:
    check_sample(sample, FORMAT)


def test_every_broken_sample_is_refused_with_a_reason() -> None:
    broken = sorted((HERE / "broken").glob("*.json"))
    assert broken
    assert all('"code"' in path.read_text("utf-8") for path in broken)
