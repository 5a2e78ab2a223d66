"""Tests that are coroutines run on asyncio (anyio's own plugin; anyio comes with Starlette)."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
