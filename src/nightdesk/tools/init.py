"""Make a site folder."""

import os
from pathlib import Path

import click

from .. import config
from ..errors import UsageError
from ..shift.house import open_house
from ..site_folder import SETTINGS, WIRE
from ..tool import site_folder


@click.command("init")
@site_folder
@click.option("--wire", "wires", multiple=True, metavar="NAME", help="Add a drop-folder wire of that name.")
@click.option("--name", default="The Night Desk", help="What the publication is called.")
@click.option("--url", default="http://127.0.0.1:8080", help="Its public address.")
def init(home: Path, wires: tuple[str, ...], name: str, url: str) -> None:
    """A commented nightdesk.toml, keys and an empty ledger in DIR."""
    settings = home / config.FILE_NAME
    if settings.exists():
        raise UsageError(f"{settings} is there already: this folder is a site; edit that file to change it")
    text = SETTINGS.format(name=_quoted(name), url=_quoted(url)) + "".join(WIRE.format(name=wire) for wire in wires)
    config.parse(text, home, str(settings))
    home.mkdir(parents=True, exist_ok=True)
    for folder in ("wires", "public", "media"):
        (home / folder).mkdir(exist_ok=True)
    for wire in wires:
        (home / "wires" / wire).mkdir(exist_ok=True)
    keys = home / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    os.chmod(keys, 0o700)  # mkdir's mode is cut by the umask
    settings.write_text(text, encoding="utf-8")
    open_house(home, create=True).database.close()
    click.echo(f"{home} is a site folder now. Start it: nightdesk run {home}")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


COMMAND = init
