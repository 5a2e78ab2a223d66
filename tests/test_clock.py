"""Only one module asks the machine what time it is."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import nightdesk
from nightdesk.clock import fixed_clock, system_clock, ticks


def test_the_machines_time_is_aware_and_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= system_clock() <= datetime.now(UTC)
    assert system_clock().tzinfo is UTC


def test_a_fixed_clock_stands_still_and_speaks_utc() -> None:
    moment = datetime(2026, 3, 2, 6, 0, tzinfo=timezone(timedelta(hours=5.5)))
    clock = fixed_clock(moment)
    assert clock() == clock() == moment
    assert clock().tzinfo is UTC


def test_ticks_only_run_forward() -> None:
    first = ticks()
    assert ticks() >= first


ASKS = re.compile(r"datetime\.now\(|utcnow\(|\btime\.(?:time|monotonic)\b|from time import|(?<!\w)monotonic\(")


def test_nobody_else_asks_the_machine() -> None:
    package = Path(nightdesk.__file__).parent
    files = {file.relative_to(package).as_posix(): file.read_text(encoding="utf-8") for file in package.rglob("*.py")}
    assert {name for name, text in files.items() if ASKS.search(text)} == {"clock.py"}
