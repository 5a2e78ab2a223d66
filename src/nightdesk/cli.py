"""`nightdesk …`: every file of `tools/` is a command."""

import logging
import sys

import click

from . import log, registry, tools
from .errors import NightdeskError

FAILED = 1


def commands() -> click.Group:
    """The group of all commands, found on disk."""
    group = click.Group("nightdesk", help="The newsroom's night desk: agency wires in, a complete news site out.")
    group.params.append(
        click.Option(["-v", "--verbose"], is_flag=True, help="Write the desk's events to standard error.")
    )
    group.callback = _listen
    for command in registry.find(tools, "COMMAND", click.Command).values():
        group.add_command(command)
    return group


def _listen(verbose: bool) -> None:
    log.write_events_to_stderr(logging.INFO if verbose else logging.WARNING)


def main() -> None:
    """Run the command; an error is one sentence on standard error. 0 done, 1 failed, 2 misuse."""
    try:
        commands().main(standalone_mode=True)
    except NightdeskError as error:
        click.echo(f"nightdesk: {error}", err=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.exit(FAILED)
