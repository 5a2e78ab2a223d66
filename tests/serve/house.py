"""Real servers on real ports for the tests of serving: the built-in one in a process of its own, and nginx."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nightdesk.serve.nginx import nginx_conf

SITE_URL = "https://paper.example"
MODULES = Path("/usr/lib/nginx/modules")
_BROTLI_STATIC = "ngx_http_brotli_static_module.so"

_PROGRAM = """
import asyncio, sys
from pathlib import Path
from nightdesk.serve.app import make_app
from nightdesk.serve.intake import PushReply
from nightdesk.serve.server import loop_factory, serve, stop_on_signals

async def receive(wire, headers, body):
    return PushReply(200, f"{wire} {len(body)}")

async def main(public, site_url, edge):
    stop = asyncio.Event()
    with stop_on_signals(stop):
        app = make_app(Path(public), site_url, intake=receive)
        await serve(app, ready=lambda at: print(at.port, at.edge_fault, flush=True), stop=stop, edge=edge == "edge")

with asyncio.Runner(loop_factory=loop_factory()) as runner:
    runner.run(main(*sys.argv[1:]))
"""


@contextlib.contextmanager
def built_in(
    public: Path, *, edge: bool = True, site_url: str = SITE_URL
) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The built-in server, ended by SIGTERM."""
    command = [sys.executable, "-W", "error", "-c", _PROGRAM, str(public), site_url, "edge" if edge else "plain"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server did not start"
        try:
            yield int(line.split()[0]), process
        finally:
            process.terminate()
            process.wait(timeout=10)


@contextlib.contextmanager
def nginx(public: Path, folder: Path, upstream_port: int, *, site_url: str = SITE_URL) -> Iterator[tuple[int, int]]:
    """Our nginx.conf in a real nginx of one worker; yields its port and its worker's process id."""
    port = free_port()
    site = nginx_conf(public, site_url, f"127.0.0.1:{upstream_port}", listen=(f"127.0.0.1:{port}",))
    with running_nginx(site, folder, port) as pid:
        yield port, pid


@contextlib.contextmanager
def running_nginx(site: str, folder: Path, port: int) -> Iterator[int]:
    """Any site's configuration in a real nginx of one worker; yields the worker's process id."""
    conf = nginx_main_conf(site, folder)
    command = ["nginx", "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(conf)]
    with subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL) as process:
        try:
            wait_for_port(port)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            yield int(children.read_text().split()[0]) if children.exists() else process.pid
        finally:
            process.terminate()
            process.wait(timeout=10)


def nginx_main_conf(site: str, folder: Path) -> Path:
    """A main configuration around a site's, with all of nginx's own files kept inside `folder`."""
    need_nginx()
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    modules = f"load_module {MODULES}/{_BROTLI_STATIC};\n"
    user = "user root;\n" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(
        f"{modules}{user}worker_processes 1;\npid {folder}/nginx.pid;\n"
        f"events {{ worker_connections 512; }}\n"
        f"http {{\naccess_log off;\nsendfile on;\ntcp_nopush on;\n{temporary}{site}}}\n",
        encoding="utf-8",
    )
    return conf


def need_nginx() -> None:
    """Skip, by name, where nginx or its brotli module is missing."""
    if shutil.which("nginx") is None:
        pytest.skip("nginx is not installed (Debian: nginx)")
    if not (MODULES / _BROTLI_STATIC).exists():
        pytest.skip("nginx's brotli_static module is not installed (Debian: libnginx-mod-http-brotli-static)")


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for_port(port: int, seconds: float = 10.0) -> None:
    """Return when something listens there."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
