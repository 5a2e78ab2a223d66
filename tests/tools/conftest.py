"""A site to run commands on, and the samples."""

from pathlib import Path

import pytest

from fakes.site import Site

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A new site with one wire."""
    return Site(tmp_path)


@pytest.fixture
def samples() -> Path:
    """The folder of sample documents."""
    return SAMPLES
