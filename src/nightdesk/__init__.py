"""Nightdesk: agency wires in, a complete news site out, word for word."""

from importlib.metadata import version

__version__ = version("nightdesk")
