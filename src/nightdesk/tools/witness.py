"""Be a witness of other sites' logs."""

import asyncio
import sys
from pathlib import Path

import click

from ..clock import system_clock
from ..errors import UsageError
from ..serve.server import loop_factory, stop_on_signals
from ..watch.finding import UnreadError
from ..watch.page_at_hand import keys_given
from ..watch.source import open_source
from ..watch.witness import RefusedError, Witness, make_witness
from ..watch.witness_ask import ask
from ..watch.witness_server import serve_witness

_REFUSED, _NOT_LOOKED = 1, 2
_PORTS = 65_536


@click.command("witness")
@click.argument("home", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--init", "is_new", is_flag=True, help="Make DIR a witness: its key, readable by you alone.")
@click.option("--name", help="With --init: the name it signs under, best an address of yours without scheme.")
@click.option("--trust", multiple=True, metavar="VKEY", help="Cosign for the log of this key; may be repeated.")
@click.option("--listen", metavar="HOST:PORT", help="Answer logs that ask (C2SP tlog-witness), until Ctrl-C.")
@click.option("--ask", "asked", metavar="URL", help="Look at this site's log once, cosign it, print the cosigned note.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="The key file, if not DIR/witness.key.")
def witness(
    home: Path,
    is_new: bool,
    name: str | None,
    trust: tuple[str, ...],
    listen: str | None,
    asked: str | None,
    key: Path | None,
) -> None:
    """Cosign the checkpoints of logs that only ever grew. Exit 1: a checkpoint was refused; 2: it was not read."""
    if is_new != bool(name):
        raise click.UsageError("--init and --name NAME go together")
    if sum((is_new, bool(trust), bool(listen), bool(asked))) == 0:
        raise click.UsageError("say what to do: --init, --trust, --listen or --ask")
    if is_new and name:
        click.echo(make_witness(home, name).text)
    one = Witness(home, key)
    for log_key in keys_given(trust):
        one.trust(log_key)
        click.echo(f"trusts {log_key.name}")
    if asked:
        raise SystemExit(_ask(one, asked))
    if listen:
        host, port = _place(listen)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_serve(one, host, port))


def _ask(one: Witness, site: str) -> int:
    async def look() -> bytes:
        async with open_source(site) as source:
            return await ask(one, source, system_clock)

    try:
        note = asyncio.run(look())
    except RefusedError as error:
        click.echo(f"nightdesk: not cosigned: {error.reason}", err=True)
        return _REFUSED
    except UnreadError as error:
        click.echo(f"nightdesk: {site} could not be looked at: {error}", err=True)
        return _NOT_LOOKED
    sys.stdout.buffer.write(note)
    sys.stdout.buffer.flush()
    return 0


async def _serve(one: Witness, host: str, port: int) -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        await serve_witness(one, system_clock, host, port, stop, _say)


def _say(address: str) -> None:
    click.echo(f"{address}/add-checkpoint")


def _place(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) >= _PORTS:
        raise UsageError(f"--listen {listen}: write it HOST:PORT, as 127.0.0.1:8100; port 0 takes a free one")
    return host.strip("[]"), int(port)


COMMAND = witness
