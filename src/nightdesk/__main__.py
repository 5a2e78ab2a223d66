"""`python -m nightdesk` is `nightdesk`."""

from .cli import main

main()
