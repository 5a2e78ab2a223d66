"""CPU of the server for each page served, of nginx's for the same page in the same run: `serve-cpu`.

A 20 kB page in its brotli copy, wrk with one thread and 32 connections, one worker each, in turns so that the
machine's mood meets both. Prints one JSON object a line.
"""

import contextlib
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.serve.house import built_in, free_port, need_nginx, nginx, running_nginx  # noqa: E402
from tests.serve.public_folder import write  # noqa: E402

SECONDS = float(os.environ.get("SECONDS_EACH", "3"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
PAGE_BYTES = 20_000
PATH = "/sport/rowers-win-7k2f9x0c1d3e/"
_TICKS = os.sysconf("SC_CLK_TCK")


def a_page() -> bytes:
    """20,000 bytes that compress about as well as a story page does (to a third)."""
    words = [f"{n * n * 2654435761 % 99999989:x}" for n in range(PAGE_BYTES)]
    head = "<!doctype html><title>Rowers win</title>"
    body = "".join(f"<p>The rowers of {word} won, {words[-n]} said.</p>\n" for n, word in enumerate(words))
    return (head + body)[:PAGE_BYTES].encode()


def cpu_seconds(pid: int) -> float:
    """User and system time of one process, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def cost(pid: int, port: int, seconds: float) -> float:
    """Microseconds of CPU a page, while wrk asks for `seconds`."""
    before = cpu_seconds(pid)
    command = ["wrk", "-t1", "-c32", f"-d{math.ceil(seconds)}s", "-H", "Accept-Encoding: gzip, deflate, br"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{PATH}"], check=True, capture_output=True, text=True
    ).stdout
    spent = cpu_seconds(pid) - before
    found = re.search(r"(\d+) requests in .*?, ([\d.]+)(KB|MB|GB) read", said)
    if found is None or "Non-2xx" in said:
        raise SystemExit(f"wrk did not measure pages:\n{said}")
    return spent * 1e6 / int(found[1])


def bare_nginx(public: Path, port: int) -> str:
    """nginx at its fastest: the static file and its brotli copy, and none of the headers and rules of our own."""
    return (
        f"server {{ listen 127.0.0.1:{port}; root {public}; etag on; keepalive_requests 1000000; brotli_static on;\n"
        "gzip_static on; open_file_cache max=20000 inactive=30s; open_file_cache_valid 30s;\n"
        "types { text/html html; } }\n"
    )


def missing() -> str:
    """What the measurement cannot do without, or ""."""
    try:
        need_nginx()
    except pytest.skip.Exception as reason:
        return str(reason)
    return "" if shutil.which("wrk") else "wrk is not installed (Debian: wrk)"


def main() -> None:
    """Measure in turns; the median of each round's quotient is the figure."""
    lacking = missing()
    if lacking:
        print(f"serve-cpu left out: {lacking}", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as servers:
        folder = Path(name)
        public = folder / "public"
        write(public, f"{PATH[1:]}index.html", a_page())
        port, process = servers.enter_context(built_in(public))
        bare_port = free_port()
        for inner in ("bare", "ours"):
            (folder / inner).mkdir()
        bare_pid = servers.enter_context(running_nginx(bare_nginx(public, bare_port), folder / "bare", bare_port))
        conf_port, conf_pid = servers.enter_context(nginx(public, folder / "ours", port))
        askings = ((process.pid, port), (bare_pid, bare_port), (conf_pid, conf_port))
        for asking in askings:
            cost(*asking, 0.3)
        rounds = [[cost(*asking, SECONDS) for asking in askings] for _ in range(ROUNDS)]
    say("serve-cpu", rounds, 1)
    say("serve-cpu-shipped-nginx-conf", rounds, 2)


def say(name: str, rounds: list[list[float]], of: int) -> None:
    """One line: ours, and what it is divided by in the same round."""
    ratio = statistics.median(costs[0] / costs[of] for costs in rounds)
    value = statistics.median(costs[0] for costs in rounds)
    divisor = statistics.median(costs[of] for costs in rounds)
    line = {
        "name": name,
        "ratio": round(ratio, 2),
        "of": round(divisor, 2),
        "value": round(value, 2),
        "unit": "us/page",
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
