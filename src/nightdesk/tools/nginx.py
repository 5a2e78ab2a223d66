"""Print the nginx configuration of a site."""

from pathlib import Path

import click

from .. import config
from ..serve.nginx import Tls, nginx_conf
from ..tool import site_folder

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("nginx")
@site_folder
@click.option("--upstream", metavar="HOST:PORT", help="Where nginx reaches the desk; [server] of the settings else.")
@click.option("--certificate", type=_FILE, help="The certificate chain: listen on 443; with --key.")
@click.option("--key", type=_FILE, help="The certificate's private key.")
@click.option("--listen", multiple=True, metavar="ADDRESS", help="What nginx listens on, where it is not 80 or 443.")
@click.option("--no-brotli", is_flag=True, help="For an nginx without the brotli_static module.")
def nginx(
    home: Path,
    upstream: str | None,
    certificate: Path | None,
    key: Path | None,
    listen: tuple[str, ...],
    no_brotli: bool,
) -> None:
    """Print a configuration that answers as the built-in server does, from the folder `public` of DIR."""
    settings = config.load(home)
    if (certificate is None) != (key is None):
        raise click.UsageError(
            "--certificate and --key belong together: give both, or none where something else ends TLS"
        )
    tls = Tls(certificate.absolute(), key.absolute()) if certificate and key else None
    server = settings.server
    text = nginx_conf(
        settings.public,
        settings.site.url,
        upstream or f"{server.host}:{server.port}",
        listen=listen,
        tls=tls,
        brotli=not no_brotli,
    )
    click.echo(text, nl=False)


COMMAND = nginx
