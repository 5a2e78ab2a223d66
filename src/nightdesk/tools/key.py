"""The key that signs the public log."""

from pathlib import Path

import click

from ..errors import UsageError
from ..proof.checkpoint import origin_of
from ..shift.log_keys import has_key, make_key, public_keys
from ..shift.site_leaves import key_waits
from ..tool import house_at, site_folder


@click.group("key")
def key() -> None:
    """The key that signs the public log: show it, or take another one."""


@key.command("show")
@site_folder
def show(home: Path) -> None:
    """The public keys as verifiers want them, the current one first. They stand at /log/vkey, too."""
    with house_at(home, None) as house:
        if not has_key(house.keys):
            raise UsageError(f"{house.keys} holds no key yet: the log's first entry makes one")
        for one in public_keys(house.keys):
            click.echo(one.text)


@key.command("rotate")
@site_folder
def rotate(home: Path) -> None:
    """Sign with a new key from the desk's next start on; the change is an entry of the log, the old secret is gone.

    Refused while an earlier new key still waits for that start.
    """
    with house_at(home, None) as house, house.as_desk() as ours:
        if not ours:
            raise UsageError(f"{home}: a desk is at work there; stop it first")
        if key_waits(house):
            raise UsageError(
                f"{home}: a new key is there already, and the log does not know it yet: start the desk once "
                "(`nightdesk run`), which signs with it; after that you can rotate again"
            )
        known = (house.keys / "log.vkey").exists()
        origin = public_keys(house.keys)[0].name if known else origin_of(house.site.url)
        signer = make_key(house.keys, origin)
    click.echo(f"{signer.verifier.text}\nTell those who watch the log, and put keys/ into your backup.")


COMMAND = key
