"""Check a page against the digest it carries."""

from pathlib import Path

import click

from ..errors import UsageError
from ..proof.read_back import read_back


@click.command("verify")
@click.argument("page", type=click.Path(path_type=Path, dir_okay=False))
def verify(page: Path) -> None:
    """Recompute the text digest of PAGE, offline; exit 0 when it is the one the page claims, else 1."""
    try:
        returned = read_back(page.read_bytes())
    except OSError as error:
        raise UsageError(f"{page} cannot be read: {error.strerror}") from error
    claimed = returned.meta
    if not claimed and not returned.blocks:
        raise UsageError(f"{page} is no story page: it has neither marked text nor a digest to check it against")
    same = bool(claimed) and claimed == returned.digest
    click.echo(f"{'same' if same else 'NOT THE SAME'}  page {returned.digest}  claims {claimed or 'nothing'}")
    raise SystemExit(0 if same else 1)


COMMAND = verify
