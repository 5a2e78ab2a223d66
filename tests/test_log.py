"""Events, not sentences: a fixed word and its fields, one JSON object a line."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import Any

import pytest

from nightdesk import log

HOUSE = logging.getLogger("nightdesk")


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """The house's logger as it was."""
    before = HOUSE.handlers[:], HOUSE.level, HOUSE.propagate
    yield
    HOUSE.handlers[:], HOUSE.level, HOUSE.propagate = before


@contextmanager
def listening(level: int = logging.INFO) -> Iterator[list[dict[str, Any]]]:
    """What is written to standard error while the block lasts, line by line."""
    lines: list[dict[str, Any]] = []
    with redirect_stderr(io.StringIO()) as stream:
        log.write_events_to_stderr(level)
        yield lines
    lines += [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_object_on_one_line() -> None:
    with listening() as lines:
        log.event("delivery-kept", delivery=7, name="नगर\nnext", wire="ews")
    (one,) = lines
    assert (one["event"], one["delivery"], one["name"]) == ("delivery-kept", 7, "नगर\nnext")
    assert "level" not in one


def test_an_error_comes_with_its_trace_and_what_it_was_about() -> None:
    with listening() as lines:
        try:
            raise ZeroDivisionError("by nothing")
        except ZeroDivisionError as error:
            log.event("delivery-broke-the-desk", level=logging.ERROR, error=error, delivery=7)
    (one,) = lines
    assert (one["level"], one["delivery"]) == ("error", 7)
    assert "by nothing" in one["traceback"]


def test_what_json_cannot_say_is_said_in_words() -> None:
    with listening() as lines:
        log.event("odd", thing=object(), data=b"bytes")
    assert "object" in lines[0]["thing"]


def test_asking_twice_does_not_say_everything_twice() -> None:
    with listening() as lines:
        log.write_events_to_stderr()
        log.event("once")
    assert len(lines) == 1


def test_below_the_asked_level_nothing_is_written() -> None:
    with listening(logging.WARNING) as lines:
        log.event("quiet")
        log.event("loud", level=logging.WARNING)
    assert [one["event"] for one in lines] == ["loud"]
