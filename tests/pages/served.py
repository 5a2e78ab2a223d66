"""A site folder behind the real built-in server, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

_PATIENCE_SECONDS = 20


@contextmanager
def served(home: Path, url: str) -> Iterator[None]:
    """While this runs the site stands at `url`, its own address. The desk stays away: nothing changes meanwhile."""
    port = str(urlsplit(url).port)
    command = [sys.executable, "-m", "nightdesk", "run", str(home), "--port", port, "--only", "web"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            if not said.startswith(url):
                raise RuntimeError(f"the server did not come up at {url}: it said {said!r}")
            yield
            server.send_signal(signal.SIGTERM)
            if server.wait(_PATIENCE_SECONDS) != 0:
                raise RuntimeError(f"the server ended with {server.returncode}")
        finally:
            if server.poll() is None:
                server.kill()
