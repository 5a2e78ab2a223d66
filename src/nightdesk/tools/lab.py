"""Run the dossier's functions over a file of stories, without a site: every file of `nightdesk/lab/` is one of them.

A sub-command is a file there that declares `COMMAND` (a click command); `lab/stories.py` reads and writes for them all.
"""

import click

from .. import lab, registry

COMMAND = click.Group("lab", help="The dossier's functions over a file of stories, so that anyone can score them.")
for _command in registry.find(lab, "COMMAND", click.Command).values():
    COMMAND.add_command(_command)
